"""What a change would bring, said before it is asked for: when, what it costs, what is gained."""

from datetime import UTC

from odoo import fields, models
from odoo.tools import format_date, format_datetime

from ...core import billing_period, charges, labels, term_chain

SHORT = "EEE d MMM y HH:mm"


class EcosireSupportPlanChange(models.Model):
    _inherit = "ecosire.support.plan.change"

    def _preview(self):
        """What this change, confirmed right now, would do; the record may be a draft.

        :return: dict of texts: ``at_once`` (begins when it is confirmed), ``effective``, ``ends``, ``plan_now``, ``plan_then``,
            ``price_now``, ``price_then``, ``charges`` (lines of the period it begins in),
            ``tickets`` (number, title, deadline now, deadline then), ``missed`` (what the last
            missed tickets would have been), ``gained``, ``lost``, ``replaces`` (changes it would
            replace)
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
            "at_once": self.kind in ("upgrade", "short_term"),
            "effective": self._both_zones(added[0].start),
            "ends": self._both_zones(added[1].start) if added[1:] else "",
            "plan_now": present.plan_id.name,
            "plan_then": self.plan_id.name,
            "price_now": contract._money(present.price),
            "price_then": contract._money(self._link(now.replace(tzinfo=UTC)).price),
            "charges": self._preview_charges(added, gone),
            "tickets": self._preview_tickets(now)
            if added[0].start <= now.replace(tzinfo=UTC)
            else [],
            "missed": self._preview_missed(now) if self._raises(present.plan_id) else [],
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
        begin = billing_period.day_start(self.effective_day, self.contract_id.tz)
        return {"effective": self._both_zones(begin)}

    def _raises(self, plan):
        """Whether the plan that is asked for promises more than ``plan``."""
        return self.plan_id.sequence > plan.sequence

    def _both_zones(self, instant):
        """``Fri 1 Jan 2027 00:00 (Karachi, UTC+5), Thu 31 Dec 2026 20:00 your time``."""
        zone, naive = self.contract_id.tz, instant.replace(tzinfo=None)
        text = format_datetime(self.env, naive, tz=zone, dt_format=SHORT)
        text = f"{text} ({labels.zone_label(zone, instant)})"
        mine = self.env.user.tz or zone
        if mine == zone:
            return text
        return self.env._(
            "%(theirs)s, %(mine)s your time",
            theirs=text,
            mine=format_datetime(self.env, naive, tz=mine, dt_format=SHORT),
        )

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
                first=format_date(self.env, segment.first, date_format="d MMM"),
                last=format_date(self.env, segment.last, date_format="d MMM y"),
                days=segment.days,
                of_days=segment.of_days,
                amount=contract._money(segment.amount),
            )
            for segment in segments
        ]

    def _preview_tickets(self, now):
        """The deadline of each open, unanswered ticket now and under the new plan.

        Of a contract of several companies a reader sees the tickets that are for him to see.
        """
        tickets = (
            self.env["ecosire.support.ticket"]
            .sudo(False)
            .search(
                [
                    ("contract_id", "=", self.contract_id.id),
                    ("is_open", "=", True),
                    ("answered_at", "=", False),
                ],
                limit=50,
            )
        )
        rows = []
        for ticket in tickets.sudo():  # sudo: ticket - read above with the reader's own rights
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
        return format_datetime(self.env, instant, tz=zone, dt_format="EEE d MMM HH:mm")

    def _gained(self, plan, other):
        """What ``plan`` grants and ``other`` does not, in words."""
        if not plan:
            return []
        things = (plan.topic_ids - other.topic_ids).mapped("name")
        things += (plan.entitlement_ids - other.entitlement_ids).mapped("name")
        if not plan.quota and other.quota:
            things.append(self.env._("Tickets without a limit"))
        return things
