"""Time worked on a ticket, logged by engineers and shown to the client.

Some topics include so many hours a ticket. Work beyond them is never refused here: both sides
are told, and the rest is quoted separately.
"""

from datetime import UTC

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...core import work_time
from ..common.guard import GROUP_LEAD
from ..common.row_meeting import meet_at_rows

TEXT_LIMIT = 1000


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    time_entry_ids = fields.One2many("ecosire.support.time.entry", "ticket_id", readonly=True)
    work_minutes = fields.Integer(
        string="Logged time (minutes)", compute="_compute_work_minutes", store=True
    )
    work_limit_minutes = fields.Integer(
        string="Included time (minutes)",
        readonly=True,
        copy=False,
        help="As it was promised when the ticket was filed. 0: no limit.",
    )
    over_limit = fields.Boolean(
        string="More than included",
        readonly=True,
        copy=False,
        help="The logged time is more than the plan includes for one ticket of this topic.",
    )

    @api.depends("time_entry_ids.counted_minutes")
    def _compute_work_minutes(self):
        for ticket in self:
            ticket.work_minutes = sum(ticket.time_entry_ids.mapped("counted_minutes"))

    def log_time(self, minutes, day, text):
        """The engineer who calls has worked on the ticket.

        :param minutes: a whole number, at most a day's
        :param day: a date, or ``2026-11-24``; in the engineer's own zone
        :param text: what was done; the client reads it
        :return: the id of the entry
        :raises UserError: in words, when something is missing or cannot be
        """
        engineer = self._acting_engineer()
        self.ensure_one()
        values = {
            "minutes": self._checked_minutes(minutes),
            "day": self._checked_work_day(day),
            "text": self._checked_work_text(text),
        }
        # sudo: ticket - role and access checked by _acting_engineer
        return self.sudo()._keep_time(engineer, values).id

    def void_time(self, entry_id, reason):
        """Take an entry back: it stays on record and counts no more.

        :raises UserError: for an entry of another ticket or of a colleague (a lead may), and for
            one that is taken back already
        """
        engineer = self._acting_engineer()
        self.ensure_one()
        reason = self._checked_work_text(reason)
        ticket = self.sudo()  # sudo: ticket - role and access checked by _acting_engineer
        meet_at_rows(ticket)
        entry = ticket._own_entries(engineer).filtered(lambda one: one.id == entry_id)
        if not entry:
            raise UserError(
                self.env._(
                    "This entry is not on %s, is not yours, or is taken back already. Reload the "
                    "page to see the entries.",
                    ticket.number,
                )
            )
        values = {"minutes": entry.minutes, "day": entry.day, "text": reason, "voids_id": entry.id}
        ticket._keep_time(engineer, values)
        return True

    # -- how it is done

    def _promise_time(self):
        """Keep what the topic includes now: a later change of it changes no promise."""
        self.ensure_one()
        self.work_limit_minutes = self.topic_id._limit_minutes()

    def _own_entries(self, engineer):
        """The entries that ``engineer`` may take back: the own ones, for a lead everybody's."""
        entries = self.time_entry_ids.filtered(lambda one: not one.voids_id | one.voided_by_ids)
        if self.env.user.has_group(GROUP_LEAD):
            return entries
        return entries.filtered(lambda one: one.engineer_id == engineer)

    def _keep_time(self, engineer, values):
        """Append an entry, and hold what is logged against what is included."""
        meet_at_rows(self)  # two entries at one instant may pass the limit only together
        entry = self.env["ecosire.support.time.entry"].create(
            {**values, "ticket_id": self.id, "engineer_id": engineer.id}
        )
        self._hold_against_limit()
        return entry

    def _hold_against_limit(self):
        """Tell both sides when more is logged than is included, and when that is so no more."""
        self.ensure_one()
        over = bool(self._spent().beyond)
        if over != self.over_limit:
            self.over_limit = over
            self._note_publicly(self._limit_passed() if over else self._limit_kept())

    def _spent(self):
        """Core's value: what is logged, and what the plan includes of it."""
        self.ensure_one()
        limit = self.work_limit_minutes if self._has_promise() else 0
        return work_time.Spent(max(self.work_minutes, 0), limit)

    @api.model
    def _checked_minutes(self, minutes):
        try:
            return work_time.check_minutes(minutes)
        except ValueError as error:
            raise UserError(
                self.env._(
                    "“%(minutes)s” is no time of one entry. Enter whole minutes from 1 to %(most)s.",
                    minutes=str(minutes)[:40],
                    most=work_time.DAY,
                )
            ) from error

    def _checked_work_day(self, day):
        try:
            kept = fields.Date.to_date(day)
        except (TypeError, ValueError):
            kept = None
        if not kept:
            raise UserError(
                self.env._("“%s” is not a day. Write it like 2026-11-24.", str(day or "")[:40])
            )
        zone = self._reader_zone()
        if kept > self._local(fields.Datetime.now(), zone).date():
            raise UserError(
                self.env._("%s has not come yet. Enter the day on which you worked.", kept)
            )
        # sudo: ticket - when what the engineer works on began
        this = self.sudo()
        begun = min(filter(None, (this.submitted_at, this.reported_at)))
        if kept < self._local(begun, zone).date():
            raise UserError(
                self.env._(
                    "On %(day)s there was no ticket yet: it was filed %(filed)s.",
                    day=kept,
                    filed=self._format_instant(begun.replace(tzinfo=UTC), zone),
                )
            )
        return kept

    @api.model
    def _checked_work_text(self, text):
        kept = " ".join(text.replace("\0", "").split()) if isinstance(text, str) else ""
        if not kept:
            raise UserError(self.env._("Please say what it was: the client reads it."))
        if len(kept) > TEXT_LIMIT:
            raise UserError(
                self.env._(
                    "That is longer than %s characters. Attach the long part to an answer.",
                    f"{TEXT_LIMIT:,}",
                )
            )
        return kept
