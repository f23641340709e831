from odoo import fields, models

from ...core import sla
from ..selections import UNITS

DAYS = {
    "weekdays": frozenset(range(5)),
    "weekend": frozenset({5, 6}),
    "monday": frozenset({0}),
    "tuesday": frozenset({1}),
    "wednesday": frozenset({2}),
    "thursday": frozenset({3}),
    "friday": frozenset({4}),
    "saturday": frozenset({5}),
    "sunday": frozenset({6}),
}


class EcosireSupportSlaPolicyDay(models.Model):
    """Another target for tickets submitted on certain days (local to the service hours)."""

    _name = "ecosire.support.sla.policy.day"
    _description = "Answer time by day of submission"
    _order = "policy_id, sequence, id"

    policy_id = fields.Many2one(
        "ecosire.support.sla.policy", required=True, ondelete="cascade", index=True
    )
    sequence = fields.Integer(default=10)
    days = fields.Selection(
        [
            ("weekdays", "Monday to Friday"),
            ("weekend", "Saturday and Sunday"),
            ("monday", "Monday"),
            ("tuesday", "Tuesday"),
            ("wednesday", "Wednesday"),
            ("thursday", "Thursday"),
            ("friday", "Friday"),
            ("saturday", "Saturday"),
            ("sunday", "Sunday"),
        ],
        required=True,
    )
    amount = fields.Float(required=True)
    unit = fields.Selection(UNITS, required=True, default="clock_hours")

    def _to_core(self):
        self.ensure_one()
        return DAYS[self.days], sla.Target(self.amount, self.unit)
