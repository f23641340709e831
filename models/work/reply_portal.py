"""The page on which account leads keep the canned replies, and engineers read them."""

import re
import unicodedata

from odoo import api, models
from odoo.exceptions import UserError

from ...core import reply_book
from ...core.seen import mark_of
from ..common.guard import GROUP_ENGINEER, GROUP_LEAD
from ..common.row_lock import lock_rows
from .ticket_seen import ChangedMeanwhileError

FIELDS = ("name", "topic", "body")


class EcosireSupportCannedReply(models.Model):
    _inherit = "ecosire.support.canned.reply"

    @api.model
    def _portal_replies(self):
        """The page: replies by name, what may be named in them, and the topics to choose from."""
        self._guard(GROUP_ENGINEER)
        topics = self.env["ecosire.support.topic"].search([("code", "!=", False)])
        return {
            "rows": [reply._portal_row() for reply in self.search([("active", "=", True)])],
            "placeholders": [
                (name, self.env._(words)) for name, words in reply_book.PLACEHOLDERS.items()
            ],
            "topics": [(topic.code, topic.name) for topic in topics],
        }

    def _portal_row(self):
        self.ensure_one()
        return {
            "id": self.id,
            "code": self.code,
            "name": self.name,
            "topic": self.topic_id.code or "",
            "topic_name": self.topic_id.name or "",
            "body": self.body,
            "seen": self._seen_reply(),
        }

    def _seen_reply(self):
        """A short text that is another one as soon as somebody has changed the reply."""
        return mark_of(self._as_core(), self.active)

    def _portal_save(self, typed):
        """Save what was typed: over this reply, or as a new one where ``self`` is empty.

        :param typed: texts ``code`` (of a new one; made from the name when empty), ``name``,
            ``topic``, ``body``, ``seen``
        :return: the reply
        :raises ChangedMeanwhileError: when somebody else has changed it since it was opened
        :raises UserError: in words, for what a reply cannot be
        """
        self._guard(GROUP_LEAD)
        code = self.code if self else typed["code"].strip() or _code_from(typed["name"])
        if self:
            self._check_unchanged(typed["seen"])
        else:
            self._check_new(code)
        return self.browse(self.save_reply(code, *(typed[name] for name in FIELDS)))

    def _check_unchanged(self, seen):
        lock_rows(self.sudo())  # sudo: canned.reply - the role is checked by the caller
        if seen != self._seen_reply():
            raise ChangedMeanwhileError(
                self.env._(
                    "Somebody changed this reply while you wrote. Nothing was saved: compare with "
                    "the present text below, then save again."
                )
            )

    def _check_new(self, code):
        known = self.search([("code", "=", code.lower())])
        if known:
            raise UserError(
                self.env._(
                    "The code “%(code)s” is that of “%(name)s”. Change that reply, or choose "
                    "another code.",
                    code=known.code,
                    name=known.name,
                )
            )


def _code_from(name):
    """A code made from the letters of a name, as far as they are Latin."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    limit = reply_book.LIMITS["code"]
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:limit].strip("-")
