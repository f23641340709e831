"""Revoking is whole: each way in, and each way things got out, is dead at once (DESIGN §6).

The same holds at the end by date: from that second on by the rules, and wholly once the job ran.
"""

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.http import Session
from odoo.service import security
from odoo.tests import tagged

from ...models.feed.feed import ALLOWED
from ..common import SupportCase, at, utc
from ..portal.case import HOME, PortalCase
from .test_log import LogCase

END = "2026-12-01 00:00"
NOW = "2026-11-24 10:00"


class RevokedCase(LogCase, SupportCase):
    def setUp(self):
        super().setUp()
        self.user = self.engineer.user_id
        self.partner = self.user.partner_id
        self.env["ir.config_parameter"].set_param(ALLOWED, "1")
        self.ticket = self.make_ticket()
        self.feeds = self.env["ecosire.support.feed"]
        self.feed = self.feeds._make(self.engineer)
        self.target = self.env["ecosire.support.target"].create(
            {
                "name": "Slack",
                "contract_id": self.contract.id,
                "kind": "slack_bot",
                "channel": "C0SUPPORT",
                "person_ids": [
                    fields.Command.create({"slack_id": "U0AMINA", "engineer_id": self.engineer.id})
                ],
            }
        )

    def ways(self):
        """Whether each way in still leads somewhere."""
        self.env.invalidate_all()  # what is in force was reckoned at another time
        links = self.env["ecosire.support.link"]
        persons = self.env["ecosire.support.slack.person"]
        return {
            "rows": bool(self.by(self.ticket, self.engineer).search([])),
            "feed": bool(self.feeds._live(self.feed)),
            "slack": bool(persons._user_of(self.target, "U0AMINA")[0]),
            "mail": bool(self.ticket.sudo()._role_of(self.partner)),
            "link": bool(links._offer(self.link)),
        }

    def make_link(self):
        event = self.ticket.sudo()._climb_now("Nobody answers")
        event = self.ticket.escalation_ids[:1] or event
        links = self.env["ecosire.support.link"]
        url = links._url("ack", event.id, self.partner, utc("2099-01-01 00:00"))
        self.link = url.rpartition("/")[2]


@tagged("post_install", "-at_install")
class TestRevoked(RevokedCase):
    def setUp(self):
        super().setUp()
        self.make_link()

    def test_each_way_in_is_open_before_and_dead_after(self):
        self.assertEqual(set(self.ways().values()), {True}, self.ways())
        self.engineer.action_end_access()
        self.assertEqual(set(self.ways().values()), {False}, self.ways())

    def test_open_sessions_and_windows_are_out(self):
        session = Session({}, "a" * 84)
        session.uid = self.user.id
        session.session_token = self.user._compute_session_token(session.sid)
        # what the bus asks before it sends anything to an open window
        self.assertTrue(security.check_session(session, self.env))
        self.engineer.action_end_access()
        self.env.registry.clear_cache()
        self.assertFalse(security.check_session(session, self.env))

    def test_remembered_browsers_are_forgotten(self):
        devices = self.env["auth_totp.device"].with_user(self.user).sudo()
        key = devices._generate(
            "browser", "Firefox", fields.Datetime.add(fields.Datetime.now(), days=9)
        )
        self.assertEqual(devices._check_credentials(scope="browser", key=key), self.user.id)
        self.engineer.action_end_access()
        self.assertFalse(self.user.totp_trusted_device_ids)
        self.assertFalse(devices._check_credentials(scope="browser", key=key))

    def test_codes_and_passkeys_open_nothing_when_the_login_is_taken_up_anew(self):
        self.user.totp_secret = "A" * 32
        keys = self.env.get("auth.passkey.key")
        if keys is not None:
            values = {"name": "phone", "credential_identifier": "x", "public_key": "x"}
            keys.with_user(self.user).sudo().create(values)
            self.assertTrue(self.user.auth_passkey_key_ids)
        self.engineer.action_end_access()
        self.assertFalse(self.user.totp_enabled)
        if keys is not None:
            self.assertFalse(keys.search([("create_uid", "=", self.user.id)]))

    def test_links_to_choose_a_password_are_dead(self):
        for kind in ("signup", "reset"):
            self.partner.signup_prepare(kind)
            token = self.partner._generate_signup_token()
            users = self.env["res.users"]
            self.assertTrue(self.env["res.partner"]._signup_retrieve_info(token))
            with self.subTest(kind), self.env.cr.savepoint() as savepoint:
                self.engineer.action_end_access()
                self.assertFalse(self.env["res.partner"]._signup_retrieve_info(token))
                with self.assertRaisesRegex(UserError, "not valid or expired"):
                    users.signup({"login": "other", "password": "x" * 12}, token)
                with self.assertRaises(Exception):  # noqa: B017 - Odoo raises a bare one
                    users.reset_password(self.user.login)
                savepoint.rollback()
            self.env.invalidate_all()

    def test_nobody_sees_him_on_a_ticket_any_more(self):
        self.by(self.ticket, self.engineer).stay(True)
        self.engineer.action_end_access()
        self.assertFalse(self.by(self.ticket, self.lead).stay(False)["others"])

    def test_the_end_of_an_extended_access_is_told_once(self):
        self.engineer._grant(self.contract, fields.Datetime.now(), utc("2100-02-03 00:00"))
        self.engineer.action_end_access()
        row = self.env["ecosire.support.access.log"].search([("what", "=", "ended")])
        self.assertEqual(len(row), 1)
        self.assertIn("2100-02-03", row.detail)

    def test_who_ended_it_is_in_the_log_of_that_company(self):
        admin = self.make_staff("delta_admin", "base.group_system")
        self.engineer.with_user(admin).action_end_access()
        row = self.env["ecosire.support.access.log"].search([("what", "=", "ended")])
        self.assertEqual(row.person, admin.name)
        self.assertEqual(row.company_key, self.company.id)
        self.assertIn("Amina Khan, DELTA", row.detail)
        self.assertIn(row, row.with_user(self.manager).search([]))


