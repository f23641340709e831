"""The contract's page: open or not, the gauge, promises kept and missed, what comes next."""

from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from ..common import at
from .case import ContractCase


@tagged("post_install", "-at_install")
class TestContractPage(ContractCase):
    def seen(self, user=None):
        contract = self.by(self.contract, user or self.manager)
        contract.invalidate_recordset()
        return contract

    # -- service hours

    def test_open_until_when_in_both_zones(self):
        with at("2026-11-24 10:00"):  # Tuesday 15:00 in Karachi
            contract = self.seen()
            self.assertTrue(contract.is_open_now)
            self.assertEqual(
                contract.hours_now,
                "open now, until Tue 24 Nov 22:00 (Karachi, UTC+5), 18:00 your time",
            )

    def test_closed_opens_when(self):
        with at("2026-11-22 10:00"):  # a Sunday
            contract = self.seen(self.clerk)
            self.assertFalse(contract.is_open_now)
            self.assertEqual(
                contract.hours_now,
                "closed now, opens Mon 23 Nov 08:00 (Karachi, UTC+5), 04:00 your time",
            )

    def test_another_day_on_the_readers_side_is_said(self):
        self.manager.tz = "America/Los_Angeles"
        with at("2026-11-22 10:00"):
            self.assertIn("Sun 22 Nov 19:00 your time", self.seen().hours_now)

    def test_the_first_and_the_last_second(self):
        for when, is_open in (
            ("2026-11-24 03:00:00", True),
            ("2026-11-24 02:59:59", False),
            ("2026-11-24 16:59:59", True),
            ("2026-11-24 17:00:00", False),
        ):
            with at(when):
                self.assertEqual(self.seen().is_open_now, is_open, when)

    def test_longer_hours_of_a_severity_are_said(self):
        self.assertFalse(self.seen().urgent_hours)
        self.confirm(self.ask("upgrade", "priority"))
        self.assertIn("Critical: Day and night", self.seen().urgent_hours)

    def test_always_open_names_no_closing_time(self):
        self.plan("standard").window_id = self.env.ref("ecosire_support.window_always")
        self.assertEqual(self.seen().hours_now, "open now, day and night")

    # -- the gauge

    def test_the_gauge_counts_the_period_from_to(self):
        with at("2026-10-31 18:00"):  # 23:00 in Karachi: still October
            self.file()
        with at("2026-11-24 10:00"):
            self.file(3)
            gauge = self.seen().gauge
        self.assertEqual((gauge["used"], gauge["quota"], gauge["extra"]), (3, 20, 0))
        self.assertEqual(gauge["period"], "1 Nov – 30 Nov 2026")

    def test_the_yardstick_is_the_articles(self):
        """Article, Standard: "Most Standard clients use 4–8 tickets per month on average"."""
        gauge = self.seen().gauge
        self.assertEqual(gauge["typical"], [4, 8])
        self.assertEqual(gauge["typical_text"], "Most Standard clients file 4–8 a month")

    def test_beyond_the_quota_are_extra_tickets(self):
        with at("2026-11-24 10:00"):
            self.file(22)
            gauge = self.seen().gauge
        self.assertEqual((gauge["used"], gauge["extra"]), (22, 2))

    def test_the_forecast_says_where_the_period_ends(self):
        """15 tickets after half of November's 30 days (Karachi): 30 at its end, 10 of them extra."""
        with at("2026-11-15 19:00"):
            self.file(15)
            gauge = self.seen().gauge
        self.assertEqual(gauge["forecast"], 30)
        self.assertEqual(
            gauge["forecast_text"], "At this pace 30 by the end of the period, 10 of them extra"
        )

    def test_a_young_period_has_no_forecast(self):
        with at("2026-11-02 10:00"):
            self.file(3)
            gauge = self.seen().gauge
        self.assertEqual((gauge["forecast"], gauge["forecast_text"]), (0, ""))

    def test_without_a_limit_nothing_is_extra(self):
        with at("2026-11-24 10:00"):
            self.file(2)
            self.confirm(self.ask("upgrade", "priority"))
            self.file()
            contract = self.seen()
            gauge = contract.gauge
            self.assertFalse(contract.extra_price_text)
        self.assertEqual((gauge["used"], gauge["quota"], gauge["extra"]), (3, 0, 0))

    # -- promises

    def test_promises_kept_and_missed_aims_apart(self):
        with at("2026-11-02 06:00"):
            kept, missed, running = (self.make_critical() for _each in range(3))
        with at("2026-11-02 07:00"):
            self.by(kept, self.engineer).engineer_reply("Done.")
        with at("2026-11-02 12:00"):
            self.by(missed, self.engineer).engineer_reply("Late.")
        with at("2026-11-02 09:00"):
            period, year = self.seen().promise_counts
        self.assertEqual((period["kept"], period["missed"]), (1, 1))
        self.assertEqual((period["aims_kept"], period["aims_missed"]), (0, 0))
        self.assertEqual(period["label"], "1 Nov – 30 Nov 2026")
        self.assertEqual((year["kept"], year["missed"]), (1, 1))
        self.assertEqual(running.sla_state, "running")

    def test_an_earlier_period_counts_in_the_year_alone(self):
        with at("2026-09-02 06:00"):
            ticket = self.make_critical()
        with at("2026-09-02 07:00"):
            self.by(ticket, self.engineer).engineer_reply("Done.")
        with at("2026-11-24 10:00"):
            period, year = self.seen().promise_counts
        self.assertEqual((period["kept"], year["kept"]), (0, 1))

    def test_an_aim_that_is_late_is_no_missed_promise(self):
        self.contract.term_ids.plan_id = self.plan("included")
        with at("2026-11-02 06:00"):
            ticket = self.file(topic="module_defect")
        with at("2026-11-04 12:00"):
            self.by(ticket, self.engineer).engineer_reply("Late.")
            period = self.seen().promise_counts[0]
        self.assertEqual((period["missed"], period["aims_missed"]), (0, 1))

    # -- what comes next

    def entries(self, user=None):
        return [(entry["kind"], entry["title"]) for entry in self.seen(user).obligations["entries"]]

    def test_what_comes_next_in_its_order(self):
        with at("2026-11-24 06:00"):
            ticket = self.make_critical()
            self.ask("upgrade", "priority")
            entries = self.entries()
        self.assertEqual(
            entries,
            [
                ("due", f"ECOSIRE answers {ticket.number}: {ticket.name}"),
                ("due", "The next billing period begins"),
                ("due", "ECOSIRE decides about “Upgrade: Priority” at the latest"),
            ],
        )

    def test_what_is_late_is_said(self):
        with at("2026-11-10 06:00"):
            ticket = self.make_critical()
            self.ask("upgrade", "priority")
        with at("2026-12-11 06:00"):
            entries = self.entries()
        self.assertIn(
            ("breached", f"ECOSIRE is late with the answer to {ticket.number}: {ticket.name}"),
            entries,
        )
        self.assertIn(
            ("breached", "ECOSIRE had to decide about “Upgrade: Priority” and has not"), entries
        )

    def test_a_term_to_come_and_a_decision_of_ones_own(self):
        self.by(self.contract, self.manager).set_extra_policy("ask")
        with at("2026-11-24 06:00"):
            self.confirm(self.ask("downgrade", "included"))
            tickets = self.file(21)
            entries = self.entries()
        waiting = tickets.filtered(lambda ticket: ticket.extra_state == "waiting")
        self.assertIn(("breached", f"You decide about extra tickets: {waiting.number}"), entries)
        self.assertIn(("due", "The Included support plan begins"), entries)

    # -- changes that come

    def test_what_waits_and_what_begins_later_stands_on_the_page(self):
        with at("2026-11-10 06:00"):
            change = self.ask("downgrade", "included")
            self.assertEqual(self.seen().coming_change_ids, change)
            self.assertIn("ECOSIRE decides by Thu 10 Dec 07:00 your time", self.step(change))
            self.confirm(change)
            self.assertEqual(self.seen().coming_change_ids, change)
            self.assertIn("Begins Thu 31 Dec 20:00 your time", self.step(change))
            self.by(change, self.manager).withdraw()
            self.assertFalse(self.seen().coming_change_ids)

    def step(self, change):
        change = self.by(change, self.manager)
        change.invalidate_recordset(["step_text"])
        return change.step_text

    # -- the choice about extra tickets

    def test_a_manager_chooses_what_happens_with_extra_tickets(self):
        contract = self.by(self.contract, self.manager)
        self.assertIn("25.00", contract.extra_price_text)
        contract.action_decide_about_extra()
        self.assertEqual(self.contract.extra_policy, "ask")
        contract.action_allow_extra()
        self.assertEqual(self.contract.extra_policy, "allow")
        for action in ("action_decide_about_extra", "action_allow_extra"):
            with self.assertRaises(AccessError):
                getattr(self.by(self.contract, self.clerk), action)()

    # -- who sees what

    def test_a_clerk_sees_the_short_part_only(self):
        form = Form(self.by(self.contract, self.clerk))
        self.assertIn("of 20 tickets", form.usage_text)
        shown = form._view["fields"]
        for name in ("gauge", "promise_counts", "obligations", "price_text", "change_ids"):
            self.assertNotIn(name, shown)
        for name in ("gauge", "price_text", "promise_counts", "obligations", "coming_change_ids"):
            with self.assertRaises(AccessError):
                self.by(self.contract, self.clerk).read([name])

    def test_a_manager_sees_all_of_it(self):
        form = Form(self.by(self.contract, self.manager))
        self.assertIn("299.00", form.price_text)
        self.assertTrue(form.gauge and form.promise_counts and form.obligations)

    def test_of_a_sister_company_no_titles_are_shown(self):
        sister = self.env["res.company"].create({"name": "Delta Retail"})
        self.contract._in_force(sister).ended_at = self.now()
        self.contract.company_ids |= sister
        clerk = self.make_staff("retail_clerk", company=sister)
        with at("2026-11-24 06:00"):
            self.make_critical(clerk, company_id=sister.id, name="Secret of Retail")
            self.assertNotIn("Secret", str(self.entries()))
