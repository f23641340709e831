from odoo import api, fields, models


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    client_name = fields.Char(
        string="Client",
        compute="_compute_client_name",
        compute_sudo=True,  # only the company's name: engineers read no companies
        help="The company for which the ticket was filed.",
    )

    @api.depends("company_id.name")
    def _compute_client_name(self):
        for ticket in self:
            ticket.client_name = ticket.company_id.name
