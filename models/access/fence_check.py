"""A weekly look at the fence from within: what each engineer really reaches, by what Odoo answers him.

The fence denies what it does not know, so new models and addons stay closed. Three things could
still open it without a word: an update of Odoo that no longer asks the methods in which the fence
stands; a rule of rows that somebody adds or switches off, for rules of groups widen each other; and
a field that is added to what engineers read. They are looked for in their effect, whatever the
cause. Pages are not tried: outside of a request there are none, and they too are denied by default.
"""

import json

from markupsafe import Markup

from odoo import api, fields, models
from odoo.models import MAGIC_COLUMNS

from ..common.guard import GROUP_ADMIN
from ..fence.rights import ALLOWED_MODELS, READABLE_MODELS
from ..fence.strangers import MODULE, OURS

CHECKED = "ecosire_support.fence_checked"  # JSON: when it was looked at last, and what was found
TICKET = "ecosire.support.ticket"
RIGHT, ROWS, FIELD = "right", "rows", "field"


class EcosireSupportEngineer(models.Model):
    _inherit = "ecosire.support.engineer"

    @api.model
    def _cron_check_fence(self):
        """Keep what is found; tell the administrators when there is more than the last time."""
        found = {gap for engineer in self.search([]) for gap in engineer._fence_gaps()}
        found |= set(self._fence_fields())
        known = set(self._fence_checked()[1])
        now = fields.Datetime.to_string(fields.Datetime.now())
        # sudo: ir.config_parameter - the result, which the settings show
        parameters = self.env["ir.config_parameter"].sudo()
        parameters.set_param(CHECKED, json.dumps({"at": now, "found": sorted(found)}))
        if found - known:
            self._tell_fence(sorted(found))

    def _fence_gaps(self):
        """What this engineer reaches besides what he may: ``(kind, model, operation)``."""
        self.ensure_one()
        inside = self.with_user(self.user_id).env
        for model in inside:
            for operation, allowed in ALLOWED_MODELS.items():
                if model not in allowed and inside[model].has_access(operation):
                    yield RIGHT, model, operation
        for model, domain in self._fence_others_rows():
            records = inside[model]
            if records.has_access("read") and records.search_count(domain, limit=1):
                yield ROWS, model, "read"

    def _fence_others_rows(self):
        """By model, a domain of rows that are not this engineer's to see."""
        granted = self.grant_ids._in_force().contract_id.ids
        return (
            (TICKET, [("contract_id", "not in", granted)]),
            ("ecosire.support.contract", [("id", "not in", granted)]),
            ("mail.message", [("model", "!=", TICKET)]),
            ("res.partner", [("id", "!=", self.user_id.partner_id.id)]),
            ("res.users", [("id", "!=", self.user_id.id)]),
        )

    @api.model
    def _fence_fields(self):
        """Fields that others have put on what engineers read, and that nothing keeps from them."""
        someone = self.search([], limit=1).user_id
        inside = self.with_user(someone).env if someone else {}
        for model in READABLE_MODELS.intersection(inside):
            if model.startswith(OURS):
                theirs = self._fence_mixed_in(model)
                for name, field in inside[model]._fields.items():
                    ours = MODULE in field._modules or name in theirs or name in MAGIC_COLUMNS
                    if not ours and inside[model]._has_field_access(field, "read"):
                        yield FIELD, model, name

    @api.model
    def _fence_mixed_in(self, model):
        """Names of fields that ``model`` has because it is a thread, or the like."""
        registry = self.env.registry
        mixins = [one for one in registry if registry[one]._abstract and not one.startswith(OURS)]
        own = registry[model]
        return {
            name
            for one in mixins
            if issubclass(own, registry[one])
            for name in registry[one]._fields
        }

    @api.model
    def _fence_checked(self):
        """When it was looked at last (naive UTC, or False), and what was found then."""
        # sudo: ir.config_parameter - the result of the check
        kept = self.env["ir.config_parameter"].sudo().get_param(CHECKED)
        kept = json.loads(kept) if kept else {"at": False, "found": []}
        return fields.Datetime.to_datetime(kept["at"]), [tuple(one) for one in kept["found"]]

    # -- in words

    @api.model
    def _fence_in_words(self, gap):
        kind, model, detail = gap
        # sudo: ir.model - what a model is called
        names = {"model": self.env["ir.model"].sudo()._get(model).name or model, "key": model}
        if kind == RIGHT:
            return self.env._(
                "Engineers may %(operation)s %(model)s (%(key)s), which the fence does not list. An "
                "update of Odoo or an app has gone past the fence: end all access of ECOSIRE now, and "
                "ask ECOSIRE for a version of this app that fits.",
                operation=detail,
                **names,
            )
        if kind == ROWS:
            return self.env._(
                "Engineers see rows of %(model)s (%(key)s) that are not theirs. Look at the record "
                "rules of that model: one was added for portal users, or one of this app was changed "
                "or switched off. Until it is put right, end the access.",
                **names,
            )
        return self.env._(
            "Engineers can read the field %(field)s that was added to %(model)s (%(key)s). If they "
            "should not, give the field a group; else there is nothing to do.",
            field=detail,
            **names,
        )

    @api.model
    def _tell_fence(self, found):
        admins = self.env.ref(GROUP_ADMIN).all_user_ids
        for admin in admins.filtered(lambda user: user.active and user._is_internal()):
            speaking = self.with_context(lang=admin.lang)
            lines = Markup("").join(
                Markup("<li>%s</li>") % speaking._fence_in_words(gap) for gap in found
            )
            self.env["mail.thread"].message_notify(
                partner_ids=admin.partner_id.ids,
                subject=speaking.env._("ECOSIRE's engineers reach more than they may"),
                body=Markup("<p>%s</p><ul>%s</ul>")
                % (speaking.env._("The weekly check of their access found:"), lines),
            )
