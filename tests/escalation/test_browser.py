"""The ladder in a real browser: trying a rule before it is saved, and saying that one has seen it."""

from datetime import timedelta

from odoo import fields
from odoo.tests import HttpCase, tagged

from ..common import SupportMixin, at


class LadderTours(SupportMixin, HttpCase):
    def said_of_a_critical_ticket(self):
        """A critical ticket of a minute ago, of which the first step has been said."""
        self.contract.mailbox_partner_id = self.env["res.partner"].create(
            {"name": "ECOSIRE mailbox", "email": "support@ecosire.example"}
        )
        self.contract._open_term(
            self.env.ref("ecosire_support.plan_enterprise"), fields.Datetime.now()
        )
        now = fields.Datetime.now().replace(microsecond=0)
        with at(fields.Datetime.to_string(now - timedelta(seconds=30))):
            ticket = self.make_critical()
        self.tick(fields.Datetime.to_string(now))
        self.env["ecosire.support.escalation.event"]._cron_tell()
        return ticket


@tagged("post_install", "-at_install")
class TestLadderAtADesk(LadderTours):
    def test_a_rule_is_tried_before_it_is_saved(self):
        self.start_tour(
            "/odoo/support-escalation-rules", "ecosire_support_simulator", login="delta_manager"
        )
        rule = self.env["ecosire.support.escalation.rule"].search([("name", "=", "Two thirds")])
        self.assertEqual((rule.percent, rule.to_lead), (66, True))

    def test_an_engineer_says_that_he_has_seen_it(self):
        ticket = self.said_of_a_critical_ticket()
        self.start_tour(
            f"/my/support/ticket/{ticket.number}",
            "ecosire_support_acknowledge",
            login=self.engineer.user_id.login,
        )
        seen = ticket.sudo()._seen_by_ecosire()
        self.assertEqual(seen.actor_name, "Amina Khan")
        self.assertEqual(ticket.sla_state, "running")
