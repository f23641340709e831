"""Chase: the client asks how it stands. Whoever holds the ticket is told, then the ladder."""

from datetime import UTC, timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...core.waiting import ChaseRule
from ..common.guard import GROUP_USER
from ..common.notification import notification
from ..common.plain_number import plain_number
from ..common.row_meeting import meet_at_rows

TEXT_LIMIT = 10_000


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    chase_ids = fields.One2many("ecosire.support.chase", "ticket_id", readonly=True)
    chase_count = fields.Integer(compute="_compute_chases", store=True, string="Chased")
    chased_at = fields.Datetime(compute="_compute_chases", store=True, string="Last chased")

    @api.depends("chase_ids.at")
    def _compute_chases(self):
        for ticket in self:
            ticket.chase_count = len(ticket.chase_ids)
            ticket.chased_at = max(ticket.chase_ids.mapped("at"), default=False)

    def chase(self, text=""):
        """The client asks how it stands, and reads who has been told.

        :param text: what the client wants to add
        :return: what was done, in words
        :raises UserError: in words, when nobody can be chased for it now, or it was done just now
        """
        self._guard(GROUP_USER)
        self.ensure_one()
        ticket = self.sudo()  # sudo: ticket - the caller may see it, checked above
        return ticket._chase(self._chase_text(text))

    def action_chase(self):
        """The button: chase, and say who has been told."""
        return notification(self.chase(), title=self.env._("ECOSIRE has been asked"))

    def _chase_text(self, text):
        text = (text or "").strip() if isinstance(text, str | None) else ""
        if len(text) > TEXT_LIMIT:
            raise UserError(
                self.env._("Write it as a message: here fit %s characters.", f"{TEXT_LIMIT:,}")
            )
        return text

    def _chase(self, text):
        # two who press it at one instant: the second reads what the first has done
        meet_at_rows(self)
        self._check_chase()
        rule, now = self._chase_rule(), fields.Datetime.now()
        times = [at.replace(tzinfo=UTC) for at in (*self.chase_ids.mapped("at"), now)]
        word = self._last_word_of_vendor()
        climbs = rule.climbs(times, word and word.replace(tzinfo=UTC))
        self.env["ecosire.support.chase"].create(
            {
                "ticket_id": self.id,
                "at": now,
                "actor_name": self.env.user.name,
                "climbed": climbs,
            }
        )
        self._say_chased(text)
        self._happened("ticket.chased", by=self.env.user.name, text=text)
        if climbs:
            self._climb_now(self.env._("Chased %s times without an answer", self.chase_count))
        return self._chased_in_words(climbs)

    def _say_chased(self, text):
        """On the thread, in the client's name: the holder and ECOSIRE's mailbox are told by it."""
        line = self.env._("%s asks how it stands.", self.env.user.name)
        self.with_context(ecosire_support_kind="chased").message_post(
            body="\n\n".join(filter(None, (line, text))),
            subject=self.env._("Chased: %s", self.name),
            author_id=self.env.user.partner_id.id,
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )

    def _chase_rule(self):
        critical = self.severity == "critical"
        minutes = plain_number(
            self.env,
            "chase_minutes_critical" if critical else "chase_minutes",
            15 if critical else 60,
        )
        return ChaseRule(
            timedelta(minutes=minutes), plain_number(self.env, "chases_until_ladder", 2)
        )

    def _last_word_of_vendor(self):
        """When ECOSIRE last wrote something that the client reads; False when never."""
        ours = [("author_id", "in", self._vendor_voices().ids)]
        # what came along with a merged ticket is older than it stands
        return self._spoken_messages(ours, order="date desc, id desc", limit=1).date

    def _chase_waits(self):
        """Whether nobody of ECOSIRE has written since the client last asked how it stands."""
        if not self.chased_at:
            return False
        answered = self._last_word_of_vendor()
        return not answered or answered <= self.chased_at

    # -- when it is not the moment to chase

    def _check_chase(self):
        problem = self._why_no_chase()
        if problem:
            raise UserError(problem)

    def _why_no_chase(self):
        """Why nobody can be chased for the ticket now, and what to do instead; "" when one can."""
        if self.state in ("resolved", "closed"):
            return self.env._(
                "%s is finished, so there is nothing to chase. If it still does not work, use "
                "“Reopen”.",
                self.number,
            )
        if self.state == "cancelled":
            return self.env._(
                "%s was cancelled: ECOSIRE works on it no more. File a new ticket.", self.number
            )
        if self.state == "waiting_client":
            return self.env._(
                "ECOSIRE waits for you: answer the question on the ticket, and work goes on."
            )
        if self.extra_state == "waiting":
            return self.env._(
                "Your support manager has not decided about this extra ticket yet. Ask there: "
                "ECOSIRE does not work on it before."
            )
        again = self._chase_rule().again_at(
            at.replace(tzinfo=UTC) for at in self.chase_ids.mapped("at")
        )
        if again and again.replace(tzinfo=None) > fields.Datetime.now():
            last = self.chase_ids.sorted("at")[-1:]
            return self.env._(
                "%(name)s asked at %(at)s already, and ECOSIRE was told. The next time is "
                "possible from %(again)s. Is there something new? Write a message: it gets there "
                "at once.",
                name=last.actor_name,
                at=self._clock_time(last.at),
                again=self._clock_time(again.replace(tzinfo=None)),
            )
        return ""

    # -- in words

    def _chased_in_words(self, climbs):
        told = self.engineer_id.name or self.env._("ECOSIRE's support desk")
        lines = [self.env._("%s was told just now that you are waiting.", told)]
        if climbs:
            lines.append(
                self.env._("Because it was not the first time, the next one in line is told too.")
            )
        if self.reach_problem:
            lines.append(
                self.env._("But nobody at ECOSIRE can see it yet: %s.", self.reach_problem)
            )
        return " ".join(lines)

    def _chased_text(self):
        """``chased 2 times, last 14:20 your time``; "" when nobody has chased."""
        if not self.chase_count:
            return ""
        last = self._my_clock_time(self.chased_at)
        if self.chase_count == 1:
            return self.env._("chased once, %s", last)
        return self.env._(
            "chased %(count)s times, last %(last)s", count=self.chase_count, last=last
        )

    def _clock_time(self, instant):
        """``14:20`` in the reader's zone; with the day when it is another one."""
        zone = self._reader_zone()
        today = self._local(fields.Datetime.now(), zone).date()
        local = self._local(instant, zone)
        if local.date() == today:
            return local.strftime("%H:%M")
        return self._format_instant(instant.replace(tzinfo=UTC), zone)

    def _my_clock_time(self, instant):
        """``14:20 your time``: where nothing else around it says whose."""
        return self.env._("%s your time", self._clock_time(instant))
