"""A sheet is sent to ECOSIRE as a change of the contract, and from then on stands still."""

import hashlib
import json

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import float_repr

from ..common.guard import GROUP_MANAGER
from ..selections import SEVERITIES


class EcosireSupportScopeSheet(models.Model):
    _inherit = "ecosire.support.scope.sheet"

    change_ids = fields.One2many("ecosire.support.plan.change", "sheet_id", readonly=True)
    fingerprint = fields.Char(
        readonly=True, copy=False, help="SHA-256 of what stands on the sheet since it was sent."
    )
    altered = fields.Boolean(
        compute="_compute_altered", help="It is not what was sent to ECOSIRE any more."
    )
    can_be_existing = fields.Boolean(compute="_compute_can_be_existing")
    missing_text = fields.Text(compute="_compute_missing_text")
    preview_text = fields.Text(compute="_compute_preview_text")

    def action_request(self):
        """Send the sheet to ECOSIRE: as an upgrade, or as a new sheet of the plan in force."""
        self._guard(GROUP_MANAGER)
        self.ensure_one()
        self.contract_id.request_change({"kind": self._kind_to_ask(), "sheet_id": self.id})
        return True

    def action_request_existing(self):
        """Ask ECOSIRE to record that this has been in force since the sheet's first day."""
        self._guard(GROUP_MANAGER)
        self.ensure_one()
        self.contract_id.request_change(
            {"kind": "existing", "sheet_id": self.id, "true_start": self.valid_from}
        )
        return True

    def action_withdraw(self):
        """Take back the request, or the agreed sheet that has not begun yet."""
        self._guard(GROUP_MANAGER)
        self.ensure_one()
        open_states = ("requested", "confirmed")
        changes = self.change_ids.filtered(lambda change: change.state in open_states)
        if not changes:
            raise UserError(self.env._("There is nothing to withdraw."))
        return changes.withdraw()

    def _kind_to_ask(self):
        # sudo: contract.term - only which plan is in force
        present = self.sudo().contract_id._term_at(fields.Datetime.now()).plan_id
        return "sheet" if present == self.plan_id else "upgrade"

    @api.depends("contract_id", "valid_from")
    def _compute_can_be_existing(self):
        """Whether it may have been in force already, and only the record of it is missing."""
        for sheet in self:
            # sudo: contract.term - whether any was ever paid
            contract = sheet.sudo().contract_id
            today = contract._local_day(fields.Datetime.now()) if contract else False
            sheet.can_be_existing = (
                bool(contract and sheet.valid_from)
                and sheet.valid_from <= today
                and not any(term._is_billed() for term in contract.term_ids)
            )

    # -- what must stand on it

    @api.depends("state", "policy_ids", "window_id", "price", "valid_until", "plan_id")
    @api.depends_context("lang")
    def _compute_missing_text(self):
        for sheet in self:
            lines = sheet._missing() if sheet.state == "draft" and sheet.ids else []
            sheet.missing_text = "\n".join(lines)

    def _check_complete(self):
        """
        :raises UserError: with all that is missing, in words
        """
        if missing := self._missing():
            raise UserError("\n".join(missing))

    def _missing(self):
        """What still has to be entered before the sheet can be agreed."""
        self.ensure_one()
        lines = []
        if not self.plan_id.by_sheet:
            lines.append(
                self.env._(
                    "%s is not agreed on scope sheets: its price stands on the plan.",
                    self.plan_id.name,
                )
            )
        if not self.price:
            lines.append(self.env._("Enter the price a month that was negotiated."))
        if not self.window_id:
            lines.append(self.env._("Choose the service hours."))
        answered = self.policy_ids.filtered(lambda one: one.metric == "first_response")
        labels = dict(self.policy_ids._fields["severity"]._description_selection(self.env))
        if left := [
            labels[code] for code, _x in SEVERITIES if code not in answered.mapped("severity")
        ]:
            lines.append(
                self.env._("Enter within what time a first answer comes for: %s.", ", ".join(left))
            )
        if self.valid_until < self.contract_id._local_day(fields.Datetime.now()):
            lines.append(self.env._("The validity is over already. Enter a later last day."))
        return lines

    # -- what was agreed, to the letter

    def _compute_altered(self):
        for sheet in self:
            sheet.altered = bool(sheet.fingerprint) and sheet.fingerprint != sheet._digest()

    def _digest(self):
        return hashlib.sha256(self._canonical().encode()).hexdigest()

    def _canonical(self):
        """All that stands on the sheet, as text that is the same wherever it is written down."""
        self.ensure_one()
        facts = {
            "contract": self.contract_id.code,
            "plan": self.plan_id.code,
            "name": self.name,
            "valid": [str(self.valid_from), str(self.valid_until)],
            "currency": self.currency_id.name,
            "price": self._exact(self.price),
            "quota": self.quota,
            "extra_price": self._exact(self.extra_price),
            "complexity": self.complexity or None,
            "systems": [self.system_count, *self._rows(self.system_ids, "name", "purpose")],
            "compliance": [self.gdpr, self.soc2, self.iso27001, self.compliance or None],
            "places": [self.geography or None, *self._rows(self.place_ids, "name", "tz")],
            "sla": self.sla_text or None,
            "service_hours": [
                [window.name, window == self.window_id, window._to_core().to_dict()]
                + [window.closure_ids.mapped("name")]
                for window in self.with_context(lang="en_US").window_ids.sorted()
            ],
            "answer_times": [
                [policy.metric, policy.severity, policy.aim, policy._to_core().to_dict()]
                for policy in self.policy_ids.sorted(lambda one: (one.metric, one.severity_rank))
            ],
            "credits": sorted(
                [credit.metric, credit.severity, self._exact(credit.amount)]
                for credit in self.credit_ids
            ),
        }
        return json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    def _exact(self, amount):
        return float_repr(amount, self.currency_id.decimal_places)

    @api.model
    def _rows(self, rows, *names):
        return [[row[name] or None for name in names] for row in rows]

    # -- its states follow those of its change

    def _freeze(self):
        self.write({"state": "requested", "fingerprint": self._digest()})

    def _follow(self, state):
        """Move on with the change that asked for this sheet."""
        for sheet in self:
            sheet.write({"state": state, **({"fingerprint": False} if state == "draft" else {})})

    # -- what it would bring

    @api.depends("state", "valid_from", "price", "policy_ids")
    @api.depends_context("lang", "tz")
    def _compute_preview_text(self):
        for sheet in self:
            ready = sheet.state == "draft" and sheet.ids and not sheet.missing_text
            sheet.preview_text = sheet._preview_lines() if ready else ""

    def _preview_lines(self):
        asked = {"kind": self._kind_to_ask(), "plan_id": self.plan_id.id, "sheet_id": self.id}
        try:
            return self.contract_id._draft_change(asked)._preview_in_words()
        except UserError as refusal:
            return str(refusal)
