from odoo import fields, models

KINDS = [
    ("set", "Promised"),
    ("kept", "Came in time"),
    ("late", "Came late"),
    ("missed", "Missed"),
    ("ended", "Not owed any more"),
]


class EcosireSupportNextUpdate(models.Model):
    """What became of each update that ECOSIRE said would come. By name, and never changed."""

    _name = "ecosire.support.next.update"
    _description = "Next updates of critical tickets"
    _inherit = "ecosire.support.append.only"
    _order = "ticket_id, id"
    _rec_name = "kind"

    ticket_id = fields.Many2one(
        "ecosire.support.ticket", required=True, readonly=True, index=True, ondelete="restrict"
    )
    kind = fields.Selection(KINDS, required=True, readonly=True)
    due_at = fields.Datetime(string="Promised for", required=True, readonly=True)
    at = fields.Datetime(
        string="When", required=True, readonly=True, help="Of a miss, the promised time itself."
    )
    recorded_at = fields.Datetime(required=True, readonly=True)
    actor_name = fields.Char(string="By", readonly=True)
    reason = fields.Char(readonly=True)

    _missed_once = models.UniqueIndex("(ticket_id, due_at) WHERE kind = 'missed'")
