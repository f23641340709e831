from odoo import fields, models


class EcosireSupportSolved(models.Model):
    """Somebody was about to file a ticket and found the cure in what was shown: a count."""

    _name = "ecosire.support.solved"
    _description = "Matters solved before a ticket was filed"
    _inherit = "ecosire.support.append.only"
    _order = "id desc"

    at = fields.Datetime(string="When", required=True, readonly=True, index=True)
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True, ondelete="cascade"
    )
    ticket_id = fields.Many2one(
        "ecosire.support.ticket",
        string="By the cure of",
        readonly=True,
        index="btree_not_null",
        ondelete="cascade",
    )
    module_id = fields.Many2one(
        "ecosire.support.license.module",
        string="By the manual of",
        readonly=True,
        index="btree_not_null",
        ondelete="cascade",
    )
