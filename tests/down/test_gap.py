"""The sweep's own gap is told: once a manager, with the answer times that fell due in it."""

from odoo.tests import tagged

from ..common import SupportCase, at, utc


class GapCase(SupportCase):
    plan_xmlid = "ecosire_support.plan_priority"

    def setUp(self):
        super().setUp()
        self.env["ecosire.support.sla.clock"].search([]).next_tick_at = False
        mine = self.contract | self.env["ecosire.support.contract"].search(
            [("company_ids", "in", self.company.ids)]
        )
        (self.env["ecosire.support.contract"].search([]) - mine).ended_at = utc("2026-01-01 00:00")

    def gap(self, start="2026-11-24 02:00", end="2026-11-24 05:00"):
        gaps = self.env["ecosire.support.sla.gap"]
        gaps._note(utc(start), utc(end))
        return gaps.search([("date_from", "=", utc(start))])

    def tell(self, now="2026-11-24 05:02"):
        with at(now):
            self.env["ecosire.support.sla.gap"]._cron_tell()

    def told(self, user):
        return self.env["mail.message"].search(
            [
                ("model", "=", self.contract._name),
                ("subject", "ilike", "The server was down"),
                ("partner_ids", "in", user.partner_id.ids),
            ]
        )


@tagged("post_install", "-at_install")
class TestGapTold(GapCase):
    def test_what_fell_due_goes_by_the_deadline_and_not_by_what_is_recorded(self):
        with at("2026-11-24 01:00"):  # due 03:00
            due, answered = self.make_critical(), self.make_critical()
        with at("2026-11-24 01:30"):
            self.by(answered, self.engineer).engineer_reply("On it.")
        with at("2026-11-24 00:00"):  # due 02:00, the instant at which the gap began
            before = self.make_critical()
        with at("2026-11-24 03:30"):
            after = self.make_critical()
        gap = self.gap()
        self.assertFalse(due.clock_id.breached_at)  # nothing has run yet
        self.assertEqual(gap._clocks_due(self.contract).ticket_id, due)
        self.assertNotIn(before, gap._clocks_due(self.contract).ticket_id)
        self.assertNotIn(after, gap._clocks_due(self.contract).ticket_id)
        with at("2026-11-24 04:00"):
            self.by(due, self.engineer).engineer_reply("Late.")
        self.assertEqual(gap._clocks_due(self.contract).ticket_id, due)

    def test_each_manager_is_told_once_in_both_zones(self):
        with at("2026-11-24 01:00"):
            ticket = self.make_critical()
        deputy = self.make_staff("delta_deputy", "ecosire_support.group_manager")
        self.gap()
        for _again in range(3):
            self.tell()
        for person in (self.manager, deputy):
            [notice] = self.told(person)
            for words in (
                "03:00 your time (07:00 Karachi, UTC+5)",
                "06:00 your time (10:00 Karachi, UTC+5)",
                f"1 answer time fell due in it: {ticket.number}.",
                "Report an outage afterwards",
            ):
                self.assertIn(words, notice.body)
        self.assertFalse(self.told(self.clerk))

    def test_nothing_due_is_said_too(self):
        self.gap()
        self.tell()
        self.assertIn("No answer time fell due in it.", self.told(self.manager).body)

    def test_the_sweep_that_notices_the_gap_wakes_the_notice(self):
        cron = self.env.ref("ecosire_support.cron_gaps")
        triggers = self.env["ir.cron.trigger"]
        clocks = self.env["ecosire.support.sla.clock"]
        before = triggers.search_count([("cron_id", "=", cron.id)])
        clocks.with_context(lastcall=utc("2026-11-24 04:58"))._cron_tick(utc("2026-11-24 05:01"))
        self.assertEqual(triggers.search_count([("cron_id", "=", cron.id)]), before)
        clocks.with_context(lastcall=utc("2026-11-24 02:00"))._cron_tick(utc("2026-11-24 05:01"))
        self.assertEqual(triggers.search_count([("cron_id", "=", cron.id)]), before + 1)

    def test_a_gap_found_twice_is_told_once(self):
        """Two servers see the same last run: the row is one, and so is the notice."""
        self.gap()
        self.gap(end="2026-11-24 05:01")
        self.tell()
        self.assertEqual(len(self.told(self.manager)), 1)

    def test_another_companys_ticket_is_not_named(self):
        branch = self.env["res.company"].create({"name": "Branch"})
        self.env["ecosire.support.contract"]._in_force(branch).ended_at = utc("2026-01-01 00:00")
        self.contract.company_ids |= branch
        other = self.make_staff("branch_clerk", company=branch)
        with at("2026-11-24 01:00"):
            foreign = self.make_critical(other, company_id=branch.id)
            own = self.make_critical()
        self.gap()
        self.tell()
        body = self.told(self.manager).body
        self.assertIn(own.number, body)
        self.assertNotIn(foreign.number, body)

    def test_old_gaps_are_no_news(self):
        self.gap("2026-11-01 02:00", "2026-11-01 05:00")
        self.tell()
        self.assertFalse(self.told(self.manager))

    def test_reports_get_the_gaps_of_a_period(self):
        with at("2026-11-24 01:00"):
            ticket = self.make_critical()
        gap = self.gap()
        gaps = self.env["ecosire.support.sla.gap"]
        found = gaps._in_period(self.contract, utc("2026-11-24 04:00"), utc("2026-12-01 00:00"))
        self.assertEqual([(one, clocks.ticket_id) for one, clocks in found], [(gap, ticket)])
        self.assertFalse(
            gaps._in_period(self.contract, utc("2026-11-24 05:00"), utc("2026-12-01 00:00"))
        )

    def test_the_ticket_and_the_contract_say_so_to_managers(self):
        with at("2026-11-24 01:00"):
            ticket, other = self.make_critical(), self.make_ticket()
        self.gap()
        with at("2026-11-24 06:00"):
            text = self.by(ticket, self.manager).gap_text
            self.assertIn("03:00 your time (07:00 Karachi, UTC+5)", text)
            self.assertFalse(self.by(other, self.manager).gap_text)
            line = self.by(self.contract, self.manager).gap_text
            self.assertIn(f"1 answer time fell due in it: {ticket.number}.", line)
            gap = self.env["ecosire.support.sla.gap"].with_user(self.manager)
            self.assertEqual(gap.search([])[:1].due_count, 1)


@tagged("post_install", "-at_install")
class TestHeartbeat(GapCase):
    def setUp(self):
        super().setUp()
        self.cron = self.env.ref("ecosire_support.cron_tick")

    def silent(self, now):
        self.env.invalidate_all()
        with at(now):
            return self.by(self.contract, self.manager).silent_text

    def test_a_sweep_that_has_stopped_is_seen(self):
        self.cron.lastcall = utc("2026-11-24 10:00")
        self.assertFalse(self.silent("2026-11-24 10:05"))
        text = self.silent("2026-11-24 10:06")
        self.assertIn("Scheduled actions have not run", text)
        self.assertIn("11:00 your time (15:00 Karachi, UTC+5)", text)

    def test_one_that_never_ran_is_seen_too(self):
        self.cron.lastcall = False
        self.assertTrue(self.silent("2099-01-01 00:00"))

    def test_the_ticket_says_it_while_it_is_open(self):
        self.cron.lastcall = utc("2026-11-24 09:00")
        with at("2026-11-24 10:00"):
            ticket = self.make_critical()
            self.assertTrue(self.by(ticket, self.manager).silent_text)
            self.by(ticket, self.manager).cancel("Not needed")
            self.assertFalse(self.by(ticket, self.manager).silent_text)
