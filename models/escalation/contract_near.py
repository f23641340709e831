"""How often it was close: steps shortly before a deadline, for the contract's page."""

from odoo import fields, models

from ..common.guard import GROUP_MANAGER

NEAR = 80  # percent of the time, from which on it counts as close


class EcosireSupportContract(models.Model):
    _inherit = "ecosire.support.contract"

    near_count = fields.Integer(
        compute="_compute_near_count",
        groups=GROUP_MANAGER,
        string="Close calls of the last 30 days",
        help="Tickets that were told of as nearly due, and were answered in time after all.",
    )

    def _compute_near_count(self):
        # sudo: escalation.event - only their number, on a field that managers alone may read
        grouped = (
            self.env["ecosire.support.escalation.event"]
            .sudo()
            ._read_group(
                self._near_domain(), ["ticket_id.contract_id"], ["ticket_id:count_distinct"]
            )
        )
        counts = {contract.id: count for contract, count in grouped}
        for contract in self:
            contract.near_count = counts.get(contract.id, 0)

    def _near_domain(self):
        return [
            ("ticket_id.contract_id", "in", self.ids),
            ("fired_at", ">=", "now -30d"),
            ("outcome", "=", "told"),
            ("clock_id.breached_at", "=", False),
            ("rule_id.place_order", ">=", NEAR),
            ("rule_id.place_order", "<", 100),
        ]

    def action_near(self):
        """The tickets that were close."""
        self._guard(GROUP_MANAGER)
        self.ensure_one()
        # sudo: escalation.event - which tickets; the list shows those the manager may read
        events = self.env["ecosire.support.escalation.event"].sudo().search(self._near_domain())
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Close calls"),
            "res_model": "ecosire.support.ticket",
            "view_mode": "list,form",
            "domain": [("id", "in", events.ticket_id.ids)],
        }
