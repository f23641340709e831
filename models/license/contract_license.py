from odoo import api, fields, models


class EcosireSupportContract(models.Model):
    _inherit = "ecosire.support.contract"

    license_ids = fields.One2many(
        "ecosire.support.license",
        compute="_compute_license_ids",
        string="Licences",
        help="Those of the companies of the contract that the reader works for.",
    )

    @api.depends("company_ids")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_license_ids(self):
        for contract in self:
            # sudo: contract - only its companies; which licences are seen, the rules say
            companies = contract.sudo().company_ids
            contract.license_ids = contract.license_ids.search(
                [("company_id", "in", companies.ids)]
            )
