"""The ledger of tickets: what counts, what is free, and what gives a unit back (DESIGN §4)."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import at
from .case import ContractCase


@tagged("post_install", "-at_install")
class TestUsage(ContractCase):
    def test_the_twenty_first_ticket_is_extra(self):
        """Article, Standard: "Up to 20 support tickets per month. Additional … $25/ticket"."""
        with at("2026-11-24 10:00"):
            self.file(19)
            self.assertFalse(self.contract._is_used_up(self.now()))
            self.file()
            self.assertTrue(self.contract._is_used_up(self.now()))
            term = self.contract._term_at(self.now())
        self.assertEqual((term.quota, term.extra_price), (20, 25))

    def test_a_period_goes_by_the_local_dates_of_the_contract(self):
        """Karachi is 5 h ahead: the period that begins on the 1st begins at 19:00 UTC."""
        with at("2026-11-30 18:59"):
            self.file(2)
        with at("2026-11-30 19:00"):
            self.assertEqual(self.used(), 0)
            self.file()
            self.assertEqual(self.used(), 1)
            self.assertEqual(self.contract.usage_text, "1 of 20 tickets (1 Dec – 31 Dec 2026)")

    def test_what_every_plan_covers_counts_against_no_quota(self):
        """DESIGN: a bug in ECOSIRE's own module is free on every plan."""
        with at("2026-11-24 10:00"):
            ticket = self.file(topic="module_defect")
            self.assertEqual(self.used(), 0)
        self.assertEqual(ticket.usage_ids.mapped("cause"), ["everybody"])

    def test_what_is_quoted_or_of_another_plan_does_not_count(self):
        with at("2026-11-24 10:00"):
            tickets = self.file(topic="training") | self.file(topic="infrastructure")
            self.assertEqual(self.used(), 0)
        self.assertEqual(sorted(tickets.usage_ids.mapped("cause")), ["other_plan", "quoted"])

    def test_an_outage_that_the_lead_files_is_not_the_clients(self):
        with at("2026-11-24 10:00"):
            topic = self.env.ref("ecosire_support.topic_incident")
            self.env["ecosire.support.ticket"].with_user(self.lead.user_id).file_outage(
                self.contract.id,
                {
                    "name": "Odoo was down",
                    "topic_id": topic.id,
                    "impact": "stopped",
                    "reported_at": "2026-11-24 08:00:00",
                    "outage_evidence": "The call log.",
                },
            )
            self.assertEqual(self.used(), 0)

    def test_a_cancelled_ticket_gives_its_unit_back(self):
        with at("2026-11-24 10:00"):
            ticket = self.file()
            self.assertEqual(self.used(), 1)
            self.by(ticket, self.clerk).cancel("not needed")
            self.assertEqual(self.used(), 0)
        self.assertEqual(ticket.usage_kind, "freed")

    def test_a_ticket_settled_as_quoted_gives_its_unit_back(self):
        with at("2026-11-24 10:00"):
            ticket = self.file(topic="unknown")
            self.assertEqual(self.used(), 1)
            self.by(ticket, self.engineer).settle_scope("quoted", "a new function")
            self.assertEqual(self.used(), 0)

    def test_a_ticket_treated_as_covered_counts_from_then(self):
        with at("2026-11-24 10:00"):
            ticket = self.file(topic="infrastructure")
        with at("2026-11-25 10:00"):
            self.by(ticket, self.engineer).treat_as_covered("goodwill")
            self.assertEqual(self.used(), 1)
        used = ticket.usage_ids.filtered(lambda row: row.kind == "used")
        self.assertEqual(str(used.at), "2026-11-25 10:00:00")

    def test_nothing_is_entered_twice(self):
        with at("2026-11-24 10:00"):
            ticket = self.file()
            ticket._take_unit()
            ticket._free_use("cancelled")
            ticket._free_use("duplicate")
        self.assertEqual(sorted(ticket.usage_ids.mapped("kind")), ["freed", "used"])

    def test_the_ledger_is_never_changed(self):
        with at("2026-11-24 10:00"):
            row = self.file().usage_ids
        with self.assertRaisesRegex(UserError, "cannot be changed"):
            row.kind = "free"
        with self.assertRaisesRegex(UserError, "cannot be deleted"):
            row.unlink()

    def test_only_managers_and_leads_read_the_ledger(self):
        with at("2026-11-24 10:00"):
            row = self.file().usage_ids
        for user in (self.manager, self.lead.user_id):
            self.assertTrue(row.with_user(user).cause)
        for user in (self.clerk, self.engineer.user_id):
            with self.assertRaises(AccessError):
                row.with_user(user).read(["cause"])

    def test_staff_read_which_ticket_it_is_managers_what_it_costs(self):
        with at("2026-11-24 10:00"):
            self.file(17)
            self.assertIn("Ticket 18 of 20", self.preview(self.clerk))
            self.file(3)
            self.assertIn("filed as an extra ticket", self.preview(self.clerk))
            self.assertNotIn("25", self.preview(self.clerk).split(")")[-1])
            self.assertIn("25.00", self.preview(self.manager))

    def test_managers_are_told_at_80_and_at_100_percent_once(self):
        with at("2026-11-24 10:00"):
            self.file(15)
            self.assertEqual(self.told(), [])
            self.file()
            self.assertEqual(self.told(), ["16 of 20 tickets are used"])
            self.file(5)
            self.assertEqual(
                self.told(), ["21 of 20 tickets are used", "16 of 20 tickets are used"]
            )
            self.assertEqual(len(self.told()), 2)

    def test_the_ticket_that_reaches_a_step_wakes_the_cron(self):
        cron = self.env.ref("ecosire_support.cron_usage")
        triggers = self.env["ir.cron.trigger"].sudo()
        with at("2026-11-24 10:00"):
            self.file(15)
            self.assertFalse(triggers.search([("cron_id", "=", cron.id)]))
            self.file()
            self.assertTrue(triggers.search([("cron_id", "=", cron.id)]))

    # -- helpers

    def preview(self, user):
        draft = (
            self.env["ecosire.support.ticket"]
            .with_user(user)
            .new(
                {
                    "topic_id": self.env.ref("ecosire_support.topic_odoo_config").id,
                    "company_id": self.company.id,
                }
            )
        )
        return draft.usage_note

    def told(self):
        self.env["ecosire.support.contract"]._cron_usage()
        return self.said(self.contract, self.manager.partner_id).mapped("subject")
