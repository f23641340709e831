"""Who gets a ticket by the rules: asked at filing, and whenever something has changed since.

What somebody took, answered or was given by an account lead is *by hand*, and the rules leave it
where it is. It moves on all the same when its holder cannot answer in time (off, or without
access any more), never silently: the thread says so, and the account leads are told.
"""

from collections import defaultdict

from odoo import api, models

from ..common.row_lock import lock_rows
from .desk import Desk
from .holding import BY_HAND

NEVER_ANSWERED = [("is_open", "=", True), ("answered_at", "=", False)]


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    def _route(self):
        """Give each of these tickets to whom its contract's rules choose; by hand stays by hand.

        One set of queries for all of them.

        :return: the tickets that changed hands
        """
        tickets = self - self._by_hand()
        return tickets._give_by_rules(Desk(tickets)) if tickets else tickets

    @api.model
    def _route_unanswered(self, contract, engineers):
        """Route anew what sits unanswered with ``engineers``, or in the queue, of a contract.

        :return: the tickets that changed hands
        """
        waiting = self.search(
            [
                ("contract_id", "=", contract.id),
                *NEVER_ANSWERED,
                ("engineer_id", "in", [False, *engineers.ids]),
            ]
        )
        lock_rows(waiting)
        before = {ticket: ticket.engineer_id for ticket in waiting}
        moved = waiting._route()
        moved._say_moved(before, self.env._("who answers first has changed."))
        moved._tell_new_holders()
        return moved

    def _give_by_rules(self, desk, without=None, **facts):
        """Hand each ticket to whom ``desk`` chooses; those that changed hands.

        :param without: an engineer who is not asked
        :param facts: values of the rows that record it
        """
        chosen = defaultdict(self.browse)
        for ticket in self:
            choice = desk.choose(ticket, without)
            if ticket.engineer_id != choice.engineer or not ticket.holding_ids:
                chosen[choice] |= ticket
        moved = self.browse()
        for choice, tickets in chosen.items():
            moved |= tickets.filtered(lambda t, to=choice.engineer: t.engineer_id != to)
            tickets._hand_to(
                choice.engineer, choice.why, instead_of_id=choice.instead_of.id, **facts
            )
        return moved

    def _by_hand(self):
        """Those of these tickets that a person took, answered first or assigned."""
        rows = self.env["ecosire.support.ticket.holding"]._last_of(self)
        return rows.filtered(lambda row: row.engineer_id and row.why in BY_HAND).ticket_id
