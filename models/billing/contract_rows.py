"""From rows to a bill: what terms, ledger and clocks said of a period up to a cutoff."""

from datetime import UTC

from odoo import models
from odoo.fields import Domain

from ...core import billing_period, charges, sla, term_chain


class EcosireSupportContract(models.Model):
    _inherit = "ecosire.support.contract"

    def _bill(self, period, cutoff=None, zone=None):
        """The charges of ``period`` as the rows entered until ``cutoff`` (naive UTC) give them.

        :param period: core's
        :param cutoff: None for all rows there are
        :param zone: the one whose days are meant, where the contract's own has changed since
        """
        self.ensure_one()
        zone = zone or self.tz
        digits = self.currency_id.decimal_places
        terms = self.term_ids.filtered(lambda term: not cutoff or term.recorded_at <= cutoff)
        if not terms:
            return charges.Bill(period)
        return charges.bill(
            period,
            term_chain.chain_of(term._to_link() for term in terms),
            zone,
            self._uses(period, cutoff, zone),
            self._credits(period, cutoff, zone),
            digits,
            self._ended_day(cutoff, zone),
        )

    def _ended_day(self, cutoff, zone):
        """The day on which the contract ended, if that was known at ``cutoff``."""
        if not self.ended_at or (cutoff and self.ended_at > cutoff):
            return None
        return billing_period.local_day(self.ended_at.replace(tzinfo=UTC), zone)

    def _uses(self, period, cutoff, zone):
        """What counted against a quota: each use that was not taken back."""
        rows = self.env["ecosire.support.contract.usage"].search(
            self._known("at", period, cutoff, zone)
            & Domain("contract_id", "=", self.id)
            & Domain("kind", "in", ("used", "freed"))
        )
        freed = rows.filtered(lambda row: row.kind == "freed").ticket_id
        links = {term: term._to_link() for term in rows.term_id}
        return [
            charges.Use(
                row.ticket_id.id, row.at.replace(tzinfo=UTC), row.company_id.id, links[row.term_id]
            )
            for row in rows
            if row.kind == "used" and row.ticket_id not in freed
        ]

    def _credits(self, period, cutoff, zone):
        """What was agreed for the promises missed in the period; nothing for accepted delays."""
        missed = self.env["ecosire.support.sla.event"].search(
            self._known("at", period, cutoff, zone)
            & Domain("clock_id.ticket_id.contract_id", "=", self.id)
            & Domain("kind", "=", sla.BREACHED),
            order="at, id",
        )
        return [
            charges.Credit(clock.id, ticket.id, ticket.company_id.id, amount)
            for clock in missed.clock_id
            if self._is_breach(clock, cutoff)
            and (ticket := clock.ticket_id).term_id
            and (amount := ticket.term_id._credit_for(clock))
        ]

    def _is_breach(self, clock, cutoff):
        """Whether a promise was missed, as far as was known: an aim is none, a delay may be
        accepted."""
        events = clock.event_ids.filtered(lambda event: not cutoff or event.recorded_at <= cutoff)
        measured = events.filtered("snapshot_id").sorted(lambda event: (event.at, event.sequence))
        state = sla.replay(events._to_core())
        return bool(state.breached_at) and not state.accepted and not measured[-1:].snapshot_id.aim

    def _known(self, field, period, cutoff, zone):
        """Rows whose ``field`` lies in the period, as far as they were entered by ``cutoff``."""
        first, end = billing_period.bounds(period, zone)
        domain = Domain(field, ">=", first.replace(tzinfo=None))
        domain &= Domain(field, "<", end.replace(tzinfo=None))
        return domain & Domain("recorded_at", "<=", cutoff) if cutoff else domain
