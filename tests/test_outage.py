"""DESIGN, the SLA clock: what was reported or answered while no ticket could be filed."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import SupportCase, at, utc


@tagged("post_install", "-at_install")
class TestOutage(SupportCase):
    plan_xmlid = "ecosire_support.plan_priority"

    def file_outage(self):
        return self.make_critical(
            self.manager,
            reported_at=utc("2026-11-24 02:10"),
            outage_evidence="Phone call to ECOSIRE at 02:10",
        )

    def test_once_confirmed_clock_and_breach_stand_at_their_true_times(self):
        with at("2026-11-24 05:05"):
            ticket = self.file_outage()
            self.assertEqual(ticket.deadline, utc("2026-11-24 07:05"))
        with at("2026-11-24 05:30"):
            self.by(ticket, self.lead).confirm_outage()
        self.assertEqual(ticket.deadline, utc("2026-11-24 04:10"))
        self.assertEqual(ticket.clock_id.breached_at, utc("2026-11-24 04:10"))

    def test_a_breach_by_the_time_of_filing_gives_way_to_the_true_one(self):
        with at("2026-11-24 05:05"):
            ticket = self.file_outage()
        self.tick("2026-11-24 08:00")
        self.assertEqual(ticket.clock_id.breached_at, utc("2026-11-24 07:05"))
        with at("2026-11-25 09:00"):
            self.by(ticket, self.lead).confirm_outage()
        self.assertEqual(ticket.clock_id.breached_at, utc("2026-11-24 04:10"))

    def test_the_side_that_filed_cannot_confirm(self):
        with at("2026-11-24 05:05"):
            ticket = self.file_outage()
            with self.assertRaises(UserError):
                self.by(ticket, self.manager).confirm_outage()

    def test_a_lead_files_and_the_clients_manager_confirms(self):
        values = {
            "name": "Odoo could not be reached",
            "topic_id": self.env.ref("ecosire_support.topic_incident").id,
            "can_log_in": "no",
            "reported_at": utc("2026-11-24 02:10"),
            "outage_evidence": "They rang us",
        }
        tickets = self.env["ecosire.support.ticket"]
        with at("2026-11-24 05:05"):
            with self.assertRaises(AccessError):
                tickets.with_user(self.engineer.user_id).file_outage(self.contract.id, values)
            ticket = tickets.with_user(self.lead.user_id).file_outage(self.contract.id, values)
            with self.assertRaises(UserError):
                self.by(ticket, self.lead).confirm_outage()
            self.by(ticket, self.manager).confirm_outage()
        self.assertEqual(ticket.clock_id.breached_at, utc("2026-11-24 04:10"))
        self.assertFalse(ticket.sudo().message_partner_ids & self.lead.user_id.partner_id)

    def test_a_clerk_cannot_file_with_another_time(self):
        with at("2026-11-24 05:05"), self.assertRaises(AccessError):
            self.make_critical(reported_at=utc("2026-11-24 02:10"), outage_evidence="x")

    def test_the_future_is_refused(self):
        with at("2026-11-24 05:05"), self.assertRaisesRegex(UserError, "future"):
            self.make_critical(
                self.manager, reported_at=utc("2026-11-24 06:00"), outage_evidence="x"
            )

    def test_a_confirmed_earlier_call_answers_in_time(self):
        with at("2026-11-24 05:00"):
            ticket = self.make_critical()
        with at("2026-11-24 07:30"):
            self.by(ticket, self.engineer).log_call("Told them", utc("2026-11-24 06:00"))
        self.assertEqual(ticket.sla_state, "late")
        with at("2026-11-24 09:00"):
            ticket.with_user(self.clerk).confirm_call()
        self.assertEqual(ticket.sla_state, "met")
        self.assertEqual(ticket.answered_at, utc("2026-11-24 06:00"))
