"""A change that brings a scope sheet: its term, its prices, and the state of the sheet."""

import hashlib
from datetime import UTC

from odoo import fields, models
from odoo.exceptions import UserError

from ...core import sheet_terms

# what becomes of the sheet when its change comes into a state
FOLLOWS = {
    "confirmed": "agreed",
    "in_force": "agreed",
    "refused": "draft",
    "withdrawn": "draft",
    "superseded": "replaced",
}
BY_VALIDITY = ("upgrade", "sheet")  # kinds that begin when the sheet's validity does


class EcosireSupportPlanChange(models.Model):
    _inherit = "ecosire.support.plan.change"

    sheet_id = fields.Many2one(
        "ecosire.support.scope.sheet",
        string="Scope sheet",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    sheet_text = fields.Text(
        readonly=True, help="What stood on the scope sheet when it was asked for, to the letter."
    )

    def write(self, vals):
        result = super().write(vals)
        if followed := FOLLOWS.get(vals.get("state")):
            # sudo: scope.sheet - it follows the change that asked for it
            self.sudo().sheet_id._follow(followed)
        return result

    def _freeze_sheet(self):
        if self.sheet_id:
            self.sheet_text = self.sheet_id._canonical()
            self.sheet_id._freeze()

    # -- the term

    def _term_values(self):
        values, sheet = super()._term_values(), self.sheet_id
        if not sheet:
            return values
        return {
            **values,
            "price": sheet.price,
            "quota": sheet.quota,
            "extra_price": sheet.extra_price,
            "sheet_id": sheet.id,
        }

    def _planned(self, now):
        if not self.sheet_id or self.kind not in BY_VALIDITY:
            return super()._planned(now)
        at, contract = now.replace(tzinfo=UTC), self.contract_id
        try:
            return sheet_terms.agree(
                contract._chain(), self._link(at), at, self.sheet_id.valid_from, contract.tz
            )
        except ValueError as error:
            raise UserError(self._fits_no_more(error)) from error

    def _set_in_motion(self):
        self._check_sheet_unaltered()
        return super()._set_in_motion()

    def _begin_if_due(self, now):
        result = super()._begin_if_due(now)
        if self.state != "in_force":
            return result
        contract = self.contract_id
        contract._settle_sheets()
        if self.sheet_id and self.kind in BY_VALIDITY:
            # a sheet may begin after its confirmation, and may be of the plan in force before
            self.env["ecosire.support.ticket"]._on_plan_upgrade(
                contract,
                contract._term_at(now),
                self.env._("A new scope sheet is in force"),
            )
        return result

    def _end_if_due(self, now):
        result = super()._end_if_due(now)
        self.contract_id._settle_sheets()
        return result

    # -- in words

    def _facts(self):
        facts = super()._facts()
        return {**facts, "sheet": self._sheet_digest()} if self.sheet_id else facts

    def _sheet_digest(self):
        """The fingerprint of what was sent, also when the sheet is a draft again."""
        if not self.sheet_text:
            return self.sheet_id._digest()
        return hashlib.sha256(self.sheet_text.encode()).hexdigest()

    def _in_words(self, what, reader=None):
        text, sheet = super()._in_words(what, reader), self.sheet_id
        if not sheet:
            return text
        line = self.env._(
            "Scope sheet “%(name)s”, %(validity)s, %(price)s a month; fingerprint %(hash)s.",
            name=sheet.name,
            validity=sheet._validity_line(False),
            price=self.contract_id._money(sheet.price),
            hash=self._sheet_digest(),
        )
        return f"{text}\n{line}"

    def _policy_of(self, severity):
        own = self.sheet_id.policy_ids.filtered(
            lambda one: one.severity == severity and one.metric == "first_response"
        )
        return own or super()._policy_of(severity)

    def _preview(self):
        """Adds ``targets``: (severity and metric, answer time now, answer time then)."""
        preview = super()._preview()
        if self.sheet_id:
            now = fields.Datetime.now()
            if self.kind in BY_VALIDITY:
                today = self.contract_id._local_day(now)
                preview["at_once"] = self.sheet_id.valid_from <= today
            preview["targets"] = self._changed_targets(self.contract_id._term_at(now)._policies())
        return preview

    def _changed_targets(self, present):
        before = {(one.metric, one.severity): one._in_words() for one in present}
        return [
            (one._label(), before.get((one.metric, one.severity), ""), one._in_words())
            for one in self.sheet_id.policy_ids
            if before.get((one.metric, one.severity)) != one._in_words()
        ]

    def _preview_in_words(self):
        """The preview as lines of text, for the draft of the sheet."""
        preview = self._preview()
        effective = self.env._("From: %s.", preview["effective"])
        if preview["at_once"]:
            effective = self.env._("From the moment ECOSIRE confirms it.")
        lines = [
            effective,
            self.env._(
                "Price a month: %(then)s (now %(now)s).",
                then=preview["price_then"],
                now=preview["price_now"],
            ),
            *preview["charges"],
        ]
        lines += [
            self.env._("%(what)s: %(then)s – now: %(now)s", what=what, then=then, now=now or "–")
            for what, now, then in preview["targets"]
        ]
        lines += [
            self.env._(
                "%(number)s: answer by %(then)s (now %(now)s)", number=number, then=then, now=now
            )
            for number, _name, now, then in preview["tickets"]
        ]
        return "\n".join(lines)
