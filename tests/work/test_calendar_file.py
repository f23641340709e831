"""Calendar files of many programs, and of whoever means ill: read without end is read never."""

import time
from datetime import UTC, datetime, timedelta

from odoo.tests import BaseCase, tagged

from odoo.addons.ecosire_support.models.work.calendar_file import (
    MOST_EVENTS,
    UnreadableCalendarError,
    read_calendar,
)

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
ZONE = "Asia/Karachi"


def calendar(*events):
    body = "".join(f"BEGIN:VEVENT\n{event.strip()}\nEND:VEVENT\n" for event in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{body}END:VCALENDAR\n".encode()


def utc(day, hour, minute=0, month=12, year=2026):
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


@tagged("post_install", "-at_install")
class TestCalendarFile(BaseCase):
    def parse(self, content):
        until = NOW + timedelta(days=367)
        return read_calendar(content, ZONE, NOW - timedelta(days=31), until)

    def spans(self, *events):
        found = self.parse(calendar(*events))
        self.assertFalse(found.left)
        return [(event.start, event.end) for event in found.events]

    def why(self, event):
        [left] = self.parse(calendar(event)).left
        return left.why

    def test_whole_days_are_days_of_the_engineers_zone(self):
        event = (
            "UID:a\nSUMMARY:Eid\n holidays\nDTSTART;VALUE=DATE:20261224\nDTEND;VALUE=DATE:20261227"
        )
        self.assertEqual(self.spans(event), [(utc(23, 19), utc(26, 19))])
        self.assertEqual(
            self.spans("UID:a\nDTSTART;VALUE=DATE:20261224"), [(utc(23, 19), utc(24, 19))]
        )

    def test_times_of_every_kind(self):
        for start, begin in (
            ("DTSTART:20261201T090000Z", utc(1, 9)),
            ("DTSTART:20261201T090000", utc(1, 4)),  # the engineer's own zone
            ("DTSTART;TZID=Europe/Amsterdam:20261201T090000", utc(1, 8)),
            ("DTSTART;TZID=W. Europe Standard Time:20261201T090000", utc(1, 8)),
            ("DTSTART;TZID=/citadel.org/20210210_1/Europe/Berlin:20261201T090000", utc(1, 8)),
        ):
            with self.subTest(start):
                self.assertEqual(
                    self.spans(f"UID:a\n{start}\nDURATION:PT2H"),
                    [(begin, begin + timedelta(hours=2))],
                )

    def test_an_end_in_another_zone_and_seconds(self):
        event = (
            "UID:a\nDTSTART;TZID=Europe/Amsterdam:20261201T090030\n"
            "DTEND;TZID=Asia/Karachi:20261201T150000"
        )
        self.assertEqual(self.spans(event), [(utc(1, 8), utc(1, 10))])

    def test_the_files_own_rules_of_a_zone_are_not_reckoned_with(self):
        """A zone block may be wrong, or made to be reckoned for ever."""
        block = (
            "BEGIN:VTIMEZONE\nTZID:Europe/Amsterdam\nBEGIN:STANDARD\nDTSTART:19700101T000000\n"
            "RRULE:FREQ=SECONDLY\nTZOFFSETFROM:+0900\nTZOFFSETTO:+0900\nEND:STANDARD\n"
            "END:VTIMEZONE\n"
        )
        event = "UID:a\nDTSTART;TZID=Europe/Amsterdam:20261201T090000\nDURATION:PT1H\nRRULE:x"
        content = calendar(event).replace(b"BEGIN:VEVENT", block.encode() + b"BEGIN:VEVENT", 1)
        [left] = self.parse(content).left
        self.assertEqual((left.line, left.why), (12, "rule"), "lines are those of the file")
        content = content.replace(b"\nRRULE:x", b"")
        self.assertEqual([one.start for one in self.parse(content).events], [utc(1, 8)])

    def test_a_recurring_event_over_the_change_of_clocks(self):
        """Nine in the morning stays nine in the morning."""
        event = (
            "UID:a\nDTSTART;TZID=Europe/Amsterdam:20270320T090000\nDURATION:PT1H\n"
            "RRULE:FREQ=WEEKLY;COUNT=3"
        )
        starts = [start for start, _end in self.spans(event)]
        self.assertEqual(
            starts,
            [
                utc(20, 8, month=3, year=2027),
                utc(27, 8, month=3, year=2027),
                utc(3, 7, month=4, year=2027),
            ],
        )

    def test_dates_taken_out_added_moved_and_cancelled(self):
        series = (
            "UID:a\nDTSTART;TZID=Europe/Amsterdam:20261201T090000\nDURATION:PT1H\n"
            "RRULE:FREQ=WEEKLY;UNTIL=20261222T080000Z\n"
            "EXDATE;TZID=Europe/Amsterdam:20261208T090000\n"
            "RDATE;TZID=Europe/Amsterdam:20261209T090000"
        )
        moved = (
            "UID:a\nRECURRENCE-ID;TZID=Europe/Amsterdam:20261215T090000\n"
            "DTSTART;TZID=Europe/Amsterdam:20261216T100000\nDURATION:PT1H"
        )
        off = (
            "UID:a\nRECURRENCE-ID;TZID=Europe/Amsterdam:20261222T090000\nSTATUS:CANCELLED\n"
            "DTSTART;TZID=Europe/Amsterdam:20261222T090000\nDURATION:PT1H"
        )
        events = self.parse(calendar(series, moved, off)).events
        self.assertEqual(
            sorted((event.start.day, event.key, event.cancelled) for event in events),
            [
                (1, "a/20261201T0900", False),
                (9, "a/20261209T0900", False),
                (16, "a/20261215T0900", False),
                (22, "a/20261222T0900", True),
            ],
        )

    def test_a_recurring_event_without_end_ends_with_the_year(self):
        event = "UID:a\nDTSTART;VALUE=DATE:20200106\nRRULE:FREQ=WEEKLY;BYDAY=FR"
        spans = self.spans(event)
        self.assertGreater(len(spans), 50)
        self.assertLess(len(spans), 60)
        self.assertGreater(spans[0][1], NOW - timedelta(days=32))

    def test_why_an_event_says_nothing(self):
        for event, why in (
            ("DTSTART:20261201T090000Z", "uid"),
            ("UID:a", "time"),
            ("UID:a\nDTSTART:yesterday", "time"),
            ("UID:a\nDTSTART:99999999T990000Z", "time"),
            ("UID:a\nDTSTART;VALUE=DATE:20261201\nDTEND:20261202T100000Z", "time"),
            ("UID:a\nDTSTART;TZID=Middle Earth:20261201T090000\nDURATION:PT1H", "zone"),
            ("UID:a\nDTSTART:20261201T090000Z\nRRULE:FREQ=SECONDLY", "rule"),
            ("UID:a\nDTSTART:20261201T090000Z\nRRULE:FREQ=DAILY;INTERVAL=0", "rule"),
            ("UID:a\nDTSTART:20261201T090000Z\nRRULE:FREQ=DAILY;BYSETPOS=366", "rule"),
            ("UID:a\nDTSTART:20261201T090000Z\nRRULE:FREQ=DAILY;BYHOUR=9", "rule"),
            ("UID:a\nDTSTART:19010101T090000Z\nRRULE:FREQ=DAILY", "rule"),
            ("UID:a\nDTSTART:20261201T090000Z\nRRULE:FREQ=WEEKLY;BYDAY=XX", "rule"),
            ("UID:a\nDTSTART:20261201T090000Z\nRRULE:FREQ=DAILY;UNTIL=x", "rule"),
        ):
            with self.subTest(event):
                self.assertEqual(self.why(event), why)

    def test_what_keeps_one_event_out_keeps_out_no_other(self):
        found = self.parse(
            calendar(
                "UID:a\nDTSTART:x", "UID:b\nSUMMARY:B\nDTSTART:20261201T090000Z\nDURATION:PT1H"
            )
        )
        self.assertEqual([event.key for event in found.events], ["b"])
        self.assertEqual([left.line for left in found.left], [3])

    def test_what_is_no_calendar(self):
        for content in (
            b"",
            b"hello",
            b"\xff\xfe\x00",
            b"BEGIN:VCARD\nFN:x\nEND:VCARD\n",
            b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n",
            calendar("UID:a").replace(b"END:VEVENT", b"END:VTODO"),
            b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\n" * 1000,
        ):
            with self.subTest(content[:40]), self.assertRaises(UnreadableCalendarError):
                self.parse(content)

    def test_too_many_events(self):
        with self.assertRaises(UnreadableCalendarError) as caught:
            self.parse(calendar(*["UID:a"] * (MOST_EVENTS + 1)))
        self.assertTrue(caught.exception.too_many)

    def test_rules_that_find_no_date_are_given_up_in_time(self):
        rule = "DTSTART:20261201T090000Z\nRRULE:FREQ=DAILY;INTERVAL=7;BYDAY=MO"
        began = time.monotonic()
        found = self.parse(calendar(*[f"UID:{number}\n{rule}" for number in range(300)]))
        self.assertLess(time.monotonic() - began, 20)
        self.assertEqual(len(found.events) + len(found.left), 300)
        self.assertIn("budget", {left.why for left in found.left})
