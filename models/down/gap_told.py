"""A gap of the sweep is told: once to each support manager, and wherever its lateness matters.

Notices came late while nothing ran; the clocks stand true all the same. Which answer times fell due
meanwhile goes by their deadlines, since their breaches may not be recorded yet.
"""

from datetime import timedelta

from markupsafe import Markup

from odoo import api, fields, models
from odoo.fields import Domain

from ..common.cron_batch import keep_batch, try_anew

TOLD_WITHIN = timedelta(days=7)  # older news would only confuse
NAMED = 10  # tickets that a notice names


class EcosireSupportSlaGap(models.Model):
    _inherit = "ecosire.support.sla.gap"

    @api.model
    def _note(self, last_run, now):
        noted = super()._note(last_run, now)
        if noted:
            # not here: the sweep has to catch up first
            self.env.ref("ecosire_support.cron_gaps")._trigger()
        return noted

    # -- what fell due in it

    @api.model
    def _in_period(self, contract, start, end):
        """Gaps between two instants (naive UTC), each with the clocks of ``contract`` it concerns.

        For reports: ``[(gap, clocks), …]`` in the order of time. ``end`` is not part of it.
        """
        gaps = self.search(
            [("date_from", "<", end), ("date_to", ">", start)], order="date_from, id"
        )
        return [(gap, gap._clocks_due(contract)) for gap in gaps]

    def _clocks_due(self, contracts):
        """Clocks of ``contracts`` whose deadline lies in this gap and was not met before it."""
        self.ensure_one()
        return self.env["ecosire.support.sla.clock"].search(
            Domain("ticket_id.contract_id", "in", contracts.ids)
            & Domain("deadline", ">", self.date_from)
            & Domain("deadline", "<=", self.date_to)
            & (Domain("met_at", "=", False) | Domain("met_at", ">", self.date_from))
            & Domain("state", "!=", "cancelled"),
            order="deadline, id",
        )

    # -- in words

    def _down_words(self, both):
        """``The server was down from … to …: notices were late.``

        :param both: how to say an instant in both zones
        """
        return self.env._(
            "The server was down from %(start)s to %(end)s: notices were late.",
            start=both(self.date_from),
            end=both(self.date_to),
        )

    def _due_words(self, clocks):
        if not clocks:
            return self.env._("No answer time fell due in it.")
        numbers = list(dict.fromkeys(clocks.ticket_id.mapped("number")))
        named = ", ".join(numbers[:NAMED])
        if more := len(numbers) - NAMED if len(numbers) > NAMED else 0:
            named = self.env._("%(named)s and %(more)s more", named=named, more=more)
        if len(clocks) == 1:
            return self.env._("1 answer time fell due in it: %s.", named)
        return self.env._(
            "%(count)s answer times fell due in it: %(named)s.", count=len(clocks), named=named
        )

    # -- once to each manager

    @api.model
    def _cron_tell(self):
        """Tell each manager of each gap, once. Safe to repeat and on several servers."""
        since = fields.Datetime.now() - TOLD_WITHIN
        gaps = self.search([("date_to", ">=", since)], order="date_from")
        for number, gap in enumerate(gaps, 1):
            try_anew(self.env, gap._tell_managers)
            if not keep_batch(self.env, 1, len(gaps) - number):
                return

    def _tell_managers(self):
        """Each manager hears of all contracts of his companies in one notice."""
        contracts = self.env["ecosire.support.contract"].search([("ended_at", "=", False)])
        for manager in contracts._managers(contracts.company_ids):
            key = f"gap {self.id} manager {manager.id}"
            if self.env["ecosire.support.notice"]._once(key, recipients=manager.name):
                mine = contracts.filtered(lambda one, m=manager: one.company_ids & m.company_ids)
                self._tell_manager(manager, mine)

    def _tell_manager(self, manager, contracts):
        # a ticket of a company that is not the manager's is not named to him
        clocks = self._clocks_due(contracts).filtered(
            lambda clock: clock.ticket_id.company_id in manager.company_ids
        )
        contracts[:1]._tell_each(
            manager.partner_id,
            lambda reader, _partner: self.with_env(reader.env)._as_notice(reader, clocks),
            kind="system_down",
        )

    def _as_notice(self, contract, clocks):
        tickets = self.env["ecosire.support.ticket"]

        def both(instant):
            return tickets._outage_both(instant, contract)

        subject = self.env._("The server was down, so notices were late")
        lines = [
            self._down_words(both),
            self._due_words(clocks),
            self.env._("Misses are recorded at their true time all the same."),
            self.env._(
                "If something was reported to ECOSIRE meanwhile by phone or mail, file it now: "
                "ECOSIRE Support > Tickets > Report an outage afterwards."
            ),
        ]
        return subject, Markup("<br/>").join(lines)
