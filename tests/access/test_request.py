"""Ask for access: asked by an engineer, granted by the administrator alone, ended by itself."""

from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.http import Session
from odoo.service import security
from odoo.tests import Form, tagged

from ..common import SupportCase, at, utc
from .test_log import LogCase

REQUESTS = "ecosire.support.access.request"
DECIDE = "ecosire.support.access.decide"
NOW = "2026-11-24 10:00"
UNTIL = "2026-11-26 10:00"


class RequestCase(LogCase, SupportCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.admin = cls.make_staff("delta_admin", "base.group_system")
        cls.env["ir.mail_server"].search([]).active = False

    def setUp(self):
        super().setUp()
        self.enterContext(at(NOW))
        self.ticket = self.make_ticket()

    def ask(self, kind="login", reason="The error is in the warehouse", until=UNTIL, person=None):
        self.by(self.ticket, person or self.engineer).ask_for_access(kind, reason, until)
        return self.env[REQUESTS].search([("ticket_id", "=", self.ticket.id)], limit=1)

    def decide(self, request, user=None, **values):
        forms = self.env[DECIDE].with_user(user or self.admin)
        return forms.create({"request_id": request.id, **values})

    def grant(self, request, **values):
        form = self.decide(request, **values)
        form.action_grant()
        return form

    def told(self):
        return [message.body.striptags() for message in self.ticket.message_ids]

    def shown(self):
        return self.by(self.ticket, self.engineer)._portal_access_requests()[0]


@tagged("post_install", "-at_install")
class TestAsking(RequestCase):
    def test_it_is_kept_and_told_to_administrators_and_ticket(self):
        request = self.ask()
        self.assertEqual(request.state, "asked")
        self.assertEqual(request.engineer_id, self.engineer)
        self.assertEqual(request.wanted_until, utc(UNTIL))
        self.assertIn("Amina Khan asks for access: Login for a time until", self.told()[0])
        mail = self.env["mail.message"].search(
            [("partner_ids", "in", self.admin.partner_id.id)], order="id desc", limit=1
        )
        self.assertIn(f"{self.ticket.number}: ECOSIRE asks for access", mail.subject)
        self.assertIn(f"/odoo/support-access-requests/{request.id}", mail.body)

    def test_what_makes_no_sense_is_refused_in_words(self):
        late = fields.Datetime.to_string(utc(NOW) + timedelta(days=15))
        for values, words in (
            ({"reason": "  "}, "say why"),
            ({"kind": "everything"}, "Choose what you need"),
            ({"until": "2026-11-24 09:59"}, "future"),
            ({"until": late}, "14 days"),
            ({"until": False}, "until when"),
            ({"until": "soon"}, "is not a time"),
            ({"reason": "x" * 2001}, "2,000 characters"),
        ):
            with self.subTest(values), self.assertRaisesRegex(UserError, words):
                self.ask(**values)

    def test_the_same_thing_is_asked_for_once(self):
        request = self.ask()
        with self.assertRaisesRegex(UserError, "already"):
            self.ask(person=self.lead)
        self.ask(kind="screen_share")
        request.action_end()
        self.ask()

    def test_who_may_ask_and_who_may_decide(self):
        for user in (self.clerk, self.manager, self.admin):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.by(self.ticket, user).ask_for_access("login", "Why not", UNTIL)
        request = self.ask()
        for user in (self.clerk, self.manager, self.engineer.user_id, self.lead.user_id):
            with self.subTest(user.login):
                with self.assertRaises(AccessError):
                    self.decide(request, user).action_grant()
                with self.assertRaises(AccessError):
                    request.with_user(user).action_end()
        self.assertEqual(request.state, "asked")

    def test_nothing_is_needed_for_a_finished_ticket(self):
        self.by(self.ticket, self.clerk).cancel("Not needed")
        with self.assertRaisesRegex(UserError, "is finished"):
            self.ask()


@tagged("post_install", "-at_install")
class TestDeciding(RequestCase):
    def test_words_are_shown_until_the_end_and_then_gone(self):
        request = self.ask("screen_share")
        self.grant(request, answer="https://meet.example/delta")
        self.assertEqual(self.shown()["answer"], "https://meet.example/delta")
        self.assertIn("granted the access: Screen share until", self.told()[0])
        with at("2026-11-26 09:59:59"):
            self.env.invalidate_all()
            self.assertTrue(self.shown()["answer"])
        with at(UNTIL):
            self.env.invalidate_all()
            self.assertFalse(self.shown()["answer"], "by the second, before any job has run")
            self.env[REQUESTS]._cron_end_over()
        self.assertEqual(request.state, "over")
        self.assertFalse(request.answer)
        self.assertIn("The access is over", self.told()[0])

    def test_refused_in_words(self):
        request = self.ask()
        with self.assertRaisesRegex(UserError, "say why not"):
            self.decide(request).action_refuse()
        self.decide(request, refusal="We share a screen instead.").action_refuse()
        self.assertEqual(request.state, "refused")
        self.assertIn("refused the access: Login for a time. We share", self.told()[0])
        with self.assertRaisesRegex(UserError, "“refused” already"):
            self.grant(request)

    def test_a_new_login_has_the_rights_of_an_employee_and_ends(self):
        request = self.ask()
        form = self.grant(request)
        user = request.user_id
        self.assertEqual(user.login, f"ecosire-{self.ticket.number.lower()}")
        self.assertEqual(user.email, self.engineer.email)
        self.assertTrue(user._is_internal() and not user._is_system())
        self.assertIn("token=", form.link)
        self.assertFalse(form.mail_sent)
        self.assertEqual(self.shown()["login"], user.login)
        session = Session({}, "b" * 84)
        session.uid, session.session_token = user.id, user._compute_session_token("b" * 84)
        self.assertFalse(user._ecosire_support_guest_is_over())
        with at(UNTIL):
            self.assertTrue(user._ecosire_support_guest_is_over())
            self.env[REQUESTS]._cron_end_over()
        self.assertFalse(user.active)
        self.env.registry.clear_cache()
        self.assertFalse(security.check_session(session, self.env))

    def test_an_administrator_or_support_manager_is_never_lent_out(self):
        request = self.ask()
        boss = self.make_staff("delta_boss", "base.group_erp_manager")
        for user in (boss, self.admin, self.manager):
            with self.subTest(user.login), self.assertRaisesRegex(UserError, "cannot be lent out"):
                self.grant(request, login_from="known", user_id=user.id)
        with self.assertRaisesRegex(UserError, "somebody's login already"):
            self.grant(request, login=self.clerk.login)
        self.assertEqual(request.state, "asked")

    def test_a_login_that_exists_is_used_again(self):
        request = self.ask()
        self.grant(request)
        user = request.user_id
        request.with_user(self.admin).action_end()
        self.assertFalse(user.active)
        again = self.ask()
        form = self.grant(again, login_from="known", user_id=user.id)
        self.assertTrue(user.active)
        self.assertFalse(form.link)
        self.assertEqual(again.user_id, user)

    def test_only_the_administrator_extends(self):
        request = self.ask()
        self.grant(request)
        user = request.user_id
        later = utc("2026-11-30 10:00")
        self.grant(request, until=later)
        self.assertEqual((request.granted_until, request.user_id), (later, user))
        self.assertIn("extended the access", self.told()[0])
        # read by both sides: nobody's "your time"
        self.assertNotIn("your time", " ".join(self.told()))
        self.assertIn("Karachi", self.told()[0])
        with at(UNTIL):
            self.env[REQUESTS]._cron_end_over()
        self.assertEqual(request.state, "granted")

    def test_ending_it_twice_is_once(self):
        request = self.ask()
        self.grant(request)
        request.with_user(self.admin).action_end()
        ended = request.ended_at, len(self.told())
        with at(UNTIL):
            request.with_user(self.admin).action_end()
            self.env[REQUESTS]._cron_end_over()
        self.assertEqual((request.ended_at, len(self.told())), ended)

    def test_it_ends_with_the_engineers_access(self):
        request, asked = self.ask(), self.ask("staging")
        self.grant(request)
        self.engineer.action_end_access()
        self.assertEqual((request | asked).mapped("state"), ["over", "over"])
        self.assertFalse(request.user_id.active)

    def test_each_step_is_in_the_access_log(self):
        request = self.ask()
        self.grant(request)
        request.with_user(self.admin).action_end()
        rows = self.env["ecosire.support.access.log"].search(
            [("what", "in", ("access_granted", "access_over"))], order="id"
        )
        self.assertEqual(rows.mapped("what"), ["access_granted", "access_over"])
        self.assertEqual(set(rows.mapped("ticket_number")), {self.ticket.number})
        self.assertEqual(set(rows.mapped("person")), {self.admin.name})

    def test_the_dialog_suggests_what_was_asked_for(self):
        request = self.ask()
        forms = self.env[DECIDE].with_user(self.admin)
        form = Form(forms.with_context(default_request_id=request.id))
        self.assertEqual(form.until, utc(UNTIL))
        self.assertEqual(form.login_name, "ECOSIRE: Amina Khan")
        form.save().action_grant()
        self.assertEqual(request.granted_until, utc(UNTIL))
