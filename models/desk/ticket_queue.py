"""What the queue's filters, groups and columns need beside the stored fields."""

from odoo import api, fields, models
from odoo.fields import Domain

from ..common.guard import GROUP_LEAD


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    # who leads sees somebody without a ticket as an empty column of the assignment board
    engineer_id = fields.Many2one(
        group_expand="_group_expand_engineer_id", falsy_value_label="With nobody"
    )
    with_me = fields.Boolean(
        compute="_compute_with_me",
        search="_search_with_me",
        export_string_translation=False,
        help="The ticket is with the engineer who asks.",
    )

    @api.depends("engineer_id")
    @api.depends_context("uid")
    def _compute_with_me(self):
        me = self.env["ecosire.support.engineer"]._of_user()
        for ticket in self:
            ticket.with_me = bool(me) and ticket.engineer_id == me

    @api.model
    def _search_with_me(self, operator, value):
        if operator != "in":
            return NotImplemented
        me = self.env["ecosire.support.engineer"]._of_user()
        mine = Domain("engineer_id", "in", me.ids)
        return mine if True in value else ~mine

    @api.model
    def _group_expand_engineer_id(self, engineers, _domain):
        if not self.env.user.has_group(GROUP_LEAD):
            return engineers
        return engineers | engineers._colleagues()
