"""What either side owes next under the contract, by when."""

from odoo import api, fields, models
from odoo.fields import Domain

from ..common.guard import GROUP_MANAGER
from ..common.owing import OPEN, UNANSWERED

TICKETS_SHOWN = 3


class EcosireSupportContract(models.Model):
    _inherit = "ecosire.support.contract"

    obligations = fields.Json(compute="_compute_obligations", groups=GROUP_MANAGER)

    @api.depends_context("lang", "uid", "tz")
    def _compute_obligations(self):
        now = fields.Datetime.now()
        for contract in self:
            entries = sorted(contract._obligations(now), key=lambda entry: entry[0])
            contract.obligations = {
                "entries": [
                    {
                        "kind": kind,
                        "icon": icon,
                        "title": title,
                        "when": contract._when_in_words(instant),
                    }
                    for instant, kind, icon, title in entries
                ]
            }

    def _obligations(self, now):
        """What either side owes next: ``(instant, kind, icon, words)``; others add their own."""
        self.ensure_one()
        period_end = self._period_bounds(self._period_at(now))[1]
        return [
            *self._obligations_to_answer(now),
            *self._obligations_to_decide(),
            *self._obligations_of_terms(now),
            (period_end, "due", "fa-calendar", self.env._("The next billing period begins")),
        ]

    def _obligations_to_answer(self, now):
        """The next deadlines of open tickets, of those that the reader may see."""
        tickets = self.env["ecosire.support.ticket"].search(
            OPEN & UNANSWERED & Domain("contract_id", "=", self.id),
            order="deadline, id",
            limit=TICKETS_SHOWN,
        )
        for ticket in tickets:
            late = ticket.deadline < now
            words = (
                self.env._("ECOSIRE is late with the answer to %(number)s: %(title)s")
                if late
                else self.env._("ECOSIRE answers %(number)s: %(title)s")
            )
            icon = "fa-exclamation-triangle" if late else "fa-reply"
            title = words % {"number": ticket.number, "title": ticket.name}
            yield ticket.deadline, "breached" if late else "due", icon, title

    def _obligations_to_decide(self):
        for change in self.pending_change_id:
            words = (
                self.env._("ECOSIRE had to decide about “%s” and has not")
                if change.is_overdue
                else self.env._("ECOSIRE decides about “%s” at the latest")
            )
            kind = "breached" if change.is_overdue else "due"
            yield change.due_at, kind, "fa-gavel", words % change.display_name
        waiting = self.env["ecosire.support.ticket"].search(
            [("contract_id", "=", self.id), ("extra_state", "=", "waiting")], order="id"
        )
        if waiting:
            words = self.env._(
                "You decide about extra tickets: %s", ", ".join(waiting.mapped("number"))
            )
            yield waiting[0].submitted_at, "breached", "fa-hourglass-half", words

    def _obligations_of_terms(self, now):
        """Terms to come, and the end of one that ends by itself."""
        for term in self.term_ids.filtered(lambda one: one.start > now):
            words = self.env._("The %s support plan begins", term.plan_id.name)
            yield term.start, "due", "fa-exchange", words

    def _when_in_words(self, instant):
        """The instant in the reader's own time, named as such, and in the contract's zone."""
        return self.env["ecosire.support.ticket"]._both_zones(instant, self.tz)
