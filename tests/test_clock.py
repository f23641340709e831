"""DESIGN, the SLA clock: what starts, moves and stops it, on a ticket of the Standard plan."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import SupportCase, at, utc


@tagged("post_install", "-at_install")
class TestClock(SupportCase):
    def test_starts_at_submission_inside_service_hours(self):
        with at("2026-11-24 10:00"):  # Tuesday 15:00 in Karachi
            ticket = self.make_critical()
        self.assertEqual(ticket.severity, "critical")
        self.assertEqual(ticket.deadline, utc("2026-11-24 14:00"))

    def test_starts_at_the_next_opening_outside_service_hours(self):
        with at("2026-11-24 20:00"):  # Wednesday 01:00 in Karachi; opens at 08:00
            ticket = self.make_critical()
        self.assertEqual(ticket.clock_id.clock_start, utc("2026-11-25 03:00"))
        self.assertEqual(ticket.deadline, utc("2026-11-25 07:00"))

    def test_clock_hours_run_on_after_closing(self):
        with at("2026-11-28 16:30"):  # Saturday 21:30 in Karachi, half an hour before closing
            ticket = self.make_critical()
        self.assertEqual(ticket.deadline, utc("2026-11-28 20:30"))

    def test_business_day_is_monday_for_a_saturday(self):
        with at("2026-11-28 05:00"):  # Saturday 10:00 in Karachi
            ticket = self.make_ticket(impact="impaired", workaround="everyone")
        self.assertEqual(ticket.severity, "medium")
        self.assertEqual(ticket.deadline, utc("2026-11-30 05:00"))

    def test_an_engineers_answer_stops_it(self):
        with at("2026-11-24 10:00"):
            ticket = self.make_critical()
        with at("2026-11-24 10:03"):
            self.by(ticket, self.engineer).engineer_reply("We look into it.")
        self.assertEqual(ticket.sla_state, "met")
        self.assertEqual(ticket.answered_at, utc("2026-11-24 10:03"))
        self.assertEqual(ticket.engineer_id, self.engineer)

    def test_an_answer_in_the_second_of_the_deadline_is_in_time(self):
        with at("2026-11-24 10:00"):
            ticket = self.make_critical()
        with at("2026-11-24 14:00"):
            self.tick()
            self.by(ticket, self.engineer).engineer_reply("Just in time.")
        self.assertEqual(ticket.sla_state, "met")

    def test_the_clients_own_words_do_not_stop_it(self):
        with at("2026-11-24 10:00"):
            ticket = self.make_critical()
            self.say(ticket, "Anybody?")
        self.assertEqual(ticket.sla_state, "running")

    def test_a_breach_is_recorded_at_the_deadline_however_late_the_sweep(self):
        with at("2026-11-24 10:00"):
            ticket = self.make_critical()
        self.tick("2026-11-25 09:17")
        self.assertEqual(ticket.clock_id.breached_at, utc("2026-11-24 14:00"))
        self.assertEqual(ticket.sla_state, "overdue")

    def test_a_breach_is_one_fact_however_many_sweeps(self):
        with at("2026-11-24 10:00"):
            ticket = self.make_critical()
        for moment in ("2026-11-24 14:01", "2026-11-24 14:02", "2026-11-26 10:00"):
            self.tick(moment)
        kinds = ticket.clock_id.event_ids.mapped("kind")
        self.assertEqual(kinds.count("breached"), 1)

    def test_a_late_answer_records_the_breach_first_and_how_late(self):
        with at("2026-11-24 10:00"):
            ticket = self.make_critical()
        with at("2026-11-24 14:47"):  # no sweep ran in between
            self.by(ticket, self.engineer).engineer_reply("Sorry.")
        clock = ticket.clock_id
        self.assertEqual(clock.breached_at, utc("2026-11-24 14:00"))
        self.assertEqual(clock.late_seconds, 47 * 60)
        self.assertEqual(ticket.sla_state, "late")
        self.assertIn("47 min", ticket.with_user(self.manager).promise)

    def test_included_plan_is_an_aim(self):
        company, _contract = self.make_company("Small", "ecosire_support.plan_included")
        user = self.make_staff("small_clerk", company=company)
        with at("2026-11-24 10:00"):
            ticket = self.make_ticket(
                user, topic_id=self.env.ref("ecosire_support.topic_module_defect").id
            )
            self.assertIn("aimed", ticket.promise)
        self.tick("2026-11-26 10:00")
        with at("2026-11-26 10:00"):
            self.env.invalidate_all()
            self.assertIn("Later than aimed", ticket.promise)

    def test_a_raise_keeps_the_earlier_deadline(self):
        with at("2026-11-24 05:00"):
            ticket = self.make_ticket(impact="impaired", workaround="some")
        self.assertEqual(ticket.deadline, utc("2026-11-24 13:00"))
        with at("2026-11-24 06:00"):
            self.by(ticket, self.engineer).set_severity("critical", "All shipping stands still")
        self.assertEqual(ticket.deadline, utc("2026-11-24 10:00"))
        with at("2026-11-24 05:00"):
            other = self.make_ticket(impact="impaired", workaround="some")
        with at("2026-11-24 12:00"):
            self.by(other, self.engineer).set_severity("critical", "All shipping stands still")
        self.assertEqual(other.deadline, utc("2026-11-24 13:00"))

    def test_a_lowering_is_reckoned_from_submission_and_unmakes_no_breach(self):
        with at("2026-11-24 05:00"):
            ticket = self.make_critical()
            late = self.make_critical()
        with at("2026-11-24 08:00"):
            self.by(ticket, self.engineer).set_severity("high", "A way round exists")
        self.assertEqual(ticket.deadline, utc("2026-11-24 13:00"))
        with at("2026-11-24 09:30"):
            self.by(late, self.engineer).set_severity("high", "A way round exists")
        self.assertEqual(late.clock_id.breached_at, utc("2026-11-24 09:00"))

    def test_a_reclassification_needs_a_reason_and_an_engineer(self):
        with at("2026-11-24 10:00"):
            ticket = self.make_critical()
            with self.assertRaises(UserError):
                self.by(ticket, self.engineer).set_severity("low", " ")
            with self.assertRaises(AccessError):
                self.by(ticket, self.manager).set_severity("low", "No")

    def test_a_reopened_ticket_gets_a_second_round(self):
        with at("2026-11-24 10:00"):
            ticket = self.make_critical()
        with at("2026-11-24 10:30"):
            self.by(ticket, self.engineer).resolve("The number range was used up.")
        self.assertEqual(ticket.state, "resolved")
        with at("2026-11-25 10:00"):
            self.say(ticket, "It is back.")
        self.assertEqual(ticket.state, "in_progress")
        self.assertEqual(ticket.clock_id.round, 2)
        self.assertEqual(ticket.deadline, utc("2026-11-25 14:00"))

    def test_a_manager_accepts_a_delay_and_the_breach_stays(self):
        with at("2026-11-24 10:00"):
            ticket = self.make_critical()
        self.tick("2026-11-24 15:00")
        with at("2026-11-24 15:30"):
            with self.assertRaises(AccessError):
                self.by(ticket, self.lead).accept_delay("We were on the phone")
            self.by(ticket, self.manager).accept_delay("We were on the phone")
        self.assertTrue(ticket.clock_id.accepted)
        self.assertEqual(ticket.clock_id.breached_at, utc("2026-11-24 14:00"))

    def test_a_cancelled_ticket_has_no_clock_running(self):
        with at("2026-11-24 10:00"):
            ticket = self.make_critical()
            ticket.with_user(self.clerk).cancel("It was us")
        self.tick("2026-11-25 10:00")
        self.assertEqual(ticket.clock_id.state, "cancelled")
        self.assertFalse(ticket.clock_id.breached_at)

    def test_an_upgrade_treats_open_unanswered_tickets_as_raised(self):
        with at("2026-11-24 05:00"):
            ticket = self.make_ticket(impact="impaired", workaround="some")
        with at("2026-11-24 06:00"):
            self.contract._open_term(
                self.env.ref("ecosire_support.plan_priority"), utc("2026-11-24 06:00")
            )
        self.assertEqual(ticket.deadline, utc("2026-11-24 10:00"))
        self.assertEqual(ticket.plan_id, self.env.ref("ecosire_support.plan_priority"))

    def test_changing_a_plan_later_rewrites_nothing(self):
        with at("2026-11-24 10:00"):
            ticket = self.make_critical()
        self.env.ref("ecosire_support.policy_standard_critical").amount = 1
        self.tick("2026-11-24 12:00")
        ticket.clock_id.sudo()._refresh()
        self.assertEqual(ticket.deadline, utc("2026-11-24 14:00"))

    def test_events_are_chained_and_cannot_be_changed(self):
        with at("2026-11-24 10:00"):
            ticket = self.make_critical()
        self.tick("2026-11-24 15:00")
        clock = ticket.clock_id
        self.assertIsNone(clock._verify())
        with self.assertRaises(UserError):
            clock.event_ids[0].sudo().write({"at": utc("2026-11-24 09:00")})
        with self.assertRaises(UserError):
            clock.event_ids[0].sudo().unlink()
        self.env.cr.execute(
            "UPDATE ecosire_support_sla_event SET at = at + interval '1 hour' WHERE id = %s",
            [clock.event_ids.sorted("sequence")[0].id],
        )
        clock.event_ids.invalidate_recordset()
        self.assertIn("Event 1", clock._verify())


@tagged("post_install", "-at_install")
class TestPriorityClock(SupportCase):
    plan_xmlid = "ecosire_support.plan_priority"

    def test_critical_is_two_hours_on_weekdays_and_four_at_weekends(self):
        with at("2026-11-27 18:30"):  # Friday 23:30 in Karachi
            friday = self.make_critical()
        self.assertEqual(friday.deadline, utc("2026-11-27 20:30"))
        with at("2026-11-27 19:30"):  # Saturday 00:30 in Karachi
            saturday = self.make_critical()
        self.assertEqual(saturday.deadline, utc("2026-11-27 23:30"))

    def test_the_named_engineer_has_it_first(self):
        self.contract.engineer_id = self.engineer
        with at("2026-11-24 10:00"):
            self.assertEqual(self.make_ticket().engineer_id, self.engineer)


@tagged("post_install", "-at_install")
class TestExplanation(SupportCase):
    """DESIGN: any clock explains itself in words: rule, window, skipped hours, zones, holder."""

    def test_a_plain_deadline(self):
        with at("2026-11-28 18:00"):  # Saturday 23:00 in Karachi
            text = self.make_critical().why_this_deadline()
        for part in (
            "4 hours by the clock",
            "Mon–Sat 08:00–22:00 (Karachi, UTC+5)",
            "outside the service hours",
            "Sun 29 Nov (no service that day)",
            "Mon 30 Nov 08:00 (Amsterdam, UTC+1) = Mon 30 Nov 12:00 (Karachi, UTC+5)",
            "in ECOSIRE's queue",
        ):
            self.assertIn(part, text)

    def test_a_raise_says_from_when_by_whom_and_why(self):
        with at("2026-11-24 05:00"):
            ticket = self.make_ticket(impact="impaired", workaround="some")
        with at("2026-11-24 06:00"):
            self.by(ticket, self.engineer).take()
            self.by(ticket, self.engineer).set_severity("critical", "Shipping stands still")
            self.env.invalidate_all()
            text = ticket.why_this_deadline()
        for part in (
            "when it was raised",
            "by Amina Khan: Shipping stands still",
            "11:00 (Amsterdam, UTC+1)",
            "With: Amina Khan.",
        ):
            self.assertIn(part, text)
