"""The main screens in a real browser, each as the person they are for."""

from datetime import timedelta

from odoo import fields
from odoo.tests import HttpCase, new_test_user, tagged

from .common import SupportMixin, at


@tagged("post_install", "-at_install")
class TestScreensInBrowser(SupportMixin, HttpCase):
    def test_a_clerk_files_a_ticket(self):
        self.start_tour("/odoo/support-new", "ecosire_support_file_ticket", login="delta_clerk")
        ticket = self.env["ecosire.support.ticket"].search([("submitter_id", "=", self.clerk.id)])
        self.assertEqual(ticket.name, "Deliveries cannot be validated")
        self.assertEqual(ticket.severity, "critical")
        self.assertEqual(ticket.attachment_ids.name, "error.txt")
        self.assertIn("KeyError", ticket.description)

    def test_leaving_a_draft_asks_and_files_nothing(self):
        self.start_tour("/odoo/support-new", "ecosire_support_leave_draft", login="delta_clerk")
        self.assertFalse(
            self.env["ecosire.support.ticket"].search_count([("submitter_id", "=", self.clerk.id)])
        )

    def test_a_manager_accepts_a_delay(self):
        filed = fields.Datetime.now() - timedelta(days=10)
        with at(fields.Datetime.to_string(filed)):
            ticket = self.make_critical()
        self.tick()
        self.assertTrue(ticket.has_missed)
        self.start_tour(
            "/odoo/support-all-tickets", "ecosire_support_accept_delay", login="delta_manager"
        )
        self.assertEqual(ticket.clock_ids.event_ids[-1].reason, "Agreed by phone")

    def test_the_administrator_invites_and_ends_access(self):
        new_test_user(
            self.env,
            "delta_admin",
            groups="base.group_system,ecosire_support.group_manager",
            company_id=self.company.id,
            company_ids=[fields.Command.set(self.company.ids)],
        )
        self.env["ir.mail_server"].search([]).active = False
        self.start_tour("/odoo/support-engineers", "ecosire_support_invite", login="delta_admin")
        engineers = self.env["ecosire.support.engineer"].with_context(active_test=False)
        invited = engineers.search([("name", "=", "Omar Sheikh")])
        self.assertEqual(invited.email, "omar@ecosire.example")
        self.assertFalse(invited.active)
        self.assertTrue(invited.grant_ids.revoked_at)

    def test_a_clerk_compares_plans_and_reads_the_contract(self):
        self.start_tour("/odoo/support-plans", "ecosire_support_plans", login="delta_clerk")
