"""Canned replies from a file or an address: first shown what would change, then saved as shown."""

from odoo import api, models
from odoo.exceptions import UserError

from ...core import reply_book, reply_file
from ...core.seen import mark_of
from ..common.guard import GROUP_ENGINEER, GROUP_LEAD
from .fetched import fetch
from .ticket_seen import ChangedMeanwhileError

ACCEPT = "application/json, text/csv, text/plain;q=0.5"


class EcosireSupportCannedReply(models.Model):
    _inherit = "ecosire.support.canned.reply"

    @api.model
    def _portal_export(self):
        """All replies as a file that another client's database can import."""
        self._guard(GROUP_ENGINEER)
        return reply_file.write_book(reply._as_core() for reply in self.search([]))

    @api.model
    def _portal_look(self, content):
        """What importing ``content`` would change; nothing is changed.

        :param content: the bytes of a file
        :return: ``{"new": [reply], "changed": [(reply, was)], "same": count, "text": what to hand
            to :meth:`_portal_import`, "seen": a mark of what stands now}``
        :raises UserError: in words with line numbers, all at once
        """
        self._guard(GROUP_LEAD)
        book = reply_file.read_book(content, self._topics_by_code())
        if book.faults:
            raise UserError("\n".join(self._fault_in_words(fault) for fault in book.faults))
        known = self._known_by_code(book.replies)
        changes = reply_book.compare(known, book.replies)
        return {
            "new": changes.new,
            "changed": [(reply, known[reply.code]) for reply in changes.changed],
            "same": len(changes.same),
            "text": reply_file.write_book(book.replies),
            "seen": mark_of(sorted((reply.code, reply) for reply in known.values())),
        }

    @api.model
    def _portal_import(self, text, seen):
        """Save the replies that :meth:`_portal_look` has shown, all of them or none.

        Doing it twice changes nothing the second time.

        :param text: as it was given then
        :param seen: as it was given then
        :return: how many are new, and how many changed
        :raises ChangedMeanwhileError: when one of them is another one now than was shown
        """
        looked = self._portal_look(text.encode())
        if seen != looked["seen"]:
            raise ChangedMeanwhileError(
                self.env._(
                    "Somebody changed replies while you looked. Nothing was imported: this is what "
                    "would change now."
                )
            )
        replies = [*looked["new"], *(reply for reply, _was in looked["changed"])]
        self._keep_all(replies, self._topics_by_code())
        return len(looked["new"]), len(looked["changed"])

    @api.model
    def _portal_fetch(self, url):
        """The bytes of the file at an address that the account lead has entered."""
        self._guard(GROUP_LEAD)
        return fetch(self.env, url, ACCEPT)

    @api.model
    def _known_by_code(self, replies):
        rows = self.search([("code", "in", [reply.code for reply in replies])])
        return {row.code: row._as_core() for row in rows}
