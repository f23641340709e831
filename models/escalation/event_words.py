"""What a notice of the ladder says: in the reader's language and zone, with one next step."""

from datetime import timedelta

from odoo import models

from .rule import RECIPIENTS

LINK_DAYS = 3  # as long as a step is worth an acknowledgement


class EcosireSupportEscalationEvent(models.Model):
    _inherit = "ecosire.support.escalation.event"

    def _headline(self):
        """``Nearly due: Critical, Deliveries cannot be validated``."""
        step, title = self._step_name(), self.ticket_id.name
        severity = self.ticket_id._portal_label("severity")
        if step.startswith(severity):  # "Critical, nobody has it yet" need not say it twice
            return self.env._("%(step)s: %(title)s", step=step, title=title)
        return self.env._(
            "%(step)s: %(severity)s, %(title)s", step=step, severity=severity, title=title
        )

    def _step_name(self):
        """What the step is called, in the reader's language."""
        if self.reason == "chased":
            return self.env._("The client asks for an answer")
        # sudo: escalation.rule - what a step of a ticket that the reader may see is called
        return self.rule_id.sudo().name or self.name or ""

    def _due_line(self):
        """How the promise stands that this step speaks of."""
        ticket = self.ticket_id
        return ticket._promise_line(self.clock_id) if self.clock_id else ticket.promise or ""

    def _holder_line(self):
        holder = self.ticket_id.engineer_id
        seen = self.ticket_id._seen_by_ecosire()
        if seen:
            return self.env._(
                "%(name)s of ECOSIRE has seen it, %(when)s.",
                name=seen.actor_name,
                when=self.ticket_id._both_zones(seen.fired_at),
            )
        if holder:
            return self.env._("With %s of ECOSIRE, who has not confirmed it yet.", holder.name)
        return self.env._("Nobody has the ticket yet.")

    def _told_line(self):
        """Who of ECOSIRE this very step tells, for the client to read."""
        roles = dict(self._role_labels())
        names = [
            roles[role]
            for role in self._roles_with_on_call()
            if f"to_{role}" in RECIPIENTS and role not in ("manager", "submitter")
        ]
        if not names:
            return ""
        return self.env._("Told at ECOSIRE just now: %s.", ", ".join(names))

    def _role_labels(self):
        """What the parts are called to whoever reads: the managers are not ECOSIRE's own."""
        client = self.env.user._is_internal()
        managers = (
            self.env._("your support managers")
            if client
            else self.env._("the client's support managers")
        )
        return [
            ("holder", self.env._("whoever has the ticket")),
            ("queue", self.env._("ECOSIRE's queue")),
            ("deputy", self.env._("the deputy")),
            ("lead", self.env._("the ECOSIRE account lead")),
            ("on_call", self.env._("whoever is on call")),
            ("manager", managers),
            ("submitter", self.env._("whoever filed it")),
        ]

    def _roles_with_on_call(self):
        """The parts of all steps that speak at this one's instant: the client reads them all."""
        rules = self._together().rule_id
        return [name.removeprefix("to_") for name in RECIPIENTS if any(rules.mapped(name))]

    def _together(self):
        """The steps that speak at this one's instant, this one among them."""
        return self.search(
            [
                ("ladder", "=", self.ladder),
                ("planned_at", "=", self.planned_at),
                ("fired_at", "!=", False),
            ]
        )

    def _ways_to_call(self):
        """Numbers for whoever must not wait: of a critical ticket, where the plan grants them."""
        rule = self.rule_id
        if self.severity != "critical" or (rule and not rule.by_phone):
            return []
        return self.contract_id.with_env(self.env)._emergency_ways()

    def _page(self, side):
        """Where the reader goes: engineers to their own page, the client into Odoo."""
        ticket = self.ticket_id
        return ticket._vendor_page() if side == "ecosire" else ticket._client_page()

    def _acknowledge_url(self, partner):
        """The link by which ``partner`` says that he knows, out of the notice itself."""
        until = self.fired_at + timedelta(days=LINK_DAYS)
        return self.env["ecosire.support.link"]._url("ack", self.id, partner, until)

    def _notice_kind(self, side):
        """The kind of notice this is to people of ``side``; by it they choose what they get."""
        if side == "ecosire":
            return "chased" if self.reason == "chased" else "escalation"
        early = self.deadline and self.planned_at < self.deadline
        return "at_risk" if early else "missed"
