from odoo import fields, models

from ..selections import DATA_LOSSES, IMPACTS, WORKAROUNDS

KINDS = [("seen", "Met the error"), ("answered", "Said how bad it is")]


class EcosireSupportSighting(models.Model):
    """Somebody met the error of a ticket, or said how bad it is for him.

    The person by number and name, without a foreign key: Odoo's contact merge rewrites those.
    """

    _name = "ecosire.support.sighting"
    _description = "Who met an error"
    _inherit = "ecosire.support.append.only"
    _order = "at, id"
    _rec_name = "person"

    ticket_id = fields.Many2one(
        "ecosire.support.ticket", required=True, readonly=True, index=True, ondelete="cascade"
    )
    kind = fields.Selection(KINDS, required=True, readonly=True)
    at = fields.Datetime(string="When", required=True, readonly=True)
    person = fields.Char(required=True, readonly=True)
    person_number = fields.Integer(required=True, readonly=True, aggregator=None)
    page = fields.Char(readonly=True)
    report_key = fields.Char(
        required=True, readonly=True, help="The browser's own name of the report: sent once."
    )
    impact = fields.Selection(IMPACTS, readonly=True)
    data_loss = fields.Selection(DATA_LOSSES, readonly=True)
    workaround = fields.Selection(WORKAROUNDS, readonly=True)

    _report_unique = models.Constraint(
        "unique(person_number, report_key, kind)", "This report has been sent already."
    )
    _of_a_person = models.Index("(person_number, at)")
