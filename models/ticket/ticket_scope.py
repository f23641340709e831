"""Is it in the plan? Never a refusal: a verdict with its reason, and a way on."""

from odoo import fields, models
from odoo.exceptions import UserError

from ..common.guard import GROUP_ENGINEER


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
            ticket._note_publicly(f"{labels[verdict]}: {reason}")
        return True

    def _judge_scope(self):
        verdict, reason = self._scope_verdict(self.topic_id, self.plan_id)
        self.write({"scope": verdict, "scope_reason": reason})

    def _scope_verdict(self, topic, plan):
        """The verdict on ``topic`` under ``plan``, and its reason in words."""
        if topic.never_covered:
            return "quoted", self.env._(
                "“%s” is professional services, not support: ECOSIRE makes a quote.", topic.name
            )
        if topic and plan._covers(topic):
            return "in_plan", self.env._(
                "“%(topic)s” is in the %(plan)s support plan.", topic=topic.name, plan=plan.name
            )
        if topic.needs_diagnosis:
            return "unknown", self.env._(
                "Nobody can know the cause yet. The clock runs; whether it is in the plan is "
                "settled once it is diagnosed."
            )
        covering = plan._first_covering(topic)
        if covering:
            return "other_plan", self.env._(
                "“%(topic)s” is covered from the %(plan)s support plan on. Ask for a quote, or "
                "ask for that plan.",
                topic=topic.name,
                plan=covering.name,
            )
        return "quoted", self.env._(
            "No support plan covers “%s”: ECOSIRE makes a quote.", topic.name
        )

    def _has_promise(self):
        """Whether the verdict puts the ticket on a clock; an extra one only once it is approved."""
        self.ensure_one()
        undecided = self.extra_state in ("waiting", "declined")
        return self.scope in ("in_plan", "unknown") and not undecided

    def _required_reason(self, reason):
        text = (reason or "").strip()
        if not text:
            raise UserError(self.env._("Please say why: the reason is kept and shown."))
        return text
