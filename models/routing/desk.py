"""What routing must know about everybody who serves some tickets' contracts, read once for all."""

from dataclasses import dataclass
from datetime import UTC
from typing import Any

from odoo import fields

from ...core import routing
from ..common.owing import OWING
from .holding import DEPUTY, NAMED, OTHER, QUEUE

ENTITLEMENT = "named_engineer"


@dataclass(frozen=True)
class Choice:
    """Whom the rules choose (empty: the queue), how, and in whose place."""

    engineer: Any
    why: str
    instead_of: Any


class Desk:
    """The people behind ``tickets``; a fixed number of queries, however many tickets there are.

    Each ticket that is given away counts at once, so that a batch does not all go to one person.
    """

    def __init__(self, tickets):
        # sudo: grant, absence, engineer - who may be asked, not what they may see
        self.tickets = tickets.sudo()
        self.now = fields.Datetime.now().replace(tzinfo=UTC)
        contracts = self.tickets.contract_id
        self.serving = {
            contract: contract.grant_ids._in_force().engineer_id.filtered("active")
            for contract in contracts
        }
        self.granting = {one: one.has_entitlement(ENTITLEMENT) for one in contracts}
        self.engineers = self.tickets.env["ecosire.support.engineer"].union(
            *self.serving.values(), self.tickets.engineer_id
        )
        self.spans = self.engineers._absence_spans(self.now.replace(tzinfo=None))
        self.windows = {one.id: one._work_window() for one in self.engineers}
        self.loads = self._open_tickets() if any(contracts.mapped("route_least_loaded")) else {}

    def choose(self, ticket, without=None):
        """Whom the rules choose for ``ticket``.

        :param without: somebody who is not asked
        """
        ticket = ticket.sudo()  # sudo: ticket - as in the constructor
        contract = ticket.contract_id
        asked = self.serving[contract].filtered(lambda one: one != without)
        key = routing.choose_holder(
            [self._candidate(ticket, one) for one in asked],
            *self._times(ticket),
            least_loaded=contract.route_least_loaded,
        )
        engineer = self.engineers.browse(key or [])
        if key:
            self.loads[key] = self.loads.get(key, 0) + 1
        place = self._place(contract, engineer)
        why = {routing.NAMED: NAMED, routing.DEPUTY: DEPUTY}.get(place, OTHER)
        named = contract.engineer_id if self.granting[contract] else engineer.browse()
        return Choice(engineer, why if engineer else QUEUE, named - engineer)

    def stays(self, ticket, engineer):
        """Whether ``engineer`` still has access, and is at work early enough for ``ticket``."""
        ticket = ticket.sudo()  # sudo: ticket - as in the constructor
        if engineer not in self.serving[ticket.contract_id]:
            return False
        return routing.begins_in_time(self._candidate(ticket, engineer), *self._times(ticket))

    def off_until(self, engineer):
        """When ``engineer`` is back who is off now (naive UTC); None: not off."""
        return engineer._off_until_of(
            self.spans.get(engineer.id, ()), self.now.replace(tzinfo=None)
        )

    def _candidate(self, ticket, engineer):
        return routing.Candidate(
            engineer.id,
            self._place(ticket.contract_id, engineer),
            hours=self.windows[engineer.id],
            absences=tuple(self.spans[engineer.id]),
            knows=ticket.topic_id in engineer.topic_ids,
            load=self.loads.get(engineer.id, 0),
        )

    def _place(self, contract, engineer):
        if self.granting[contract]:
            if engineer and engineer == contract.engineer_id:
                return routing.NAMED
            if engineer and engineer == contract.backup_engineer_id:
                return routing.DEPUTY
        return routing.OTHER

    def _times(self, ticket):
        """From when on the ticket's time counts, and by when it is due (None: not promised)."""
        if ticket.sla_state not in OWING:
            return self.now, None
        begins = ticket.clock_id.clock_start.replace(tzinfo=UTC)
        return max(self.now, begins), ticket.deadline.replace(tzinfo=UTC)

    def _open_tickets(self):
        groups = self.tickets._read_group(
            [("is_open", "=", True), ("engineer_id", "in", self.engineers.ids)],
            ["engineer_id"],
            ["__count"],
        )
        return {engineer.id: count for engineer, count in groups}
