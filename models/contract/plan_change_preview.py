"""What a change would bring, said before it is asked for: when, what it costs, what is gained."""

from datetime import UTC

from odoo import fields, models
from odoo.tools import format_date, format_datetime

from ...core import charges, term_chain

SHORT = "EEE d MMM y HH:mm"


class EcosireSupportPlanChange(models.Model):
    _inherit = "ecosire.support.plan.change"

    def _preview(self):
        """What this change, confirmed right now, would do; the record may be a draft.

        :return: dict of texts: ``effective``, ``ends``, ``price_now``, ``price_then``,
            ``charges`` (lines of the period it begins in), ``tickets`` (number, title, deadline
            now, deadline then), ``gained``, ``lost``, ``replaces`` (changes it would replace)
        :raises UserError: when it cannot be asked for
        """
        self._check_askable()
        now, contract = fields.Datetime.now(), self.contract_id
        if self.kind in ("join", "leave"):
            return self._preview_company()
        present = contract._term_at(now)
        added, removed = self._planned_preview(now)
        gone = {link.start for link in removed}
        replaced = contract.term_ids.filtered(lambda t: t.start.replace(tzinfo=UTC) in gone)
        return {
            "effective": self._when(added[0].start.replace(tzinfo=None)),
            "ends": self._when(added[1].start.replace(tzinfo=None)) if added[1:] else "",
            "price_now": contract._money(present.price),
            "price_then": contract._money(self._link(now.replace(tzinfo=UTC)).price),
            "charges": self._preview_charges(added, gone),
            "tickets": self._preview_tickets(now)
            if added[0].start <= now.replace(tzinfo=UTC)
            else [],
            "gained": self._gained(self.plan_id, present.plan_id),
            "lost": self._gained(present.plan_id, self.plan_id),
            "replaces": replaced.change_id.mapped("display_name"),
        }

    def _planned_preview(self, now):
        if self.kind != "existing":
            return self._planned(now)
        start = self._true_start_instant()
        return term_chain.existing(self.contract_id._chain(), self._link(start), start)

    def _preview_company(self):
        day = fields.Date.to_date(self.effective_day)
        return {"effective": f"{day:%Y-%m-%d} 00:00 ({self.contract_id.tz})", "tickets": []}

    def _preview_charges(self, added, gone):
        """The base charges of the billing period in which the change begins, line by line."""
        contract = self.contract_id
        kept = [link for link in contract._chain().links if link.start not in gone]
        period = contract._period_at(added[0].start.replace(tzinfo=None))
        chain = term_chain.chain_of((*kept, *added))
        segments = charges.base_charges(period, chain, contract.tz)
        return [
            self.env._(
                "%(plan)s, %(first)s – %(last)s: %(days)s of %(of_days)s days, %(amount)s",
                plan=self.env["ecosire.support.plan"].browse(segment.link.plan).name,
                first=format_date(self.env, segment.first),
                last=format_date(self.env, segment.last),
                days=segment.days,
                of_days=segment.of_days,
                amount=contract._money(segment.amount),
            )
            for segment in segments
        ]

    def _preview_tickets(self, now):
        """The deadline of each open, unanswered ticket now and under the new plan."""
        tickets = self.env["ecosire.support.ticket"].search(
            [
                ("contract_id", "=", self.contract_id.id),
                ("is_open", "=", True),
                ("answered_at", "=", False),
            ],
            limit=50,
        )
        rows = []
        for ticket in tickets:
            policy = self._policy_of(ticket.severity)
            covered = ticket._has_promise() or self.plan_id._covers(ticket.topic_id)
            if not policy or not covered:
                continue
            then = policy._to_core().deadline(now.replace(tzinfo=UTC)).replace(tzinfo=None)
            if ticket.deadline:
                then = min(then, ticket.deadline)
            rows.append(
                (ticket.number, ticket.name, self._short(ticket.deadline), self._short(then))
            )
        return rows

    def _policy_of(self, severity):
        return self.plan_id._policy(severity, "first_response")

    def _short(self, instant):
        if not instant:
            return self.env._("none")
        zone = self.env.user.tz or self.contract_id.tz
        return format_datetime(self.env, instant, tz=zone, dt_format=SHORT)

    def _gained(self, plan, other):
        """What ``plan`` grants and ``other`` does not, in words."""
        if not plan:
            return []
        things = (plan.topic_ids - other.topic_ids).mapped("name")
        things += (plan.entitlement_ids - other.entitlement_ids).mapped("name")
        if not plan.quota and other.quota:
            things.append(self.env._("Tickets without a limit"))
        return things