@tagged("post_install", "-at_install")
class TestOver(RevokedCase):
    """By date: from that second on without any job, and wholly once it has run."""

    def test_each_way_in_ends_with_the_second(self):
        with at(NOW):
            self.make_link()
        self.engineer.grant_ids.date_to = utc(END)
        for moment, open_ in (("2026-11-30 23:59:59", True), (END, False)):
            with at(moment):
                self.assertEqual(set(self.ways().values()), {open_}, (moment, self.ways()))

    def test_the_job_says_so_in_the_log(self):
        self.engineer.grant_ids.date_to = utc(END)
        with at(END):
            self.env["ecosire.support.engineer"]._cron_end_expired()
        self.assertFalse(self.user.active)
        row = self.env["ecosire.support.access.log"].search([("what", "=", "ended")])
        self.assertIn("the agreed time is over", row.detail)


@tagged("post_install", "-at_install")
class TestEndAll(RevokedCase):
    def test_one_click_ends_all_of_it(self):
        admin = self.make_staff("delta_admin", "base.group_system")
        self.by(self.ticket, self.engineer).take()
        mails = self.env["mail.mail"].search([])
        answer = self.env["ecosire.support.engineer"].with_user(admin).action_end_all_access()
        self.assertIn("Amina Khan", answer["params"]["message"])
        engineers = self.env["ecosire.support.engineer"].search([])
        self.assertFalse(engineers)
        self.assertFalse((self.engineer | self.lead).user_id.filtered("active"))
        self.assertFalse(self.ticket.engineer_id)
        partners = (self.engineer | self.lead).user_id.partner_id
        later = self.env["mail.mail"].search([("state", "=", "outgoing")]) - mails
        self.assertFalse(later.recipient_ids & partners)
        again = engineers.with_user(admin).action_end_all_access()
        self.assertIn("Nobody of ECOSIRE had access", again["params"]["message"])

    def test_only_the_administrator(self):
        engineers = self.env["ecosire.support.engineer"]
        for user in (self.clerk, self.manager, self.user, self.lead.user_id):
            with self.subTest(user.login), self.assertRaises(AccessError):
                engineers.with_user(user).action_end_all_access()


