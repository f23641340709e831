from datetime import timedelta

from odoo import api, fields, models

from ..common.insert_once import insert_once

TOLERANCE = timedelta(minutes=5)


class EcosireSupportSlaGap(models.Model):
    """A time in which the minutely sweep did not run: facts stand true, notices were late."""

    _name = "ecosire.support.sla.gap"
    _description = "Gaps of the sweep"
    _inherit = "ecosire.support.append.only"
    _order = "date_from desc"
    _rec_name = "date_from"

    date_from = fields.Datetime(string="From", required=True, readonly=True)
    date_to = fields.Datetime(string="To", required=True, readonly=True)
    minutes = fields.Integer(compute="_compute_minutes")

    _date_from_unique = models.Constraint("unique(date_from)", "This gap is already recorded.")

    @api.depends("date_from", "date_to")
    def _compute_minutes(self):
        for gap in self:
            gap.minutes = (gap.date_to - gap.date_from).total_seconds() // 60

    @api.model
    def _note(self, last_run, now):
        """Record that nothing ran between two instants, if that was longer than usual; whether so."""
        if not last_run or now - last_run <= TOLERANCE:
            return False
        insert_once(self, "date_from", {"date_from": last_run, "date_to": now})
        return True
