"""The later writer never overwrites silently: he is told what happened while he wrote.

A form carries the mark of what it showed. When the ticket is another one by now, the action is
refused once, in words, with everything kept; the page then carries the new mark, so that sending
again goes through.
"""

from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import UserError

from ...core import seen
from ...core.ticket_states import IN_PROGRESS, NEW
from ..ticket.ticket_promise import _duration

MINUTE = timedelta(minutes=1)
NAMED = 3  # so many happenings are told one by one


class ChangedMeanwhileError(UserError):
    """Somebody wrote or did something since the page was opened; sending again goes through."""

    http_status = 409


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    def _seen_mark(self):
        """A short text for what the caller sees now: the last message, state, holder, severity."""
        self.ensure_one()
        return str(self._seen_now())

    def _seen_now(self):
        return seen.Mark(
            message=self._spoken_messages(limit=1, order="id desc").id or 0,
            state=self.state,
            holder=self.engineer_id.id or 0,
            severity=self.severity or "",
        )

    def _check_seen(self, mark):
        """Refuse an action that builds on what the ticket no longer is.

        :param mark: what :meth:`_seen_mark` gave when the form was shown; empty: nothing is checked
        :raises ChangedMeanwhileError: in words: who did what, and how long ago
        """
        self.ensure_one()
        before = seen.read_mark(mark)
        happened = before and self._happened_since(before)
        if happened:
            raise ChangedMeanwhileError(
                self.env._(
                    "%s Nothing was sent: read what is new, then send again.", " ".join(happened)
                )
            )

    def _happened_since(self, before):
        """What others did since ``before``, in whole sentences."""
        now = self._seen_now()
        said = self._said_since(before) if now.message > before.message else []
        return [*said, *(self._change_in_words(fact) for fact in self._changes(before, now))]

    def _changes(self, before, now):
        """Facts that are others, but for what the caller himself did in another window."""
        me = self.env["ecosire.support.engineer"]._of_user().id
        mine = {seen.HOLDER} if now.holder == me else set()
        if (before.state, now.state) == (NEW, IN_PROGRESS):
            mine.add(seen.STATE)
        return [fact for fact in seen.changed(before, now) if fact not in mine]

    def _said_since(self, before):
        """Each message of somebody else since then: who wrote, and how long ago."""
        me = self.env.user.partner_id
        messages = self._spoken_messages([("id", ">", before.message)]).filtered(
            lambda one: one.author_id != me
        )
        told = [self._said_in_words(message) for message in messages[-NAMED:]]
        if len(messages) > NAMED:
            told.append(self.env._("%s messages came in all.", len(messages)))
        return told

    def _said_in_words(self, message):
        # sudo: res.partner - the name of whoever wrote a message that the engineer may read
        name = message.sudo().author_id.name or message.email_from or self.env._("Somebody")
        ago = fields.Datetime.now() - message.date
        answered = message.author_id in self._portal_engineer_partners()
        if ago < MINUTE:
            if answered:
                return self.env._("%s answered just now.", name)
            return self.env._("%s wrote just now.", name)
        span = _duration(self.env, ago)
        if answered:
            return self.env._("%(name)s answered %(span)s ago.", name=name, span=span)
        return self.env._("%(name)s wrote %(span)s ago.", name=name, span=span)

    def _change_in_words(self, fact):
        if fact == seen.HOLDER:
            if self.engineer_id:
                return self.env._("%s has the ticket now.", self.engineer_id.name)
            return self.env._("Nobody has the ticket any more.")
        if fact == seen.SEVERITY:
            return self.env._("The severity is “%s” now.", self._portal_label("severity"))
        return self.env._("The ticket is “%s” now.", self._portal_state_label())
