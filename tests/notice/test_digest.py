"""The daily mail: once a day at the reader's hour, only when there is something to say."""

from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import SupportCase, at


@tagged("post_install", "-at_install")
class TestDigest(SupportCase):
    def setUp(self):
        super().setUp()
        self.digests = self.env["ecosire.support.digest"]
        # only this company's manager counts here
        self.env.ref("ecosire_support.group_manager").user_ids = [(6, 0, self.manager.ids)]

    def run_at(self, text):
        """The bodies of the daily mails that go out at ``text``, by person."""
        before = self.env["mail.message"].search([]).ids
        with at(text):
            self.digests._cron_digests()
        new = self.env["mail.message"].search(
            [("id", "not in", before), ("subject", "ilike", "day at a glance")]
        )
        return {message.partner_ids: message.body for message in new}

    def file(self, text, **vals):
        with at(text):
            return self.make_ticket(impact="impaired", **vals)

    def choose(self, user, kind, choice):
        rows = self.env["ecosire.support.notice.preference"]._rows_of(user)
        rows.filtered(lambda row: row.kind_id.code == kind).with_user(user).choice = choice

    def test_once_at_eight_where_the_reader_is(self):
        self.file("2026-11-24 06:00")
        self.assertFalse(self.run_at("2026-11-24 06:59"))
        mails = self.run_at("2026-11-24 07:00")  # eight in Amsterdam
        self.assertEqual(list(mails), [self.manager.partner_id])
        body = mails[self.manager.partner_id]
        self.assertIn("1 filed", body)
        self.assertIn("From Mon 23 Nov 08:00 to Tue 24 Nov 08:00 (Amsterdam, UTC+1)", body)
        self.assertIn("Open all tickets", body)
        self.assertFalse(self.run_at("2026-11-24 07:15"))
        self.assertFalse(self.run_at("2026-11-24 22:59"))

    def test_nothing_to_say_is_not_said_and_not_looked_at_again(self):
        self.assertFalse(self.run_at("2026-11-24 08:00"))
        self.file("2026-11-24 09:00")
        self.assertFalse(self.run_at("2026-11-24 10:00"))
        mails = self.run_at("2026-11-25 07:00")
        self.assertIn("1 filed", mails[self.manager.partner_id])

    def test_after_an_outage_it_comes_late_with_the_true_span(self):
        self.file("2026-11-24 06:00")
        self.run_at("2026-11-24 07:00")
        self.file("2026-11-25 06:00")
        body = self.run_at("2026-11-26 11:00")[self.manager.partner_id]
        self.assertIn("From Tue 24 Nov 08:00 to Thu 26 Nov 12:00", body)
        self.assertIn("1 filed", body)

    def test_what_is_missed_at_risk_and_the_readers_turn(self):
        missed = self.file("2026-11-23 06:00", name="Missed one")
        asked = self.file("2026-11-24 05:00", name="Asked one")
        with at("2026-11-24 05:30"):
            self.by(asked, self.engineer).ask_client("Which one?")
        self.tick("2026-11-24 06:00")
        body = self.run_at("2026-11-24 07:00")[self.manager.partner_id]
        self.assertIn("Missed, not answered yet: 1", body)
        self.assertIn(missed.display_name, body)
        self.assertIn("Waits for you: 1", body)
        self.assertIn("Open in all: 2", body)
        self.assertIn("1 answered for the first time", body)

    def test_who_wants_none_gets_none(self):
        self.choose(self.manager, "digest", "never")
        self.file("2026-11-24 06:00")
        self.assertFalse(self.run_at("2026-11-24 07:00"))

    def test_what_was_kept_comes_along_once_also_for_a_clerk(self):
        self.choose(self.clerk, "answered", "daily")
        ticket = self.file("2026-11-23 08:00")
        with at("2026-11-23 10:00"):
            self.by(ticket, self.engineer).engineer_reply("Please try again.")
        mails = self.run_at("2026-11-23 11:00")
        body = mails[self.clerk.partner_id]
        self.assertIn("Mon 11:00", body)
        self.assertIn("Please try again", body)
        self.assertNotIn("Open in all", body)
        self.assertNotIn(self.clerk.partner_id, self.run_at("2026-11-24 11:00"))

    def test_nobody_reads_of_another_company(self):
        company, _contract = self.make_company("Omega", self.plan_xmlid)
        stranger = self.make_staff("omega_clerk", company=company)
        with at("2026-11-24 06:00"):
            self.make_ticket(stranger, company_id=company.id, name="Zanzibar")
        self.assertFalse(self.run_at("2026-11-24 07:00"))
        self.file("2026-11-25 06:00")
        self.assertNotIn("Zanzibar", self.run_at("2026-11-25 07:00")[self.manager.partner_id])

    def test_a_slip_in_the_hour_is_eight(self):
        self.env["ir.config_parameter"].set_param("ecosire_support.digest_hour", "noon")
        self.file("2026-11-24 06:00")
        self.assertTrue(self.run_at("2026-11-24 07:00"))

    def test_one_mail_that_cannot_be_made_does_not_hold_the_others(self):
        other = self.make_staff("delta_second", "ecosire_support.group_manager")
        self.file("2026-11-24 06:00")
        settle = type(self.digests)._settle_day

        def settle_some(digests, user):
            if user == self.manager:
                raise ValueError("no such template")
            return settle(digests, user)

        self.patch(type(self.digests), "_settle_day", settle_some)
        with mute_logger("odoo.addons.ecosire_support.models.notice.digest"):
            self.assertEqual(list(self.run_at("2026-11-24 07:00")), [other.partner_id])
        self.patch(type(self.digests), "_settle_day", settle)
        self.assertEqual(list(self.run_at("2026-11-24 07:15")), [self.manager.partner_id])

    def test_many_tickets_cost_no_more_queries(self):
        for _number in range(12):
            self.file("2026-11-23 06:00")
        self.tick("2026-11-24 06:00")
        with at("2026-11-24 07:00"):
            self.env.flush_all()
            self.env.invalidate_all()
            self.digests._due_users(self.digests.env.cr.now().replace(tzinfo=None))
            with self.assertQueryCount(160):
                self.digests._cron_digests()
