"""An engineer's contact belongs to nobody: Odoo's portal shows what a contact's company sees.

Forms and imports are refused, and so is Odoo's merging of contacts, which writes past the ORM. What
still gets past (another addon's SQL) is found at night, and ends the access.
"""

import logging

from odoo import api, models
from odoo.exceptions import UserError, ValidationError

_logger = logging.getLogger(__name__)


class ResPartner(models.Model):
    _inherit = "res.partner"

    @api.constrains("parent_id", "is_company")
    def _check_ecosire_support_engineer(self):
        belonging = self.filtered(lambda partner: partner.parent_id or partner.is_company)
        if belonging:
            self._ecosire_support_engineers(belonging)._check_user()

    @api.model
    def _ecosire_support_engineers(self, partners):
        # sudo: engineer - only whether one of these contacts is an engineer's
        engineers = self.env["ecosire.support.engineer"].sudo()
        return engineers.search([("user_id.partner_id", "in", partners.ids)])


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    def _merge(self, partner_ids, dst_partner=None, extra_checks=True):
        partners = self.env["res.partner"].browse(partner_ids).exists()
        engineers = partners._ecosire_support_engineers(partners)
        if engineers and len(partners) > 1:
            raise UserError(
                self.env._(
                    "%s works for you as an ECOSIRE engineer, and the contact of an engineer must "
                    "belong to nobody else. End the access first, or leave this contact out.",
                    ", ".join(engineers.mapped("name")),
                )
            )
        return super()._merge(partner_ids, dst_partner, extra_checks)


class EcosireSupportEngineer(models.Model):
    _inherit = "ecosire.support.engineer"

    @api.model
    def _cron_check_contacts(self):
        """End the access of whoever is no fenced portal user with a contact of his own any more."""
        for engineer in self.search([("active", "=", True)]):
            try:
                engineer._check_user()
            except ValidationError as error:
                engineer._end_for_contact(error.args[0])

    def _end_for_contact(self, problem):
        _logger.warning("The access of engineer %s is ended: %s", self.id, problem)
        contracts = self.grant_ids._in_force().contract_id
        self._end_access(self.env._("the nightly check"))
        subject = self.env._("The access of %s was ended by the nightly check", self.name)
        for contract in contracts:
            contract._tell(subject, [problem], contract._managers().partner_id)
