"""Where somebody was when he filed a ticket, and what runs there: kept with it, at every door.

What a browser tells is read by core/browser_facts; what the server knows itself it adds here.
"""

from collections.abc import Mapping

from odoo import api, fields, models, release, tools
from odoo.http import request

from ...core import browser_facts

MODULE = "ecosire_support"
MODULES_LISTED = 60


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    environment = fields.Json(
        copy=False,
        prefetch=False,
        help="The page, the browser and the versions at filing. What somebody typed is not in it.",
    )
    error_trace = fields.Text(string="Error, in full", readonly=True, copy=False, prefetch=False)
    error_print = fields.Char(readonly=True, copy=False, index="btree_not_null")

    def _prepare_submission(self, vals):
        if not isinstance(vals, Mapping):
            return super()._prepare_submission(vals)  # which refuses it in words
        told = vals.get("environment")
        prepared = super()._prepare_submission(
            {name: value for name, value in vals.items() if name != "environment"}
        )
        return {**prepared, "environment": self._environment_now(told)}

    @api.model
    def _environment_now(self, told):
        """What is kept of ``told`` (by a browser, or nothing) with what the server knows."""
        facts = browser_facts.read(told)
        agent = request.httprequest.headers.get("User-Agent") if request else ""
        modules, count = self._modules_here()
        facts, names = facts.to_json(), self._screen_in_names(facts)
        known = {
            "browser": browser_facts.browser(agent),
            "language": self.env.lang or "",
            "odoo": release.version,
            "modules": [list(one) for one in modules],
            "modules_count": count,
        }
        kept = {**facts, **known, **names}
        return {name: value for name, value in kept.items() if value}

    @api.model
    def _screen_in_names(self, facts):
        """The names of the screen and its model; the record only if the caller may see it."""
        names = {"record_id": 0}
        if facts.action_id:
            # sudo: ir.actions - the name of a screen is configuration
            action = self.env["ir.actions.actions"].sudo().browse(facts.action_id).exists()
            names["action_name"] = action.name or ""
        if not facts.model or facts.model not in self.env:
            return {**names, "model": ""}
        records = self.env[facts.model]
        # sudo: ir.model - the name of a model is configuration
        names["model_name"] = self.env["ir.model"].sudo()._get(facts.model).name
        if facts.record_id and not records._abstract and not records._transient:
            record = records.browse(facts.record_id).exists()
            # by the caller's own rights, also where the ticket is made as superuser
            record = record.with_user(self.env.uid)
            if record and record.has_access("read"):
                names["record_id"] = record.id
        return names

    @api.model
    @tools.ormcache()
    def _modules_here(self):
        """The modules that are not Odoo's own, with their versions; and how many there are in all.

        :return: ``(((name, version), …), count)``
        """
        # sudo: ir.module.module - names and versions
        modules = self.env["ir.module.module"].sudo()
        installed = modules.search([("state", "in", ("installed", "to upgrade"))])
        others = installed.filtered(
            lambda one: one.name == MODULE or "odoo" not in (one.author or "").lower()
        )
        rows = sorted((one.name, one.latest_version or "") for one in others)
        # ours first: whoever reads it asks for that version
        rows.sort(key=lambda row: row[0] != MODULE)
        return tuple(rows[:MODULES_LISTED]), len(installed)
