"""Asking for a change of the contract, and what the chain of terms is for core."""

from datetime import UTC

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...core import billing_period, term_chain
from ..common.guard import GROUP_MANAGER
from .plan_change import DUE_DAYS

ASKED = frozenset(
    {"kind", "plan_id", "months", "true_start", "company_id", "effective_day", "note"}
)


class EcosireSupportContract(models.Model):
    _inherit = "ecosire.support.contract"

    change_ids = fields.One2many("ecosire.support.plan.change", "contract_id", readonly=True)
    pending_change_id = fields.Many2one(
        "ecosire.support.plan.change", compute="_compute_pending_change_id", groups=GROUP_MANAGER
    )

    @api.depends("change_ids.state")
    def _compute_pending_change_id(self):
        for contract in self:
            contract.pending_change_id = contract.change_ids.filtered(
                lambda change: change._origin and change.state == "requested"
            )[:1]

    def request_change(self, values):
        """A manager of the client asks ECOSIRE for a change of the contract.

        :param values: ``kind`` and what it needs: ``plan_id``, ``months``, ``true_start``,
            ``company_id``, ``effective_day``, ``note``
        :return: the change, which waits for an account lead
        :raises UserError: in words, when it cannot be asked for
        """
        self._guard(GROUP_MANAGER)
        self.ensure_one()
        draft = self._draft_change(values)
        draft._check_askable()
        self.change_ids.sudo().flush_recordset(["state"])  # the database counts those that wait
        # sudo: plan.change - role, contract and company checked; nobody may create one directly
        changes = self.env["ecosire.support.plan.change"].sudo()
        change = changes.create({**values, **self._prepare_request()})
        change._tell_both("asked")
        return change.sudo(False)

    def _draft_change(self, values):
        """The change that ``values`` ask for, not kept yet; the caller's role is checked.

        :raises UserError: in words, when this person or this contract cannot ask for anything
        """
        if unknown := set(values) - self._askable():
            raise UserError(self.env._("Not part of a request: %s.", ", ".join(sorted(unknown))))
        company = self.env["res.company"].browse(values.get("company_id") or [])
        if company - self.env.user.company_ids:
            raise UserError(self.env._("You do not work for this company. Choose one of yours."))
        if pending := self.pending_change_id:
            raise UserError(
                self.env._(
                    "“%s” waits for ECOSIRE already. Withdraw it before you ask for another "
                    "change.",
                    pending.display_name,
                )
            )
        # sudo: plan.change - a draft for the checks and the preview; what is read of others' tickets
        # is read with the caller's own rights
        changes = self.env["ecosire.support.plan.change"].sudo()
        return changes.new({**values, **self._prepare_request()})

    def _prepare_request(self):
        now = fields.Datetime.now()
        return {
            "contract_id": self.id,
            "plan_before_id": self.sudo().plan_id.id,
            "requested_by_id": self.env.user.id,
            "requested_by": self.env.user.name,
            "requested_at": now,
            "due_at": fields.Datetime.add(now, days=DUE_DAYS),
        }

    def _askable(self):
        """The names of what a manager may say about a change."""
        return ASKED

    # -- what core reckons with

    def _chain(self):
        """The terms as core's chain, those yet to come included."""
        self.ensure_one()
        return term_chain.chain_of(term._to_link() for term in self.term_ids)

    def _leaves_plan_later(self, instant):
        """Whether a term to come ends the present plan by itself."""
        present = self._term_at(instant).plan_id
        return any(term.start > instant and term.plan_id != present for term in self.term_ids)

    def _local_day(self, instant):
        """The local date of the contract's zone at ``instant`` (naive UTC)."""
        return billing_period.local_day(instant.replace(tzinfo=UTC), self.tz)

    def _is_billed(self):
        """Whether a paid plan, or one with a quota, is in force or to come."""
        now = fields.Datetime.now()
        live = self._term_at(now) | self.term_ids.filtered(lambda term: term.start > now)
        return any(term._is_billed() for term in live)

    def _anchor_day_from(self, instant):
        """The billing day if a paid term begins at ``instant``: the first one sets it."""
        if any(term._is_billed() for term in self.term_ids):
            return self.anchor_day
        return self._local_day(instant).day

    def _rules_or_will(self, plan):
        """Whether ``plan`` is in force for this contract now, or will be."""
        now = fields.Datetime.now()
        live = self._term_at(now) | self.term_ids.filtered(lambda term: term.start > now)
        return not self.ended_at and plan in live.plan_id

    def _set_anchor_day(self):
        """Billing periods begin on the day of the month on which the first paid term began."""
        billed = self.term_ids.filtered(lambda term: term._is_billed()).sorted("start")
        if len(billed) == 1:
            self.anchor_day = self._local_day(billed.start).day
