"""Absences from an ``.ics`` file or address: first shown what would change, then entered as shown."""

import json
from datetime import UTC, datetime, timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...core import absence, calendar_import
from ...core.seen import mark_of
from ..common.guard import GROUP_ENGINEER
from ..common.row_meeting import meet_at_rows
from . import calendar_event
from .calendar_file import UnreadableCalendarError, read_calendar
from .fetched import fetch
from .ticket_seen import ChangedMeanwhileError

ACCEPT = "text/calendar, text/plain;q=0.5"
MOST_TEXT = 2_000_000  # characters that the form brings back


class EcosireSupportAbsence(models.Model):
    _inherit = "ecosire.support.absence"

    calendar_key = fields.Char(
        readonly=True,
        copy=False,
        help="The event of a calendar that it came from, so that the same file changes nothing.",
    )

    _calendar_key_once = models.UniqueIndex(
        "(engineer_id, calendar_key) WHERE calendar_key IS NOT NULL AND withdrawn_at IS NULL",
        "This event of the calendar is entered already.",
    )

    @api.model
    def _portal_look(self, engineer_id, content):
        """What importing a calendar file as an engineer's absences would change; nothing is changed.

        :param engineer_id: id of an ``ecosire.support.engineer``: oneself, or a lead's colleague
        :param content: the bytes of an ``.ics`` file
        :return: ``{"new", "changed", "withdrawn": [words], "same": count, "left": [words], "text"
            and "seen": what to hand to :meth:`_portal_import`}``
        :raises UserError: in words, when nothing of it can be read
        """
        self._guard(GROUP_ENGINEER)
        engineer = self._engineer_to_enter(engineer_id)
        now = fields.Datetime.now().replace(tzinfo=UTC)
        calendar = self._calendar_in(engineer, content, now)
        looked = self._look_at(engineer, calendar.events, now)
        left = [self._left_in_words(one) for one in calendar.left]
        return {**looked, "left": [*left, *looked["left"]]}

    @api.model
    def _portal_look_again(self, engineer_id, text):
        """What :meth:`_portal_look` has read, held against what stands now."""
        self._guard(GROUP_ENGINEER)
        engineer = self._engineer_to_enter(engineer_id)
        now = fields.Datetime.now().replace(tzinfo=UTC)
        return self._look_at(engineer, _events_from(self.env, text), now)

    @api.model
    def _portal_import(self, engineer_id, text, seen, with_titles=False):
        """Enter what :meth:`_portal_look` has shown, all of it or nothing; twice is once.

        :param text: as it was given then
        :param seen: as it was given then
        :param with_titles: keep the titles of the events as reasons, which ECOSIRE reads
        :return: how many were entered, moved and withdrawn
        :raises ChangedMeanwhileError: when it would change something else by now
        """
        self._guard(GROUP_ENGINEER)
        engineer = self._engineer_to_enter(engineer_id)
        # two that are entered in one moment must see each other
        meet_at_rows(engineer)
        now = fields.Datetime.now().replace(tzinfo=UTC)
        looked = self._look_at(engineer, _events_from(self.env, text), now)
        if seen != looked["seen"]:
            raise ChangedMeanwhileError(
                self.env._(
                    "Absences were entered or have begun while you looked. Nothing was imported: "
                    "this is what would change now."
                )
            )
        rows = self._rows_by_key(engineer)
        count = dict.fromkeys((calendar_import.NEW, calendar_import.CHANGED), 0)
        count[calendar_import.WITHDRAWN] = 0
        for verdict in looked["verdicts"]:
            if verdict.becomes in count:
                count[verdict.becomes] += 1
                self._take_over(engineer, verdict, rows.get(verdict.event.key), with_titles)
        return tuple(count.values())

    @api.model
    def _portal_fetch(self, url):
        """The bytes of the file at an address that an engineer has entered."""
        self._guard(GROUP_ENGINEER)
        return fetch(self.env, url, ACCEPT)

    # -- how it is done

    @api.model
    def _calendar_in(self, engineer, content, now):
        zone = engineer.user_id.tz or self.env["ecosire.support.ticket"]._reader_zone()
        until = now + absence.LONGEST + timedelta(days=1)
        try:
            return read_calendar(content, zone, now, until)
        except UnreadableCalendarError as error:
            if error.too_many:
                words = self.env._("More than 2,000 events do not fit: export fewer months.")
            else:
                words = self.env._(
                    "This is no calendar file (.ics), or it is damaged. Export the calendar anew."
                )
            raise UserError(words) from error

    @api.model
    def _look_at(self, engineer, events, now):
        known = {key: _span(row) for key, row in self._rows_by_key(engineer).items()}
        taken = engineer._absence_spans(now.replace(tzinfo=None))[engineer.id]
        verdicts = calendar_import.judge(events, known, taken, now)
        told = {sort: [] for sort in ("new", "changed", "withdrawn", "left")}
        for verdict in verdicts:
            if verdict.becomes != calendar_import.SAME:
                told[verdict.becomes].append(self._verdict_in_words(verdict))
        shown = [(v.event.key, v.becomes, v.event.start, v.event.end) for v in verdicts]
        return {
            **told,
            "same": sum(verdict.becomes == calendar_import.SAME for verdict in verdicts),
            "verdicts": verdicts,
            "text": _events_as_text(events),
            "seen": mark_of(engineer.id, shown),
        }

    @api.model
    def _rows_by_key(self, engineer):
        # sudo: absence - of an engineer for whom the caller may enter some, checked by the callers
        rows = self.sudo().search(
            [
                ("engineer_id", "=", engineer.id),
                ("calendar_key", "!=", False),
                ("withdrawn_at", "=", False),
            ]
        )
        return {row.calendar_key: row for row in rows}

    @api.model
    def _take_over(self, engineer, verdict, row, with_titles):
        """An absence is never rewritten: one that moves is withdrawn and entered anew."""
        event = verdict.event
        if row:
            row.withdrawn_at = fields.Datetime.now()
            row.flush_recordset()  # its key is free for the next one
        if verdict.becomes != calendar_import.WITHDRAWN:
            self._keep_absence(
                engineer,
                event.start.replace(tzinfo=None),
                event.end.replace(tzinfo=None),
                calendar_key=event.key,
                reason=event.title if with_titles and event.title else False,
                note=False,
            )

    # -- words

    @api.model
    def _verdict_in_words(self, verdict):
        event = verdict.event
        said = self._span_in_words(event.start, event.end)
        if event.title:
            said = self.env._("%(span)s: %(title)s", span=said, title=event.title)
        if verdict.becomes == calendar_import.CHANGED:
            was = self._span_in_words(*verdict.was)
            return self.env._("%(said)s (now %(was)s)", said=said, was=was)
        if verdict.becomes == calendar_import.LEFT:
            return f"{said} – {self._why_left(verdict.why)}"
        return said

    @api.model
    def _span_in_words(self, start, end):
        tickets = self.env["ecosire.support.ticket"]
        zone = tickets._reader_zone()
        return self.env._(
            "%(start)s – %(end)s",
            start=tickets._format_instant(start, zone),
            end=tickets._format_instant(end, zone),
        )

    @api.model
    def _left_in_words(self, left):
        words = self.env._("Line %(line)s", line=left.line)
        if left.title:
            words = self.env._("%(line)s: %(title)s", line=words, title=left.title)
        return f"{words} – {self._why_left(left.why)}"

    @api.model
    def _why_left(self, why):
        return {
            absence.ORDER: self.env._("it has no length"),
            absence.OVER: self.env._("it is over"),
            absence.LENGTH: self.env._("it is longer than a year"),
            absence.LONG_BEGUN: self.env._("it began more than a month ago"),
            absence.FAR: self.env._("it is more than a year ahead"),
            calendar_import.BEGUN: self.env._(
                "it has begun with other times already: end that absence by hand"
            ),
            calendar_import.TAKEN: self.env._("another absence stands at that time already"),
            calendar_event.NO_KEY: self.env._("it has no UID, so it could not be known again"),
            calendar_event.NO_TIME: self.env._("its times cannot be read"),
            calendar_event.NO_ZONE: self.env._("its time zone is not known here"),
            calendar_event.NO_RULE: self.env._(
                "it recurs by a rule that is not followed here: enter its dates by hand"
            ),
            calendar_event.TOO_LONG: self.env._(
                "reckoning the recurring events took too long: export fewer of them"
            ),
        }[why]


def _span(row):
    return row.date_from.replace(tzinfo=UTC), row.date_to.replace(tzinfo=UTC)


def _events_as_text(events):
    """The events for the form that follows; only what has been read, without the rest of the file."""
    return json.dumps(
        [
            [one.key, one.start.isoformat(), one.end.isoformat(), one.title, one.cancelled]
            for one in events
        ],
        ensure_ascii=False,
    )


def _events_from(env, text):
    """:raises UserError: for what :func:`_events_as_text` has not written"""
    try:
        if len(text) > MOST_TEXT:
            raise ValueError("text: too long")
        return [
            calendar_import.Event(
                str(key),
                datetime.fromisoformat(start).astimezone(UTC),
                datetime.fromisoformat(end).astimezone(UTC),
                str(title),
                bool(cancelled),
            )
            for key, start, end, title, cancelled in json.loads(text)
        ]
    except (ValueError, TypeError, OverflowError, RecursionError) as error:
        raise UserError(env._("What was shown got lost. Choose the file once more.")) from error
