"""Notes that engineers leave for each other: no answer, no mail, no clock, no connection.

They are hidden from the client's users, not from whoever owns the database: the form says so.
"""

from odoo import api, models
from odoo.exceptions import UserError

NOTE_LIMIT = 20_000


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    def note_for_ecosire(self, text):
        """Leave a note that the client's users do not see; it stops no clock.

        :param text: plain text
        :return: the id of the note
        :raises UserError: in words, when it is empty or too long
        """
        engineer = self._acting_engineer()
        self.ensure_one()
        text = self._checked_ecosire_note(text)
        # sudo: ticket.note - nobody may write one directly; role and access are checked above
        notes = self.env["ecosire.support.ticket.note"].sudo()
        return notes.create(
            {
                "ticket_id": self.id,
                "author_id": engineer.id,
                "author_name": engineer.name or self.env.user.name,
                "text": text,
            }
        ).id

    def _notes_page(self, merged):
        """ECOSIRE's notes on the ticket and on those merged into it, oldest first.

        :param merged: what :meth:`_merged_tickets` gives
        :return: ``[{"id", "author", "when", "text", "mine", "from"}]``; ``from``: the number of
            the merged ticket on which it was written, or empty
        """
        self.ensure_one()
        places = self | merged
        notes = self.env["ecosire.support.ticket.note"].search(
            [("ticket_id", "in", places.ids)], order="at, id"
        )
        return [
            {
                "id": note.id,
                "author": note.author_name,
                "when": self._both_zones(note.at),
                "text": note.text,
                # sudo: engineer - only whether it is the one who reads
                "mine": note.sudo().author_id.user_id == self.env.user,
                "from": "" if note.ticket_id == self else note.ticket_id.number,
            }
            for note in notes
        ]

    @api.model
    def _checked_ecosire_note(self, text):
        kept = text.replace("\0", "").strip() if isinstance(text, str) else ""
        if not kept:
            raise UserError(self.env._("The note is empty: please write something."))
        if len(kept) > NOTE_LIMIT:
            raise UserError(
                self.env._(
                    "The note has %(length)s characters; %(limit)s fit. Shorten it: nothing was "
                    "kept.",
                    length=f"{len(kept):,}",
                    limit=f"{NOTE_LIMIT:,}",
                )
            )
        return kept
