from odoo import api, fields, models

from ...core import work_time


class EcosireSupportTimeEntry(models.Model):
    """Time that an engineer worked on a ticket. A wrong entry is taken back by another one."""

    _name = "ecosire.support.time.entry"
    _description = "Logged time"
    _inherit = "ecosire.support.append.only"
    _order = "ticket_id, day, id"
    _rec_name = "text"

    ticket_id = fields.Many2one(
        "ecosire.support.ticket", required=True, readonly=True, index=True, ondelete="restrict"
    )
    engineer_id = fields.Many2one(
        "ecosire.support.engineer", required=True, readonly=True, index=True, ondelete="restrict"
    )
    day = fields.Date(required=True, readonly=True)
    minutes = fields.Integer(required=True, readonly=True)
    text = fields.Char(string="What was done", required=True, readonly=True)
    recorded_at = fields.Datetime(
        string="Recorded", required=True, readonly=True, default=fields.Datetime.now
    )
    voids_id = fields.Many2one("ecosire.support.time.entry", string="Takes back", readonly=True)
    voided_by_ids = fields.One2many(
        "ecosire.support.time.entry", "voids_id", string="Taken back by", readonly=True
    )
    counted_minutes = fields.Integer(
        compute="_compute_counted_minutes",
        store=True,
        precompute=True,
        help="What this entry adds to the time of the ticket; less than nothing when it takes "
        "another one back.",
    )

    _minutes_of_a_day = models.Constraint(
        f"check(minutes > 0 AND minutes <= {work_time.DAY})",
        "An entry has at least one minute, and no more than a day has.",
    )
    _voided_once = models.UniqueIndex(
        "(voids_id) WHERE voids_id IS NOT NULL", "This entry is taken back already."
    )

    @api.depends("minutes", "voids_id")
    def _compute_counted_minutes(self):
        for entry in self:
            entry.counted_minutes = -entry.minutes if entry.voids_id else entry.minutes
