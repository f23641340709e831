"""What the administrator decides about who comes in: second factor, networks, how long is kept."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.http import request
from odoo.tools import format_datetime

from ...core.allowed_networks import NoNetworkError, read_networks
from ...core.kept_months import FEWEST

SECOND_FACTOR = "ecosire_support.second_factor"  # "off": the administrator has switched it off
NETWORKS = "ecosire_support.networks"
MONTHS = "ecosire_support.access_log_months"
KEPT_MONTHS = 25


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    ecosire_support_second_factor = fields.Boolean(string="Second factor for engineers")
    ecosire_support_networks = fields.Text(string="Networks that engineers come from")
    ecosire_support_networks_told = fields.Text(compute="_compute_ecosire_support_networks_told")
    ecosire_support_networks_warning = fields.Text(compute="_compute_ecosire_support_networks_told")
    ecosire_support_fence_told = fields.Text(compute="_compute_ecosire_support_fence_told")
    ecosire_support_access_log_months = fields.Integer(
        string="Months that the access log is kept",
        config_parameter=MONTHS,
        default=KEPT_MONTHS,
    )

    @api.model
    def get_values(self):
        entry = self.env["res.users"]
        return {
            **super().get_values(),
            "ecosire_support_second_factor": entry._ecosire_support_factor_demanded(),
            "ecosire_support_networks": entry._ecosire_support_networks().written(),
        }

    def set_values(self):
        # sudo: ir.config_parameter - settings are the administrator's, who alone may save them
        parameters = self.env["ir.config_parameter"].sudo()
        before = {key: parameters.get_param(key) for key in (SECOND_FACTOR, NETWORKS, MONTHS)}
        networks = self._ecosire_support_read_networks()
        result = super().set_values()
        parameters.set_param(SECOND_FACTOR, "on" if self.ecosire_support_second_factor else "off")
        parameters.set_param(NETWORKS, networks.written())
        self._ecosire_support_note_settings(before)
        return result

    def _ecosire_support_read_networks(self):
        try:
            return read_networks(self.ecosire_support_networks)
        except NoNetworkError as error:
            raise ValidationError(self.env._(error.template, **error.values)) from None

    @api.constrains("ecosire_support_access_log_months")
    def _check_ecosire_support_access_log_months(self):
        for settings in self:
            if settings.ecosire_support_access_log_months < FEWEST:
                raise ValidationError(
                    self.env._("The access log is kept for one month or longer. Enter a number.")
                )

    def _ecosire_support_note_settings(self, before):
        """Whoever opens the door wider is in the access log too."""
        # sudo: ir.config_parameter - compared with what was there before
        parameters = self.env["ir.config_parameter"].sudo()
        words = {
            SECOND_FACTOR: self.env._("Second factor for engineers"),
            NETWORKS: self.env._("Networks that engineers come from"),
            MONTHS: self.env._("Months that the access log is kept"),
        }
        defaults = {SECOND_FACTOR: "on", NETWORKS: "", MONTHS: str(KEPT_MONTHS)}
        for key, label in words.items():
            old = before[key] or defaults[key]
            new = parameters.get_param(key) or defaults[key]
            if old != new:
                detail = f"{label}: {', '.join(new.split()) or self.env._('everywhere')}"
                self.env["ecosire.support.access.log"]._note("setting", detail=detail)

    @api.depends("ecosire_support_networks")
    def _compute_ecosire_support_networks_told(self):
        """Where the administrator is now, and whom the list would keep out."""
        address = request.httprequest.remote_addr if request else ""
        for settings in self:
            settings.ecosire_support_networks_warning = False
            settings.ecosire_support_networks_told = address and self.env._(
                "This server sees you at %s.", address
            )
            try:
                networks = read_networks(settings.ecosire_support_networks)
            except NoNetworkError as error:
                settings.ecosire_support_networks_warning = self.env._(
                    error.template, **error.values
                )
                continue
            if not networks.lets_everybody_in:
                settings.ecosire_support_networks_warning = settings._ecosire_support_kept_out(
                    networks, address
                )

    @api.depends_context("lang", "tz")
    def _compute_ecosire_support_fence_told(self):
        """What the last check of the fence has found."""
        engineers = self.env["ecosire.support.engineer"]
        at, found = engineers._fence_checked()
        told = self.env._("Not checked yet: the first check comes within a week.")
        if at:
            day = format_datetime(self.env, at, dt_format="short")
            told = self.env._("Checked on %s: no engineer reaches more than he may.", day)
            if found:
                head = self.env._("Checked on %s:", day)
                told = "\n".join([head, *map(engineers._fence_in_words, found)])
        for settings in self:
            settings.ecosire_support_fence_told = told

    def _ecosire_support_kept_out(self, networks, address):
        """A warning about whoever of ECOSIRE would not come in any more; False for nobody."""
        last = self.env["ecosire.support.access.log"]._last_addresses()
        out = sorted(name for name, known in last.items() if not networks.lets_in(known))
        if last and len(out) == len(last):
            return self.env._(
                "Nobody of ECOSIRE could come in: each of them last came from an address that is "
                "not in the list (%(people)s). If this server sees all people at one address of "
                "your own network (it sees you at %(address)s), it is behind a proxy and lacks "
                "the setting proxy_mode.",
                people=", ".join(f"{name} {last[name]}" for name in out),
                address=address or "?",
            )
        return bool(out) and self.env._(
            "Not in the list is where these people last came from: %s.",
            ", ".join(f"{name} {last[name]}" for name in out),
        )
