"""What was entered after a period was stated, and why: the reasons of its corrections."""

from typing import NamedTuple

from odoo import models
from odoo.fields import Domain

from ...core import billing_period, sla

SPEAKING = (sla.BREACHED, sla.ACCEPTED, sla.CANCELLED, sla.RETARGETED)


class LateRow(NamedTuple):
    """A row that came late: the ticket it is about, if any, and what it said."""

    ticket: int | None
    text: str


class EcosireSupportContract(models.Model):
    _inherit = "ecosire.support.contract"

    def _late_rows(self, period, since, until):
        """Rows that concern a closed ``period``, entered after ``since`` and up to ``until``."""
        first, end = (
            instant.replace(tzinfo=None)
            for instant in billing_period.bounds(period._to_core(), period.tz)
        )
        late = Domain("recorded_at", ">", since) & Domain("recorded_at", "<=", until)
        within = late & Domain("at", ">=", first) & Domain("at", "<", end)
        return [
            *self._late_terms(late, end),
            *self._late_uses(within),
            *self._late_events(late, first, end),
            *self._late_end(first, since, until),
        ]

    def _late_terms(self, late, end):
        domain = late & Domain("contract_id", "=", self.id) & Domain("start", "<", end)
        for term in self.env["ecosire.support.contract.term"].search(domain, order="start"):
            text = self.env._(
                "%(plan)s support plan from %(day)s entered late",
                plan=term.plan_id.name,
                day=self._day_text(self._local_day(term.start)),
            )
            yield LateRow(None, text)

    def _late_uses(self, within):
        rows = self.env["ecosire.support.contract.usage"]
        causes = dict(rows._fields["cause"]._description_selection(self.env))
        for row in rows.search(within & Domain("contract_id", "=", self.id), order="id"):
            yield LateRow(row.ticket_id.id, f"{row.ticket_id.number}: {causes[row.cause]}")

    def _late_events(self, late, first, end):
        """What was said late about a promise whose deadline lay in the period."""
        events = self.env["ecosire.support.sla.event"]
        kinds = dict(events._fields["kind"]._description_selection(self.env))
        domain = (
            late
            & Domain("clock_id.ticket_id.contract_id", "=", self.id)
            & Domain("kind", "in", SPEAKING)
            & Domain("clock_id.event_ids", "any", self._missed_within(first, end))
        )
        for event in events.search(domain, order="id"):
            ticket = event.clock_id.ticket_id
            text = f"{ticket.number}, {event.clock_id.display_name}: {kinds[event.kind]}"
            yield LateRow(ticket.id, text)

    def _missed_within(self, first, end):
        return (
            Domain("kind", "=", sla.BREACHED) & Domain("at", ">=", first) & Domain("at", "<", end)
        )

    def _late_end(self, first, since, until):
        if self.ended_at and since < self.ended_at <= until and self.ended_at >= first:
            yield LateRow(None, self.env._("The contract ended"))
