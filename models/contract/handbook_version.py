from odoo import api, fields, models


class EcosireSupportHandbookVersion(models.Model):
    """The handbook as it was saved or reviewed once."""

    _name = "ecosire.support.handbook.version"
    _description = "Versions of a system handbook"
    _inherit = "ecosire.support.append.only"
    _order = "saved_at desc, id desc"

    handbook_id = fields.Many2one(
        "ecosire.support.handbook", required=True, readonly=True, index=True, ondelete="restrict"
    )
    saved_at = fields.Datetime(string="When", required=True, readonly=True)
    saved_by = fields.Char(string="By", required=True, readonly=True)
    changed = fields.Char(readonly=True, help="The sections that were new; empty after a review.")
    what = fields.Char(compute="_compute_what")
    integrations = fields.Html(readonly=True, sanitize_overridable=False)
    custom_work = fields.Html(string="Custom work", readonly=True, sanitize_overridable=False)
    contacts = fields.Html(readonly=True, sanitize_overridable=False)
    risks = fields.Html(readonly=True, sanitize_overridable=False)
    team = fields.Html(
        string="People of the original team", readonly=True, sanitize_overridable=False
    )

    @api.depends("changed")
    @api.depends_context("lang")
    def _compute_what(self):
        for version in self:
            version.what = (
                self.env._("Changed: %s", version.changed)
                if version.changed
                else self.env._("Reviewed, nothing changed")
            )

    @api.depends("saved_at", "saved_by")
    def _compute_display_name(self):
        for version in self:
            when = fields.Datetime.context_timestamp(version, version.saved_at)
            version.display_name = f"{when:%Y-%m-%d %H:%M}, {version.saved_by}"
