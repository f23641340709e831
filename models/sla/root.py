from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from ...core import sla
from ..common.insert_once import insert_once


class EcosireSupportSlaRoot(models.Model):
    """One hash a day over the last event of every clock: what a copy outside can be held against."""

    _name = "ecosire.support.sla.root"
    _description = "Daily proofs"
    _inherit = "ecosire.support.append.only"
    _order = "day desc"
    _rec_name = "day"

    day = fields.Date(required=True, readonly=True, help="The UTC day whose end it covers.")
    clock_count = fields.Integer(string="Clocks", required=True, readonly=True)
    hash = fields.Char(required=True, readonly=True)

    holds = fields.Boolean(
        compute="_compute_holds", help="Whether the events recorded until that day still give it."
    )

    _day_unique = models.Constraint("unique(day)", "This day has its proof already.")

    def _compute_holds(self):
        for root in self:
            # sudo: sla.event - hashes of all clocks, of which only the comparison is shown
            root.holds = root.sudo()._verify()

    @api.model
    def _cron_root(self, today=None):
        """Keep the proof of the day that ended; safe to repeat and to run on several servers."""
        day = (today or fields.Date.today()) - timedelta(days=1)
        if self.search_count([("day", "=", day)]):
            return
        pairs = self._last_hashes(fields.Datetime.to_datetime(day + timedelta(days=1)))
        values = {"day": day, "clock_count": len(pairs), "hash": sla.daily_root(pairs)}
        insert_once(self, "day", values)

    @api.model
    def _last_hashes(self, until):
        """``(clock id, hash)`` of the last event recorded before ``until`` on each clock."""
        self.env["ecosire.support.sla.event"].flush_model(["hash", "recorded_at", "sequence"])
        return self.env.execute_query(
            SQL(
                """SELECT DISTINCT ON (clock_id) clock_id, hash FROM ecosire_support_sla_event
                   WHERE recorded_at < %s ORDER BY clock_id, sequence DESC""",
                until,
            )
        )

    def _verify(self):
        """Whether the events recorded until that day still give this hash."""
        self.ensure_one()
        until = fields.Datetime.to_datetime(self.day + timedelta(days=1))
        return sla.daily_root(self._last_hashes(until)) == self.hash
