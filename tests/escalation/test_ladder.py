"""Issue 5, the ladder as data: each step once per clock, highest alone after an outage."""

from psycopg2 import IntegrityError

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import at, utc
from .case import LadderCase

SUNDAY = "2026-11-28 22:00"  # Sunday 03:00 in Karachi


@tagged("post_install", "-at_install")
class TestLadder(LadderCase):
    def test_a_critical_ticket_that_nobody_takes_climbs(self):
        """DESIGN §9, question 10: Sunday 03:00 on Enterprise."""
        with at(SUNDAY):
            ticket = self.make_critical()
        self.minutes("2026-11-28 22:01", 20)
        told = self.told(ticket)
        self.assertEqual(told["Critical, nobody has it yet"], ["Amina Khan"])
        self.assertEqual(told["Critical, still nobody: the deputy"], ["Amina Khan", "Chaudhry Ali"])
        self.assertEqual(told["Critical, still nobody: the ECOSIRE account lead"], ["Bilal Raza"])
        self.assertIn("Critical, still nobody: on call", told)

    def test_the_next_instant_of_a_clock_is_its_next_step(self):
        with at(SUNDAY):
            ticket = self.make_critical()
        self.assertEqual(ticket.clock_id.next_tick_at, utc(SUNDAY))
        self.minute("2026-11-28 22:01")
        self.assertEqual(ticket.clock_id.next_tick_at, utc("2026-11-28 22:06"))

    def test_whoever_takes_it_stops_the_climb_and_the_repeats(self):
        with at(SUNDAY):
            ticket = self.make_critical()
        self.minutes("2026-11-28 22:01", 7)
        with at("2026-11-28 22:08"):
            self.by(ticket, self.deputy).take()
        self.minutes("2026-11-28 22:09", 40)
        self.assertEqual(
            self.said(ticket), ["Critical, nobody has it yet", "Critical, still nobody: the deputy"]
        )
        left = self.events(ticket).filtered(lambda e: not e.fired_at)
        self.assertEqual(set(left.mapped("reason")), {"taken"})

    def test_after_an_outage_only_the_highest_step_speaks(self):
        with at(SUNDAY):
            ticket = self.make_critical()
        self.minute("2026-11-29 00:30")
        said = self.events(ticket).filtered("fired_at")
        self.assertEqual(set(said.mapped("rule_id.percent")), {100})
        self.assertEqual(ticket.clock_id.breached_at, utc("2026-11-29 00:00"))

    def test_a_step_is_one_row_however_often_it_is_looked_at(self):
        with at(SUNDAY):
            ticket = self.make_critical()
        for _again in range(3):
            self.minute("2026-11-28 22:01")
        self.assertEqual(len(self.events(ticket)), 1)
        first = self.events(ticket).sudo()
        values = first._entry_values(first._to_core()[0])
        values |= {"ticket_id": ticket.id, "ladder": first.ladder}
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            first.create(values)

    def test_a_raise_says_nothing_twice(self):
        with at("2026-11-24 05:00"):
            ticket = self.make_ticket(impact="impaired", workaround="some")
        self.minute("2026-11-24 07:01")  # half of the four hours
        with at("2026-11-24 07:02"):
            self.by(ticket, self.engineer).set_severity("critical", "All shipping stands still")
        self.minutes("2026-11-24 07:03", 60)
        self.assertEqual(self.said(ticket).count("Half of the time is gone"), 1)

    def test_nothing_is_said_of_an_answered_ticket(self):
        with at(SUNDAY):
            ticket = self.make_critical()
        with at("2026-11-28 22:00:30"):
            self.by(ticket, self.engineer).engineer_reply("On it.")
        self.minutes("2026-11-28 22:01", 10)
        self.assertFalse(self.events(ticket))

    def test_nothing_is_told_of_what_was_answered_between_fact_and_notice(self):
        with at(SUNDAY):
            ticket = self.make_critical()
        self.tick("2026-11-28 22:01")
        before = self.notices(ticket)
        with at("2026-11-28 22:01:30"):
            self.by(ticket, self.engineer).engineer_reply("On it.")
        with at("2026-11-28 22:02"):
            self.env["ecosire.support.escalation.event"]._cron_tell()
        self.assertEqual(self.events(ticket).outcome, "settled")
        self.assertFalse(
            (self.notices(ticket) - before).filtered(lambda m: "Critical" in m.subject)
        )

    def test_nothing_is_said_of_a_cancelled_ticket(self):
        with at(SUNDAY):
            ticket = self.make_critical()
        self.tick("2026-11-28 22:01")
        with at("2026-11-28 22:01:30"):
            ticket.with_user(self.clerk).cancel("It was us")
        self.minutes("2026-11-28 22:02", 10)
        self.assertEqual(self.events(ticket).mapped("outcome"), ["settled"])

    def test_what_waited_to_be_told_is_told_as_the_highest_step_alone(self):
        with at(SUNDAY):
            ticket = self.make_critical()
        for moment in ("22:01", "22:07", "22:13"):
            self.tick(f"2026-11-28 {moment}")
        with at("2026-11-28 22:14"):
            self.env["ecosire.support.escalation.event"]._cron_tell()
        self.assertEqual(
            self.events(ticket).mapped("outcome"), ["superseded", "superseded", "told"]
        )

    def test_a_new_rule_does_not_reach_back_and_reaches_what_runs(self):
        with at(SUNDAY):
            ticket = self.make_critical()
        self.minute("2026-11-28 22:01")
        rules = self.env["ecosire.support.escalation.rule"].with_user(self.manager)
        with at("2026-11-28 22:05"):
            for name, percent in (("Past", 1), ("To come", 4.5)):
                rules.create({"name": name, "percent": percent, "to_lead": True})
        self.minutes("2026-11-28 22:05", 2)
        self.assertEqual(self.said(ticket), ["Critical, nobody has it yet", "To come"])

    def test_rows_cannot_be_changed(self):
        with at(SUNDAY):
            ticket = self.make_critical()
        self.minute("2026-11-28 22:01")
        with self.assertRaises(UserError):
            self.events(ticket).write({"name": "Another"})
        with self.assertRaises(UserError):
            self.events(ticket).unlink()


@tagged("post_install", "-at_install")
class TestRules(LadderCase):
    def make_rule(self, **values):
        rules = self.env["ecosire.support.escalation.rule"].with_user(self.manager)
        return rules.create({"name": "Mine", "to_lead": True, **values})

    def test_a_rule_without_anybody_is_refused_in_words(self):
        with self.assertRaisesRegex(ValidationError, "tells nobody"):
            self.make_rule(to_lead=False)

    def test_a_rule_without_a_way_is_refused_in_words(self):
        with self.assertRaisesRegex(ValidationError, "no way to tell"):
            self.make_rule(by_notice=False)
        with self.assertRaisesRegex(ValidationError, "cannot read"):
            self.make_rule(by_notice=False, by_activity=True)

    def test_a_rule_for_no_severity_is_refused_in_words(self):
        with self.assertRaisesRegex(ValidationError, "no severity"):
            self.make_rule(for_critical=False, for_high=False, for_medium=False, for_low=False)

    def test_quiet_hours_that_are_none_are_refused_in_words(self):
        with self.assertRaisesRegex(ValidationError, "cannot be kept"):
            self.make_rule(quiet_from=5, quiet_to=5)

    def test_percentage_nonsense_is_refused(self):
        for values in ({"percent": -1}, {"percent": 5000}, {"place": "after", "minutes": -5}):
            with (
                self.subTest(values),
                self.assertRaises(IntegrityError),
                mute_logger("odoo.sql_db"),
            ):
                self.make_rule(**values)
