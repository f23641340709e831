"""Next update by: on a critical ticket each word of ECOSIRE says when the next one comes.

The promise is kept by ECOSIRE's next public message, which makes the next promise, until the
ticket is done or waits for the client. An answer that names no time (a mail, Slack, a call) gets
the one from the settings, and says so.
"""

from datetime import UTC, timedelta

from markupsafe import Markup

from odoo import fields, models
from odoo.exceptions import UserError

from ...core.waiting import check_update_time, owes_update, update_verdict
from ..common.plain_number import plain_number
from ..ticket.ticket_engineer import _as_html

LATER = "ecosire_support_update_later"  # context: the promise is settled at the end of the action
SHIPPED, LONGEST = 120, 1440  # minutes


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    next_update_set_at = fields.Datetime(readonly=True, copy=False)
    next_update_by = fields.Datetime(
        readonly=True,
        copy=False,
        help="When ECOSIRE said that its next update comes; kept by its next message.",
    )
    next_update_missed_at = fields.Datetime(readonly=True, copy=False)
    next_update_ids = fields.One2many("ecosire.support.next.update", "ticket_id", readonly=True)

    _next_update_due = models.Index(
        "(next_update_by) WHERE next_update_by IS NOT NULL AND next_update_missed_at IS NULL"
    )

    # -- what keeps, makes and ends the promise

    def _answer(self, body, attachments, author=None, next_update=None, **mail_values):
        due = self._next_update_after_answer(next_update)
        if due:
            body = Markup(_as_html(body)) + self._next_update_line(due, bool(next_update))
        later = self.with_context(**{LATER: True})
        message = super(EcosireSupportTicket, later)._answer(
            body, attachments, author, **mail_values
        )
        self._keep_next_update(author or self.env.user.partner_id)
        if due:
            self._set_next_update(due, "" if next_update else self.env._("by the settings"))
        return message

    def _next_update_after_answer(self, chosen):
        """When the update after this answer is owed, naive UTC; None when none is."""
        state = "in_progress"  # what an answer makes of it
        if chosen is False or not owes_update(self.severity, state, answered=True):
            return None
        if not chosen:
            return self._next_update_default()
        return self._checked_next_update(chosen)

    def _checked_next_update(self, by):
        by = self._instant_of_call(by).replace(microsecond=0)
        longest = timedelta(minutes=self._next_update_longest())
        now = fields.Datetime.now()
        try:
            check_update_time(by.replace(tzinfo=UTC), now.replace(tzinfo=UTC), longest)
        except ValueError as error:
            raise UserError(
                self.env._(
                    "The next update has to come after now and within %(hours)s hours: choose "
                    "another time. Nothing was sent, your text is still here.",
                    hours=self._next_update_longest() // 60,
                )
            ) from error
        return by

    def _next_update_default(self):
        minutes = plain_number(self.env, "next_update_minutes", SHIPPED)
        return fields.Datetime.add(
            fields.Datetime.now(), minutes=min(minutes, self._next_update_longest())
        )

    def _next_update_longest(self):
        return plain_number(self.env, "next_update_longest_minutes", LONGEST, least=5)

    def _move(self, new, actor, **facts):
        result = super()._move(new, actor, **facts)
        self._settle_next_update()
        return result

    def _reopen(self, reason):
        # the new round has a clock of its own, which stands only at the end
        later = self.with_context(**{LATER: True})
        result = super(EcosireSupportTicket, later)._reopen(reason)
        self._settle_next_update()
        return result

    def _reclassify(self, code, reason):
        result = super()._reclassify(code, reason)
        self._settle_next_update()
        return result

    def _settle_next_update(self):
        """Promise an update where one is owed and none is promised; end what is owed no more."""
        if self.env.context.get(LATER):
            return
        owed = owes_update(self.severity, self.state, self._is_answered())
        if owed and not self.next_update_by:
            self._set_next_update(self._next_update_default(), self.env._("by the settings"))
        elif not owed and self.next_update_by:
            self._end_next_update()

    def _is_answered(self):
        """Whether ECOSIRE has answered in this round."""
        if self._live_clocks("first_response"):
            return False
        answers = self.clock_ids.filtered(lambda clock: clock.metric == "first_response")
        if answers:
            return bool(answers.sorted("round")[-1].met_at)
        return bool(self.next_update_ids)

    # -- its record

    def _set_next_update(self, due, reason=""):
        self.write(
            {
                "next_update_set_at": fields.Datetime.now(),
                "next_update_by": due,
                "next_update_missed_at": False,
            }
        )
        self._log_update("set", due, reason=reason)
        self._happened("ticket.next_update_set", by=due)

    def _keep_next_update(self, author):
        due, now = self.next_update_by, fields.Datetime.now()
        if due:
            verdict = update_verdict(due.replace(tzinfo=UTC), now.replace(tzinfo=UTC))
            self._log_update(verdict, due, actor=author.name)
            self._clear_next_update()

    def _end_next_update(self):
        self._log_update("ended", self.next_update_by)
        self._clear_next_update()

    def _clear_next_update(self):
        self.write(
            {
                "next_update_set_at": False,
                "next_update_by": False,
                "next_update_missed_at": False,
            }
        )

    def _log_update(self, kind, due, at=None, actor=None, reason=""):
        now = fields.Datetime.now()
        self.env["ecosire.support.next.update"].create(
            {
                "ticket_id": self.id,
                "kind": kind,
                "due_at": due,
                "at": at or now,
                "recorded_at": now,
                "actor_name": actor or self.env.user.name,
                "reason": reason or False,
            }
        )
