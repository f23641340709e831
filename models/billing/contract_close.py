"""Billing periods close once, however late, and however many servers try to."""

import logging
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

from ...core import billing_period, charges, statement
from ..common.cron_batch import is_cron, keep_batch
from ..common.insert_once import insert_once
from ..common.row_meeting import meet_at_rows

_logger = logging.getLogger(__name__)

GRACE = timedelta(minutes=15)
"""How long a transaction may take from entering a row to keeping it."""


class EcosireSupportContract(models.Model):
    _inherit = "ecosire.support.contract"

    @api.model
    def _cron_close_periods(self):
        """Close what has ended, one contract after the other."""
        now = fields.Datetime.now()
        billed = Domain("price", ">", 0) | Domain("quota", ">", 0)
        for contract in self.search([("term_ids", "any", billed)]):
            if not contract._next_due(now):
                continue
            try:
                with self.env.cr.savepoint():
                    contract._close_due(now)
            except ValueError:
                # rows that no rule understands: the others' periods close all the same, and this
                # one is tried again, and logged again, each hour
                _logger.exception("The billing period of %s could not be closed", contract.code)
            except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
                # somebody decides about this contract at this instant: its turn comes in an hour
                if not is_cron(self.env):
                    raise
                self.env.cr.rollback()
            if not keep_batch(self.env, 1):
                return

    def _close_due(self, now):
        """Close all periods of this contract that have ended by ``now``, the earliest first."""
        meet_at_rows(self)
        while period := self._next_due(now):
            self._close(period, now)

    def _next_due(self, now):
        """The next period (core's) to close; None when none has ended long enough ago."""
        start = self._next_unclosed_day()
        if not start:
            return None
        day_after = start + timedelta(days=1)
        end = billing_period.next_start(day_after, self.anchor_day)
        period = billing_period.Period(start, end)
        begin, over = self._period_bounds(period)
        if over + GRACE > now or (self.ended_at and begin >= self.ended_at):
            return None
        return period

    def _next_unclosed_day(self):
        """The first day of the earliest period that is not closed; None before the first bill.

        The first one billed is that in which a plan with a price or a quota was entered: what
        ECOSIRE billed before it was recorded here is not stated again.
        """
        last = self.env["ecosire.support.contract.period"].search(
            [("contract_id", "=", self.id)], order="start desc", limit=1
        )
        if last:
            return last.end
        billed = self.term_ids.filtered(lambda term: term._is_billed())
        if not billed:
            return None
        return self._period_at(min(billed.mapped("recorded_at"))).start

    def _close(self, period, now):
        """Close ``period`` (core's), and state it if anything is billed.

        :raises UserError: when it is closed already, or has not ended
        """
        if self._period_bounds(period)[1] + GRACE > now:
            raise UserError(
                self.env._("The billing period %s has not ended yet.", self._period_text(period))
            )
        periods = self.env["ecosire.support.contract.period"]
        made = insert_once(
            periods,
            ("contract_id", "start"),
            {
                "contract_id": self.id,
                "start": period.start,
                "end": period.end,
                "tz": self.tz,
                "closed_at": now,
                "cutoff_at": now - GRACE,
            },
        )
        if not made:
            raise UserError(
                self.env._(
                    "The billing period %s is closed already. What was entered since then is put "
                    "right on the next statement.",
                    self._period_text(period),
                )
            )
        closed = periods.search([("contract_id", "=", self.id), ("start", "=", period.start)])
        self._state(closed)

    def _state(self, closed):
        """Make the statement of a closed period; none where nothing is billed."""
        lines = self._statement_lines(closed)
        if not any(line.amount for line in lines):
            return
        made = self.env["ecosire.support.contract.statement"].create(
            {
                "name": f"{self.code}-S-{closed.start:%Y-%m}",
                "contract_id": self.id,
                "period_id": closed.id,
                "date_from": closed.start,
                "date_to": closed._to_core().last,
                "currency_id": self.currency_id.id,
                "total": float(statement.total(lines)),
                "hash": self._statement_fingerprint(closed, lines),
                "line_ids": [
                    fields.Command.create(values) for values in self._line_values(closed, lines)
                ],
            }
        )
        made._tell_both()

    def _statement_lines(self, closed):
        """Core's lines of a closed period: its own, and corrections of those before it."""
        bill = self._bill(closed._to_core(), closed.cutoff_at, closed.tz)
        return (*statement.own_lines(bill), *statement.correction_lines(self._changes(closed)))

    def _statement_fingerprint(self, closed, lines):
        head = statement.head(self.code, closed.tz, self.currency_id.name, closed._to_core())
        return statement.fingerprint(statement.canonical_json(head, lines))

    def _changes(self, closed):
        """By earlier period: what it costs otherwise since the period before this was closed."""
        before = closed._before()
        if not before:
            return
        since, until = before.cutoff_at, closed.cutoff_at
        earlier = closed.search([("contract_id", "=", self.id), ("start", "<", closed.start)])
        for period in earlier:
            late = self._late_rows(period, since, until)
            if not late:
                continue
            bills = [self._bill(period._to_core(), at, period.tz) for at in (until, since)]
            if amounts := charges.difference(*bills):
                yield period.start, amounts, [row.ticket for row in late if row.ticket]
