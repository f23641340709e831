"""Issue 5: who is told, in whose words; and what happens where somebody cannot be."""

from odoo.tests import tagged

from ..common import at
from .case import LadderCase

SUNDAY = "2026-11-28 22:00"  # Sunday 03:00 in Karachi


@tagged("post_install", "-at_install")
class TestTelling(LadderCase):
    def test_a_notice_has_the_readers_page_and_one_next_step(self):
        with at(SUNDAY):
            ticket = self.make_critical()
        self.minute("2026-11-28 22:01")
        notice = self.notices(ticket).filtered(
            lambda message: self.engineer.user_id.partner_id in message.partner_ids
        )[:1]
        self.assertIn(f"/my/support/ticket/{ticket.number}", notice.body)
        self.assertIn("Next step:", notice.body)

    def test_nobody_reachable_is_seen_and_told_to_the_managers(self):
        with at(SUNDAY):
            ticket = self.make_critical()
        ticket.sudo().engineer_id = False
        self.contract.mailbox_partner_id = False
        self.minute("2026-11-28 22:01")
        event = self.events(ticket)
        self.assertEqual(event.outcome, "nobody")
        self.assertEqual([one["name"] for one in event.told], [self.manager.name])

    def test_a_recipient_without_mail_is_named_with_the_reason(self):
        with at(SUNDAY):
            ticket = self.make_critical()
        self.engineer.user_id.partner_id.email = False
        self.minute("2026-11-28 22:01")
        self.assertEqual(self.events(ticket).told[0]["problem"], "no_mail")
