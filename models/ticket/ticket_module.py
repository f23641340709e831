"""Which module a ticket is about: one of the company's licences, or another one by its name."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...core import scope

NAME_LIMIT = 120


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    license_module_id = fields.Many2one(
        "ecosire.support.license.module",
        string="Which module?",
        index="btree_not_null",
        ondelete="restrict",
        domain="[('company_id', '=', company_id), ('license_id.active', '=', True)]",
        help="One of the modules your company has a licence for. You may leave it open.",
    )
    module_name = fields.Char(
        string="Another module",
        help="The name of a module that is not in the list of your licences.",
    )
    asks_module = fields.Boolean(related="topic_id.about_module")

    @api.onchange("topic_id", "company_id")
    def _onchange_module_question(self):
        """Forget the answer to a question that is no longer asked, or of another company."""
        if not self.topic_id.about_module:
            self.license_module_id = self.module_name = False
        elif self.license_module_id.company_id != self.company_id:
            self.license_module_id = False

    @api.onchange("license_module_id")
    def _onchange_license_module_id(self):
        if self.license_module_id:
            self.module_name = False

    def _check_module(self, vals):
        """The module is one of the company's own licences in use, and has one name at most.

        :raises UserError: in the same words for another company's module and for one that
            does not exist
        """
        if len((vals.get("module_name") or "").strip()) > NAME_LIMIT:
            raise UserError(
                self.env._("The name of a module has at most %s characters.", NAME_LIMIT)
            )
        if not vals.get("license_module_id"):
            return
        modules = self.env["ecosire.support.license.module"]
        # by the caller's own rights: another company's is as absent as one that never was
        module = modules.browse(vals["license_module_id"]).exists()._filtered_access("read")
        if module.company_id.id != vals.get("company_id") or not module.license_id.active:
            raise UserError(
                self.env._(
                    "This module is not among the licences of the company. Choose one of them, "
                    "or leave “Which module?” open."
                )
            )

    def _licence_facts(self):
        """What core needs to know of the licence; None when no module is named."""
        # sudo: license - a ticket's verdict is the same whoever looks
        module = self.sudo().license_module_id
        if module:
            return scope.LicenceFacts(
                module.name,
                use=module.license_id.use,
                expired=module.license_id._updates_ended(),
                until=module.license_id._until_in_words(),
            )
        name = (self.module_name or "").strip()
        return scope.LicenceFacts(name, use=scope.UNLICENSED) if name else None

    def _module_in_words(self):
        """The module with its licence and its version here, for ECOSIRE and the mail."""
        self.ensure_one()
        module = self.sudo().license_module_id  # sudo: license - of a ticket the reader has open
        if module:
            return f"{module.display_name}. {module.updates_text}. {module.installed_text}"
        name = (self.module_name or "").strip()
        return name and self.env._("%s (no licence entered)", name)
