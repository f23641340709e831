"""The contract's page at a glance: open or not, the price, the gauge, changes that come."""

from odoo import api, fields, models

from ..common.guard import GROUP_MANAGER


class EcosireSupportContract(models.Model):
    _inherit = "ecosire.support.contract"

    is_open_now = fields.Boolean(compute="_compute_hours_now")
    hours_now = fields.Char(compute="_compute_hours_now", string="Now")
    urgent_hours = fields.Char(
        compute="_compute_urgent_hours", help="Severities with longer service hours."
    )
    price_text = fields.Char(
        compute="_compute_price_text", string="Price a month", groups=GROUP_MANAGER
    )
    gauge = fields.Json(compute="_compute_gauge", groups=GROUP_MANAGER)
    coming_change_ids = fields.Many2many(
        "ecosire.support.plan.change", compute="_compute_coming_change_ids", groups=GROUP_MANAGER
    )
    extra_price_text = fields.Char(compute="_compute_extra_price_text", groups=GROUP_MANAGER)

    @api.depends("term_ids.start", "term_ids.plan_id")
    @api.depends_context("lang", "uid")
    def _compute_hours_now(self):
        now = fields.Datetime.now()
        for contract in self:
            # sudo: contract.term - its service hours are everybody's to know
            term = contract.sudo()._term_at(now)
            window = term and term._window()
            contract.is_open_now, contract.hours_now = (
                window._now_text(now) if window else (False, "")
            )

    @api.depends("term_ids.start", "term_ids.plan_id")
    @api.depends_context("lang")
    def _compute_urgent_hours(self):
        now = fields.Datetime.now()
        labels = dict(
            self.env["ecosire.support.ticket"]._fields["severity"]._description_selection(self.env)
        )
        for contract in self:
            # sudo: contract.term - its service hours are everybody's to know
            term = contract.sudo()._term_at(now)
            general = term and term._window()
            other = term and term._policies().filtered(
                lambda policy, general=general: (
                    policy.metric == "first_response" and policy.window_id != general
                )
            )
            contract.urgent_hours = "; ".join(
                f"{labels[policy.severity]}: {policy.window_id._hours_text()}" for policy in other
            )

    @api.depends("term_ids.price", "term_ids.start")
    def _compute_price_text(self):
        now = fields.Datetime.now()
        for contract in self:
            contract.price_text = contract._money(contract._term_at(now).price)

    @api.depends("term_ids.extra_price", "term_ids.start")
    def _compute_extra_price_text(self):
        now = fields.Datetime.now()
        for contract in self:
            term = contract._term_at(now)
            contract.extra_price_text = contract._money(term.extra_price) if term.quota else ""

    @api.depends("change_ids.state", "change_ids.effective_at")
    def _compute_coming_change_ids(self):
        for contract in self:
            contract.coming_change_ids = contract.change_ids.filtered(
                lambda change: change._origin and change.state in ("requested", "confirmed")
            )

    # -- the gauge

    @api.depends("usage_ids.kind", "usage_ids.at", "term_ids.start", "anchor_day", "tz")
    @api.depends_context("lang")
    def _compute_gauge(self):
        now = fields.Datetime.now()
        for contract in self:
            contract.gauge = contract._gauge_at(now) if contract._term_at(now) else False

    def _gauge_at(self, now):
        """What the gauge shows: numbers, and the words beside them."""
        self.ensure_one()
        # sudo: contract.usage - numbers of the whole contract, on a field of managers alone
        this = self.sudo()
        term, period = this._term_at(now), this._period_at(now)
        state, plan = this._quota_state(now), term.plan_id
        used = state.used if state.quota else this._filed_in(period)
        return {
            "period": self._period_text(period),
            "used": used,
            "quota": state.quota,
            "extra": state.extras,
            "forecast": state.forecast or 0,
            "forecast_text": self._forecast_text(state),
            "typical": [plan.usage_typical_from, plan.usage_typical_to],
            "typical_text": self._typical_text(plan),
        }

    def _filed_in(self, period):
        """How many tickets counted in ``period``, with a quota over them or without."""
        usage = self.env["ecosire.support.contract.usage"]
        return sum(usage._counted(self, *self._period_bounds(period)))

    def _forecast_text(self, state):
        """Where the period ends if it goes on like this; "" while it is too young to tell."""
        if state.forecast is None:
            return ""
        extra = max(state.forecast - state.quota, 0)
        if not extra:
            return self.env._("At this pace %s by the end of the period", state.forecast)
        return self.env._(
            "At this pace %(count)s by the end of the period, %(extra)s of them extra",
            count=state.forecast,
            extra=extra,
        )

    def _typical_text(self, plan):
        """The yardstick of the article, in words; "" where the plan has none."""
        if not plan.usage_typical_to:
            return ""
        return self.env._(
            "Most %(plan)s clients file %(low)s–%(high)s a month",
            plan=plan.name,
            low=plan.usage_typical_from,
            high=plan.usage_typical_to,
        )

    # -- what a manager does here

    def action_request_change(self):
        """Open the request for a change, with its preview."""
        self._guard(GROUP_MANAGER)
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "ecosire_support.change_request_action"
        )
        chosen = self.env.context.get("default_plan_id")
        return {
            **action,
            "context": {
                "dialog_size": "extra-large",
                "default_contract_id": self.id,
                **({"default_plan_id": chosen} if chosen else {}),
            },
        }

    def action_decide_about_extra(self):
        """From now on a support manager decides about each extra ticket."""
        return self.set_extra_policy("ask")

    def action_allow_extra(self):
        """From now on extra tickets are filed at once."""
        return self.set_extra_policy("allow")
