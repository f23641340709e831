"""In whose name a kept mail becomes a ticket."""

from odoo import api, fields, models

from ..models.common.guard import GROUP_MANAGER


class EcosireSupportMailAccept(models.TransientModel):
    """Asks who files the mail: that person is told what happens, and answers ECOSIRE's questions."""

    _name = "ecosire.support.mail.accept"
    _description = "Ticket from a mail"
    _inherit = "ecosire.support.guard"

    intake_id = fields.Many2one(
        "ecosire.support.mail.intake",
        required=True,
        default=lambda self: self.env.context.get("active_id"),
    )
    company_id = fields.Many2one(related="intake_id.company_id")
    ticket_id = fields.Many2one(
        related="intake_id.ticket_id", help="The ticket that the mail is put on; else one is made."
    )
    submitter_id = fields.Many2one(
        "res.users",
        string="Filed in the name of",
        required=True,
        default=lambda self: self.env.user,
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
        help="This person sees the ticket, is told what happens, and answers ECOSIRE's questions.",
    )

    def action_accept(self):
        """File the ticket and open it."""
        self._guard(GROUP_MANAGER)
        self.ensure_one()
        self._check_submitter()
        self.intake_id.accept(self.submitter_id.id)
        return {
            "type": "ir.actions.act_window",
            "res_model": "ecosire.support.ticket",
            "res_id": self.intake_id.ticket_id.id,
            "views": [(False, "form")],
        }

    @api.constrains("submitter_id")
    def _check_submitter(self):
        for wizard in self:
            wizard.intake_id._check_submitter(wizard.submitter_id)
