"""A ticket changes hands: recorded with its reason, said on the thread, told to the next person."""

from markupsafe import Markup

from odoo import models
from odoo.exceptions import UserError

from ..common.guard import GROUP_LEAD
from ..common.row_lock import lock_rows
from .holding import ASSIGNED, HANDED

NOTE_LIMIT = 10_000


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    def assign(self, engineer_id, note=None):
        """Give the tickets to an engineer who has access to their contract and is not off.

        :param engineer_id: id of an ``ecosire.support.engineer``
        :param note: what the next person must know; ECOSIRE's people alone read it
        :raises UserError: in words, when one of the tickets cannot be given; then none is
        """
        self._guard(GROUP_LEAD)
        tickets = self.sudo()  # sudo: ticket - a lead may see them, checked above
        lock_rows(tickets)
        tickets._give_to(engineer_id, ASSIGNED, note)
        return True

    def hand_over(self, engineer_id, note):
        """Give one's own tickets to a colleague who has access to their contract and is not off.

        :param engineer_id: id of an ``ecosire.support.engineer``
        :param note: what the next person must know; ECOSIRE's people alone read it
        :raises UserError: in words, when one is with somebody else or cannot be given, or the
            note is missing; then none is given
        """
        me = self._acting_engineer()
        tickets = self.sudo()  # sudo: ticket - role and access checked by _acting_engineer
        lock_rows(tickets)
        for ticket in tickets:
            if not me or ticket.engineer_id != me:
                raise UserError(
                    self.env._(
                        "%s is not with you, so it is not yours to hand over. Take it first, or ask "
                        "your account lead.",
                        ticket.number,
                    )
                )
        if not (note or "").strip():
            raise UserError(self.env._("Please say what the next person must know."))
        tickets._give_to(engineer_id, HANDED, note)
        return True

    def _give_to(self, engineer_id, why, note):
        """Give these tickets, which are locked, to the engineer with this id, and tell him."""
        # sudo: engineer - only whether the engineer may have these tickets
        engineer = self.env["ecosire.support.engineer"].sudo().browse(engineer_id or []).exists()
        note = self._checked_note(note)
        self._check_assignable(engineer)
        self._hand_to(engineer, why, by_name=self.env.user.name, note=note)
        if engineer != self.env["ecosire.support.engineer"]._of_user():
            self._tell_new_holders(note)

    def _check_assignable(self, engineer):
        for contract in self.contract_id:
            if engineer not in contract.grant_ids._in_force().engineer_id:
                raise UserError(
                    self.env._(
                        "This engineer has no access to the tickets of %s. Choose one who has.",
                        contract.code,
                    )
                )
        if until := engineer and engineer._off_until():
            raise UserError(
                self.env._(
                    "%(name)s is %(off)s. Choose somebody who is there, or end the absence first.",
                    name=engineer.name,
                    off=engineer._off_text(until),
                )
            )
        if closed := self.filtered(lambda ticket: not ticket.is_open):
            raise UserError(
                self.env._(
                    "%s is not open any more, so nobody has to have it. Leave it out.",
                    ", ".join(closed.mapped("number")),
                )
            )

    def _checked_note(self, note):
        text = (note or "").strip()
        if len(text) > NOTE_LIMIT:
            raise UserError(
                self.env._(
                    "The hand-over note has %(length)s characters; %(limit)s fit. Shorten it, or "
                    "attach the long part to the ticket.",
                    length=len(text),
                    limit=f"{NOTE_LIMIT:,}",
                )
            )
        return text or False

    def _hand_to(self, engineer, why, **facts):
        """The one way in which a ticket changes hands: with its reason, in the record.

        :param engineer: who has these tickets from now on; empty: ECOSIRE's general queue
        :param why: one of ``holding.WHYS``
        :param facts: further values of the row that records it
        """
        # first the row that knows why: writing the holder finds it there and adds none
        self._record_holder(engineer, why=why, **facts)
        changed = self.filtered(lambda ticket: ticket.engineer_id != engineer)
        changed.write({"engineer_id": engineer.id})
        changed._happened("ticket.assigned", engineer=engineer.name or "")

    def _say_moved(self, before, because):
        """Say on each thread who has the ticket now, for both sides.

        :param before: the former holder of each ticket
        :param because: the end of the sentence, with its full stop
        """
        for ticket in self:
            if ticket.engineer_id == before[ticket]:
                continue
            text = (
                self.env._(
                    "With %(name)s now: %(because)s",
                    name=ticket.engineer_id.name,
                    because=because,
                )
                if ticket.engineer_id
                else self.env._("Back in ECOSIRE's queue: %s", because)
            )
            ticket._note_publicly(text)

    def _tell_new_holders(self, note=None):
        """Tell whoever has these tickets now, in one mail each for a contract."""
        for (contract, engineer), tickets in self.grouped(
            lambda ticket: (ticket.contract_id, ticket.engineer_id)
        ).items():
            if engineer:
                contract._tell_each(
                    engineer.user_id.partner_id,
                    lambda reader, _partner, tickets=tickets: tickets.with_env(
                        reader.env
                    )._as_handed(note),
                )

    def _as_handed(self, note):
        """Subject and body for the next person: what came, by when it is due, and the note."""
        subject = (
            self.env._("%s is with you now", self.number)
            if len(self) == 1
            else self.env._("%s tickets are with you now", len(self))
        )
        lines = [ticket._handed_line() for ticket in self.sorted("deadline")]
        body = Markup("<ul>%s</ul>") % Markup().join(lines)
        if note:
            body += Markup("<p>%s</p><blockquote>%s</blockquote>") % (
                self.env._("Hand-over note:"),
                Markup("<br/>").join(note.splitlines()),
            )
        return subject, body

    def _handed_line(self):
        return Markup("<li>%s. %s. %s</li>") % (
            self._as_vendor_link(),
            self.promise or "",
            self.with_whom or "",
        )
