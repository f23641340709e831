"""DESIGN, the SLA clock: resolution and next answer, for contracts that agree them."""

from odoo.tests import tagged

from .common import SupportCase, at, utc


@tagged("post_install", "-at_install")
class TestAgreedMetrics(SupportCase):
    """Contracts that agree a resolution time and a next answer."""

    def setUp(self):
        super().setUp()
        first = self.env.ref("ecosire_support.policy_standard_critical")
        for metric, amount in (("resolution", 10), ("next_response", 1)):
            first.copy({"metric": metric, "amount": amount, "unit": "coverage_hours"})

    def clock(self, ticket, metric):
        return ticket.clock_ids.filtered(lambda c: c.metric == metric).sorted("round")[-1:]

    def test_a_resolution_clock_pauses_while_the_ticket_waits_for_the_client(self):
        with at("2026-11-24 05:00"):
            ticket = self.make_critical()
        self.assertEqual(self.clock(ticket, "resolution").deadline, utc("2026-11-24 15:00"))
        with at("2026-11-24 06:00"):
            self.by(ticket, self.engineer).ask_client("Which warehouse?")
        self.assertEqual(self.clock(ticket, "resolution").state, "paused")
        self.tick("2026-11-24 16:00")
        with at("2026-11-25 04:00"):  # 11 covered hours on Tuesday, 1 on Wednesday were lost
            self.say(ticket, "Rotterdam")
        self.assertEqual(ticket.state, "in_progress")
        self.assertEqual(self.clock(ticket, "resolution").deadline, utc("2026-11-25 13:00"))

    def test_a_server_whose_clock_is_behind_resumes_after_the_pause(self):
        with at("2026-11-24 05:00"):
            ticket = self.make_critical()
        with at("2026-11-24 06:00:02"):
            self.by(ticket, self.engineer).ask_client("Which warehouse?")
        with at("2026-11-24 06:00:00"):
            self.say(ticket, "Rotterdam")
        self.assertEqual(self.clock(ticket, "resolution").state, "running")

    def test_each_metric_has_its_own_words(self):
        with at("2026-11-24 05:00"):
            ticket = self.make_critical()
            self.by(ticket, self.engineer).engineer_reply("On it.")
            self.env.invalidate_all()
            self.assertIn("Resolution by", ticket.promise)
            self.by(ticket, self.engineer).ask_client("Which warehouse?")
            self.env.invalidate_all()
            self.assertIn("stands still", ticket.promise)

    def test_waiting_for_a_third_party_pauses_nothing(self):
        with at("2026-11-24 05:00"):
            ticket = self.make_critical()
            self.by(ticket, self.engineer).take()
            self.by(ticket, self.engineer).wait_for_vendor("The carrier looks into it")
        self.assertEqual(self.clock(ticket, "resolution").state, "running")

    def test_resolving_meets_the_resolution_clock(self):
        with at("2026-11-24 05:00"):
            ticket = self.make_critical()
        with at("2026-11-24 08:00"):
            self.by(ticket, self.engineer).resolve("Done.")
        self.assertEqual(self.clock(ticket, "resolution").met_at, utc("2026-11-24 08:00"))

    def test_the_clients_next_message_starts_the_next_answers_clock(self):
        with at("2026-11-24 05:00"):
            ticket = self.make_critical()
            self.assertFalse(self.clock(ticket, "next_response"))
            self.by(ticket, self.engineer).engineer_reply("On it.")
        for moment in ("2026-11-24 06:00", "2026-11-24 06:20"):
            with at(moment):
                self.say(ticket, "And?")
        clock = self.clock(ticket, "next_response")
        self.assertEqual((clock.round, clock.deadline), (1, utc("2026-11-24 07:00")))
        with at("2026-11-24 06:30"):
            self.by(ticket, self.engineer).engineer_reply("Nearly there.")
        self.assertEqual(clock.state, "met")
