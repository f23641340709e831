"""What may be asked for at all; whatever may not is refused in words before anything is kept."""

from odoo import fields, models
from odoo.exceptions import UserError

from ...core import notice

MOST_MONTHS = 24


class EcosireSupportPlanChange(models.Model):
    _inherit = "ecosire.support.plan.change"

    def _check_askable(self):
        """Whether this request makes sense as the contract stands.

        :raises UserError: in words, with what can be asked for instead
        """
        self.ensure_one()
        if self.contract_id.ended_at:
            raise UserError(self.env._("%s has ended.", self.contract_id.code))
        if self.kind in ("join", "leave"):
            self._check_company_request()
        elif not self.plan_id or not self.plan_id.active:
            raise UserError(self.env._("Please choose a support plan."))
        else:
            getattr(self, f"_check_{self.kind}")()

    def _check_company_request(self):
        if not self.company_id or not self.effective_day:
            raise UserError(self.env._("Please say which company, and from which day."))
        if self.effective_day < self.contract_id._local_day(fields.Datetime.now()):
            raise UserError(
                self.env._("A company joins or leaves from a day to come, today at the earliest.")
            )
        self._check_company()

    def _check_upgrade(self):
        now = fields.Datetime.now()
        present = self.contract_id._term_at(now).plan_id
        stays = self.plan_id == present and self.contract_id._leaves_plan_later(now)
        if self.plan_id.sequence < present.sequence:
            raise UserError(
                self.env._(
                    "%s promises less than your present plan. Ask for a downgrade.",
                    self.plan_id.name,
                )
            )
        if not stays and self.plan_id.sequence == present.sequence:
            raise UserError(self.env._("%s is your plan already.", self.plan_id.name))

    def _check_downgrade(self):
        contract = self.contract_id
        present = contract._term_at(fields.Datetime.now()).plan_id
        if self.plan_id == present:
            raise UserError(self.env._("%s is your plan already.", present.name))
        if self.plan_id.sequence > present.sequence:
            raise UserError(
                self.env._(
                    "%s promises more than your present plan. Ask for an upgrade.",
                    self.plan_id.name,
                )
            )

    def _check_short_term(self):
        present = self.contract_id._term_at(fields.Datetime.now()).plan_id
        if not self.plan_id.for_some_months:
            offered = self.plan_id.search([("for_some_months", "=", True)]).mapped("name")
            raise UserError(
                self.env._(
                    "%(plan)s is not offered for some months only. Offered: %(offered)s.",
                    plan=self.plan_id.name,
                    offered=", ".join(offered),
                )
            )
        if self.plan_id.sequence <= present.sequence:
            raise UserError(
                self.env._("Your present plan promises what %s does.", self.plan_id.name)
            )
        if self.months > MOST_MONTHS:
            raise UserError(
                self.env._(
                    "A plan for some months lasts %s months at most. For longer, ask for an "
                    "upgrade.",
                    MOST_MONTHS,
                )
            )
        if self.months < notice.SHORT_TERM_MONTHS:
            raise UserError(
                self.env._(
                    "A plan for some months lasts %s months at least.",
                    notice.SHORT_TERM_MONTHS,
                )
            )

    def _check_existing(self):
        contract = self.contract_id
        if any(term._is_billed() for term in contract.term_ids):
            raise UserError(
                self.env._(
                    "Your plan is recorded already: %s. Ask for an upgrade or a downgrade.",
                    contract.plan_id.name,
                )
            )
        if not self.true_start:
            raise UserError(self.env._("Please enter since when you have had this plan."))
        if self.true_start > contract._local_day(fields.Datetime.now()):
            raise UserError(
                self.env._("This day is yet to come. For a plan to come, ask for an upgrade.")
            )
        if self.plan_id.at_install:
            raise UserError(self.env._("%s is your plan already.", self.plan_id.name))
