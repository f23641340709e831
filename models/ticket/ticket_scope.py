"""Is it in the plan? Never a refusal: a verdict with its reason, and a way on."""

from odoo import fields, models
from odoo.exceptions import UserError

from ...core import scope
from ..common.guard import GROUP_ENGINEER

SERIOUS = ("critical", "high")


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    def treat_as_covered(self, reason):
        """An engineer takes the ticket into the plan; a clock it had not starts now.

        Also settles a ticket whose scope nobody could know at filing: that clock runs already.

        :raises UserError: without a reason, or when the ticket is in the plan already
        """
        self._guard(GROUP_ENGINEER)
        reason = self._required_reason(reason)
        for ticket in self.sudo():  # sudo: ticket - the engineer may see it, checked above
            if ticket.scope == "in_plan":
                raise UserError(self.env._("%s is in the plan already.", ticket.number))
            has_clock = ticket._has_promise()
            ticket.write({"scope": "in_plan", "scope_reason": reason})
            ticket._hold_against_limit()
            if not has_clock:
                ticket._take_unit(reason=reason)
                ticket._start_clocks(fields.Datetime.now(), reason=reason)
            ticket._happened("ticket.scope_settled", scope="in_plan", reason=reason)
        return True

    def settle_scope(self, verdict, reason):
        """Say, once it is diagnosed, whether a ticket of unknown scope is in the plan.

        :param verdict: ``in_plan``, ``other_plan`` or ``quoted``; outside the plan its open
            clocks end without a verdict, and what was missed before stays
        :raises UserError: without a reason, for another verdict, or when the scope is known
        """
        self._guard(GROUP_ENGINEER)
        reason = self._required_reason(reason)
        if verdict not in ("in_plan", "other_plan", "quoted"):
            raise UserError(self.env._("“%s” is not a verdict on the scope.", verdict))
        for ticket in self.sudo():  # sudo: ticket - the engineer may see it, checked above
            if ticket.scope != "unknown":
                raise UserError(self.env._("The scope of %s is known already.", ticket.number))
            ticket.write({"scope": verdict, "scope_reason": reason})
            if not ticket._has_promise():
                ticket._free_use(verdict, reason)
                ticket._apply_to_clocks(ticket._live_clocks(), "cancelled", reason=reason)
            labels = dict(ticket._fields["scope"]._description_selection(ticket.env))
            ticket._happened("ticket.scope_settled", scope=verdict, reason=reason)
            ticket._note_publicly(f"{labels[verdict]}: {reason}")
        return True

    def _judge_scope(self):
        verdict, reason = self._scope_verdict(self.topic_id, self.plan_id)
        self.write({"scope": verdict, "scope_reason": reason})

    def _scope_verdict(self, topic, plan):
        """The verdict on ``topic`` under ``plan``, and its reason in words.

        The licence of the module that the ticket names, and how bad it is, count in.
        """
        verdict = scope.judge(
            scope.TopicFacts(
                topic.name or self.env._("No topic"),
                never_covered=topic.never_covered,
                needs_diagnosis=topic.needs_diagnosis,
                about_module=topic.about_module,
                newer_version=topic.newer_version,
            ),
            scope.PlanFacts(
                plan.name or "",
                covers=bool(topic) and bool(plan) and plan._covers(topic),
                covering=plan._first_covering(topic).name or "",
            ),
            self._licence_facts(),
            serious=(self.severity or self.severity_proposed) in SERIOUS,
        )
        words = (self.env._(text, **verdict.arguments) for text in verdict.texts)
        return verdict.code, " ".join(words)

    def _has_promise(self):
        """Whether the verdict puts the ticket on a clock; an extra one only once it is approved."""
        self.ensure_one()
        undecided = self.extra_state in ("waiting", "declined")
        return bool(self.scope) and scope.has_clock(self.scope) and not undecided

    def _required_reason(self, reason):
        text = (reason or "").strip()
        if not text:
            raise UserError(self.env._("Please say why: the reason is kept and shown."))
        return text