@tagged("post_install", "-at_install")
class TestContact(RevokedCase):
    """No form, import, merge or foreign SQL gives an engineer's contact to a company."""

    def setUp(self):
        super().setUp()
        self.customer = self.env["res.partner"].create({"name": "Customer", "is_company": True})

    def test_forms_are_refused(self):
        for values in ({"parent_id": self.customer.id}, {"is_company": True}):
            with self.subTest(values), self.assertRaisesRegex(UserError, "belongs to a company"):
                self.partner.write(values)

    def test_merging_is_refused(self):
        wizard = self.env["base.partner.merge.automatic.wizard"]
        for kept in (self.customer, self.partner):
            with self.subTest(kept.name), self.assertRaisesRegex(UserError, "Amina Khan works"):
                wizard._merge((self.customer | self.partner).ids, kept)
        other = self.env["res.partner"].create({"name": "Customer", "is_company": True})
        wizard._merge((self.customer | other).ids, self.customer)
        self.assertFalse(other.exists())

    def test_what_gets_past_ends_at_night(self):
        engineers = self.env["ecosire.support.engineer"]
        engineers._cron_check_contacts()
        self.assertTrue(self.engineer.active)
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE res_partner SET parent_id = %s WHERE id = %s",
            [self.customer.id, self.partner.id],
        )
        self.env.invalidate_all()
        engineers._cron_check_contacts()
        self.assertFalse(self.engineer.active)
        self.assertTrue(self.lead.active)
        told = self.contract.message_ids.filtered(lambda m: "nightly check" in (m.subject or ""))
        self.assertIn(self.manager.partner_id, told.notified_partner_ids)


@tagged("post_install", "-at_install")
class TestKeys(RevokedCase):
    """No API key, by whichever path: it would outlive the fence of the pages."""

    def test_none_is_made(self):
        with self.assertRaises(AccessError):
            self.env["res.users.apikeys"].with_user(self.user)._generate(None, "key", None)
        with self.assertRaises(AccessError):
            self.env["res.users.apikeys"].with_user(self.user).sudo()._generate(None, "key", None)
        forms = self.env["res.users.apikeys.description"]
        with self.assertRaises(AccessError):
            forms.with_user(self.user).create({"name": "key", "duration": "1"})

    def test_one_from_before_opens_nothing(self):
        portal = self.env.ref("base.group_portal")
        groups = self.user.group_ids
        self.user.group_ids = portal
        keys = self.env["res.users.apikeys"].with_user(self.user).sudo()
        key = keys._generate(
            "rpc", "from before", fields.Datetime.add(fields.Datetime.now(), days=1)
        )
        self.assertEqual(keys._check_credentials(scope="rpc", key=key), self.user.id)
        self.user.group_ids = groups
        self.assertFalse(keys._check_credentials(scope="rpc", key=key))


@tagged("post_install", "-at_install")
class TestRevokedOverHttp(LogCase, PortalCase):
    def setUp(self):
        super().setUp()
        self.ticket = self.make_ticket()
        self.by(self.ticket, self.engineer).engineer_reply("See file", [("log.txt", b"line")])
        self.come_as(self.engineer)
        page = self.page(self.ticket_path(self.ticket))
        self.file = page.xpath("//a[contains(@href, '/file/')]/@href")[0]

    def get(self, path):
        return self.url_open(path, allow_redirects=False)

    def test_pages_files_and_calls_are_dead_in_an_open_window(self):
        token = self.token(self.ticket)
        self.assertEqual(self.get(self.file).content, b"line")
        self.engineer.action_end_access()
        for path in (HOME, f"{HOME}{self.ticket_path(self.ticket)}", self.file, f"{HOME}/desk"):
            with self.subTest(path):
                self.assertNotEqual(self.get(path).status_code, 200)
        data = {"csrf_token": token, "text": "Still here"}
        path = f"{HOME}{self.ticket_path(self.ticket)}/answer"
        self.url_open(path, data=data, allow_redirects=False)
        self.assertNotIn("Still here", " ".join(self.ticket.message_ids.mapped("body")))
        body = {"jsonrpc": "2.0", "params": {"channels": [], "last": 0, "is_first_poll": True}}
        answer = self.url_open("/websocket/peek_notifications", json=body)
        # what is left is what any visitor hears
        channels = [channel[1] for channel in answer.json()["result"]["channels"]]
        self.assertLessEqual(set(channels), {"broadcast", "res.groups"})

    def test_a_session_by_json_is_fenced_like_any_other(self):
        user = self.engineer.user_id
        user.password = "a-good-one-4711"  # noqa: S105
        self.url_open("/web/session/logout")
        params = {"db": self.env.cr.dbname, "login": user.login, "password": "a-good-one-4711"}
        self.url_open("/web/session/authenticate", json={"jsonrpc": "2.0", "params": params})
        call = {
            "model": "res.users.apikeys.description",
            "method": "create",
            "args": [],
            "kwargs": {},
        }
        path = "/web/dataset/call_kw/res.users.apikeys.description/create"
        answer = self.url_open(path, json={"jsonrpc": "2.0", "params": call})
        self.assertNotIn('"result"', answer.text)
