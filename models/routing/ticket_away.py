"""Tickets whose holder cannot answer: off, or without access any more. They move on, in words."""

from datetime import timedelta

from markupsafe import Markup

from odoo import api, fields, models
from odoo.tools import SQL

from ..common.owing import OWING
from ..common.row_lock import lock_rows
from .desk import Desk
from .ticket_route import NEVER_ANSWERED

BATCH = 200
PATIENCE = timedelta(days=1)  # so long a client's word without a deadline waits for who is off


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    @api.model
    def _stand_in_for(self, engineer, note=None):
        """Move on what waits for an answer of ``engineer``, who is off, and cannot wait so long.

        :param note: what whoever stands in must know
        :return: the tickets that changed hands
        """
        waiting = self.search([*NEVER_ANSWERED, ("engineer_id", "=", engineer.id)])
        return waiting._pass_on(engineer._off_until(), note)

    def _pass_on(self, until, note=None):
        """Move on those of these tickets, all of one holder, that he is not back in time for.

        :param until: when he is back (naive UTC)
        """
        lock_rows(self)
        engineer, desk = self.engineer_id, Desk(self)
        leaving = self.filtered(lambda ticket: not desk.stays(ticket, engineer))
        return leaving._move_on(desk, self._off_sentence(engineer, until), note)

    @api.model
    def _off_sentence(self, engineer, until):
        return self.env._(
            "%(name)s is %(off)s.", name=engineer.name, off=engineer._off_text_for_all(until)
        )

    def _move_on(self, desk, because, note=None):
        """Hand these tickets of one holder to whom else the rules choose, in words, by hand or not."""
        by_hand, holder = self._by_hand(), self.engineer_id
        before = {ticket: ticket.engineer_id for ticket in self}
        noted = {"note": note, "by_name": holder.name} if note else {}
        moved = self._give_by_rules(desk, without=holder, **noted)
        moved._say_moved(before, because)
        moved._tell_new_holders(note)
        moved._tell_leads_moved(by_hand, because)
        return moved

    def _release(self, engineer):
        """Open tickets of an engineer who leaves go to whoever is next, in words."""
        tickets = self.search([("engineer_id", "=", engineer.id), ("is_open", "=", True)])
        return tickets._leave(engineer)

    def _leave(self, engineer):
        lock_rows(self)
        because = self.env._("%s no longer has access.", engineer.name)
        return self._move_on(Desk(self), because) if self else self

    @api.model
    def _route_away_from_strangers(self):
        """Move on what is with somebody whose access to its contract has ended by its date."""
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """SELECT ticket.id FROM ecosire_support_ticket AS ticket
                    WHERE ticket.is_open AND ticket.engineer_id IS NOT NULL AND NOT EXISTS (
                          SELECT 1 FROM ecosire_support_grant AS given
                           WHERE given.engineer_id = ticket.engineer_id
                             AND given.contract_id = ticket.contract_id
                             AND given.revoked_at IS NULL
                             AND given.date_from <= %(now)s AND given.date_to > %(now)s)
                    ORDER BY ticket.id LIMIT %(limit)s
                      FOR NO KEY UPDATE OF ticket SKIP LOCKED""",
                now=fields.Datetime.now(),
                limit=BATCH,
            )
        )
        tickets = self.browse([ticket_id for (ticket_id,) in rows])
        for engineer, theirs in tickets.grouped("engineer_id").items():
            theirs._leave(engineer)
        return tickets

    # -- the client writes while the holder is off

    def _reopen(self, reason):
        result = super()._reopen(reason)
        self._pass_on_if_gone()
        return result

    def _on_client_message(self, message):
        result = super()._on_client_message(message)
        self._pass_on_if_gone()
        return result

    def _pass_on_if_gone(self):
        """A word of the client's must not lie with who is off, or has no access any more."""
        engineer = self.engineer_id
        if not engineer or not self.is_open:
            return
        if engineer not in self.contract_id._serving_engineers():
            self._leave(engineer)
        elif until := engineer._off_until():
            if self.sla_state in OWING:
                self._pass_on(until)
            elif until - fields.Datetime.now() > PATIENCE:
                lock_rows(self)
                self._move_on(Desk(self), self._off_sentence(engineer, until))

    # -- who is told

    def _tell_leads_moved(self, by_hand, because):
        """Tell the account leads which tickets moved, and which of those had been given by hand."""
        for contract, tickets in self.grouped("contract_id").items():
            contract._tell_each(
                contract._leads().partner_id,
                lambda reader, _partner, tickets=tickets: tickets.with_env(reader.env)._as_moved(
                    by_hand, because
                ),
            )

    def _as_vendor_link(self):
        """Number and title, leading to the page of ECOSIRE's people."""
        return Markup('<a href="%s">%s</a> %s') % (self._vendor_page(), self.number, self.name)

    def _as_moved(self, by_hand, because):
        lines = []
        for ticket in self.sorted("deadline"):
            now = ticket.engineer_id.name or self.env._("ECOSIRE's queue")
            hand = self.env._(" (it had been given by hand)") if ticket in by_hand else ""
            lines.append(Markup("<li>%s: %s%s</li>") % (ticket._as_vendor_link(), now, hand))
        subject = (
            self.env._("%s moved on", self.number)
            if len(self) == 1
            else self.env._("%s tickets moved on", len(self))
        )
        return subject, Markup("<p>%s</p><ul>%s</ul>") % (because, Markup().join(lines))

    @api.model
    def _tell_who_is_back(self, row):
        """Tell an engineer who is back which of the tickets have moved on, and to whom."""
        holdings = self.env["ecosire.support.ticket.holding"]
        left = holdings.search(
            [("engineer_id", "=", row.engineer_id.id), ("at", "<=", row.date_to)]
        ).ticket_id.filtered("is_open")
        gone = left.filtered(lambda ticket: ticket._left_during(row))
        for contract, tickets in gone.grouped("contract_id").items():
            contract._tell_each(
                row.engineer_id.user_id.partner_id,
                lambda reader, _partner, tickets=tickets: tickets.with_env(reader.env)._as_back(),
            )

    def _left_during(self, row):
        """Whether this ticket moved on from the engineer of ``row`` while he was off."""
        engineer, before = row.engineer_id, None
        for step in self.holding_ids.sorted("sequence"):
            if before == engineer != step.engineer_id and row.date_from <= step.at < row.date_to:
                return self.engineer_id != engineer
            before = step.engineer_id
        return False

    def _as_back(self):
        lines = [
            Markup("<li>%s: %s</li>")
            % (ticket._as_vendor_link(), ticket.engineer_id.name or self.env._("in the queue"))
            for ticket in self.sorted("number")
        ]
        return (
            self.env._("You are back. Tickets that moved on: %s", len(self)),
            Markup("<p>%s</p><ul>%s</ul>")
            % (
                self.env._(
                    "They stay where they are. Take one back on its page, after a word with whoever "
                    "has it."
                ),
                Markup().join(lines),
            ),
        )
