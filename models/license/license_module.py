import re

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import parse_version

TECHNICAL = re.compile(r"[a-z][a-z0-9_]*")


class EcosireSupportLicenseModule(models.Model):
    """A module that a licence is for, and whether this database has it."""

    _name = "ecosire.support.license.module"
    _description = "Licensed module"
    _order = "name, id"
    _rec_names_search = ["name", "technical_name"]

    license_id = fields.Many2one(
        "ecosire.support.license", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="license_id.company_id", store=True, index=True)
    name = fields.Char(string="Module", required=True, help="What you call it.")
    technical_name = fields.Char(
        string="Technical name",
        required=True,
        help="The name of its folder, as Apps shows it: by this it is found here.",
    )
    use = fields.Selection(related="license_id.use")
    updates_text = fields.Char(related="license_id.updates_text")
    installed_text = fields.Char(compute="_compute_installed", string="In this database")
    is_installed = fields.Boolean(compute="_compute_installed")

    _once_a_licence = models.Constraint(
        "unique(license_id, technical_name)", "This module is on the licence already."
    )

    @api.depends("name", "license_id.use", "license_id.active", "license_id.updates_until")
    @api.depends_context("lang")
    def _compute_display_name(self):
        uses = dict(
            self.env["ecosire.support.license"]._fields["use"]._description_selection(self.env)
        )
        for module in self:
            use = uses.get(module.license_id.use, "")
            module.display_name = f"{module.name} ({use.lower()})" if use else module.name

    @api.depends("technical_name")
    @api.depends_context("lang")
    def _compute_installed(self):
        # sudo: ir.module.module - state and version of modules that a licence names
        found = self.env["ir.module.module"].sudo()
        found = found.search([("name", "in", self.mapped("technical_name"))])
        by_name = {one.name: one for one in found}
        for module in self:
            installed = by_name.get(module.technical_name, found.browse())
            module.is_installed = installed.state in ("installed", "to upgrade")
            module.installed_text = module._installed_in_words(installed)

    def _installed_in_words(self, installed):
        """Version here, and whether a newer one lies on the server waiting to be applied."""
        if not self.is_installed:
            return self.env._("Not installed here")
        here, on_disk = installed.latest_version or "?", installed.installed_version or ""
        if on_disk and here != "?" and parse_version(on_disk) > parse_version(here):
            return self.env._(
                "Installed: %(here)s. Newer on this server, not applied yet: %(newer)s",
                here=here,
                newer=on_disk,
            )
        return self.env._("Installed: %s", here)

    # -- what may be entered

    @api.onchange("technical_name")
    def _onchange_technical_name(self):
        self.technical_name = _tidy(self.technical_name)
        if self.technical_name and not self.name:
            # sudo: ir.module.module - the title of a module of this database
            modules = self.env["ir.module.module"].sudo()
            found = modules.search([("name", "=", self.technical_name)], limit=1)
            self.name = found.shortdesc

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([_with_tidy_name(vals) for vals in vals_list])

    def write(self, vals):
        result = super().write(_with_tidy_name(vals))
        if "license_id" in vals:
            # Odoo asks before, not after: a module is not put on a licence of others
            self.check_access("write")
            self.license_id.check_access("write")
        return result

    @api.constrains("technical_name")
    def _check_technical_name(self):
        for module in self:
            if not TECHNICAL.fullmatch(module.technical_name):
                raise ValidationError(
                    self.env._(
                        "“%s” is not a module's technical name: it has small letters, digits and "
                        "underscores, like sale_labels. You find it under Apps, on the module.",
                        module.technical_name[:80],
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_on_tickets(self):
        # sudo: ticket - whether any names the module, also those the caller does not see
        tickets = self.env["ecosire.support.ticket"].sudo()
        if tickets.search_count([("license_module_id", "in", self.ids)], limit=1):
            raise UserError(
                self.env._(
                    "A ticket is about this module, so it stays on the licence. Archive the "
                    "licence when it is no longer used."
                )
            )


def _tidy(name):
    return name.strip().lower() if isinstance(name, str) else name


def _with_tidy_name(vals):
    if "technical_name" not in vals:
        return vals
    return {**vals, "technical_name": _tidy(vals["technical_name"])}
