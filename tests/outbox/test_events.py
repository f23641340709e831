"""What happens to a ticket is in the outbox of whoever asked for it, in the same transaction."""

from odoo.tests import tagged

from ..common import at, utc
from .case import OutboxCase

SECRET_WORDS = "The password on my desk is 4711"


@tagged("post_install", "-at_install")
class TestEvents(OutboxCase):
    def all_events(self):
        return self.env["ecosire.support.event.type"].search([]).mapped("code")

    def test_the_life_of_a_ticket_is_told_in_order(self):
        target = self.make_target(events=self.all_events())
        with at("2026-11-24 10:00"):
            ticket = self.make_critical()
        with at("2026-11-24 10:05"):
            self.by(ticket, self.engineer).take()
            self.by(ticket, self.engineer).set_severity("high", "One printer only")
        with at("2026-11-24 10:10"):
            self.by(ticket, self.engineer).resolve("Fixed")
        with at("2026-11-24 11:00"):
            self.by(ticket, self.clerk).reopen("No")
            self.by(ticket, self.clerk).cancel("Found it myself")
        self.assertEqual(
            self.told(target),
            [
                "ticket.filed",
                "ticket.assigned",
                "ticket.state_changed",
                "ticket.acknowledged",
                "ticket.severity_changed",
                "ticket.answered",
                "ticket.resolved",
                "ticket.state_changed",
                "ticket.reopened",
                "ticket.cancelled",
            ],
        )

    def test_a_miss_is_told_with_its_true_time_however_late_it_is_seen(self):
        target = self.make_target(events=["clock.breached", "clock.met_late"])
        with at("2026-11-24 10:00"):
            tickets = self.make_critical() | self.make_critical()
        self.tick("2026-11-24 20:00")
        with at("2026-11-24 20:30"):
            self.by(tickets[0], self.engineer).engineer_reply("Sorry")
        breaches = self.payloads(target)[:2]
        self.assertEqual(self.told(target), ["clock.breached", "clock.breached", "clock.met_late"])
        self.assertEqual({one["at"] for one in breaches}, {"2026-11-24T14:00:00Z"})
        self.assertEqual(breaches[0]["facts"]["metric"], "first_response")
        self.assertEqual(
            {one["ticket"]["number"] for one in breaches}, set(tickets.mapped("number"))
        )
        self.assertEqual(self.payloads(target)[2]["facts"]["late"], 6.5 * 3600)

    def test_a_connection_is_told_only_what_it_asked_for(self):
        target = self.make_target(events=["ticket.answered"])
        ticket = self.make_ticket()
        self.assertFalse(self.rows(target))
        self.by(ticket, self.engineer).engineer_reply("Hello")
        self.assertEqual(self.told(target), ["ticket.answered"])

    def test_words_that_people_wrote_leave_only_where_the_manager_ticked_it(self):
        plain = self.make_target(events=["ticket.filed", "ticket.cancelled"])
        ticked = self.make_target(events=["ticket.filed", "ticket.cancelled"], with_words=True)
        ticket = self.make_ticket(description=SECRET_WORDS)
        self.by(ticket, self.clerk).cancel(f"Because: {SECRET_WORDS}")
        sent = "".join(self.rows(plain).mapped("payload"))
        self.assertNotIn(SECRET_WORDS, sent)
        self.assertIn(ticket.name, sent)
        filed, cancelled = self.payloads(ticked)
        self.assertEqual(filed["ticket"]["description"], SECRET_WORDS)
        self.assertEqual(cancelled["facts"]["reason"], f"Because: {SECRET_WORDS}")

    def test_what_is_undone_is_never_sent(self):
        target = self.make_target(events=["ticket.filed"])
        with self.env.cr.savepoint() as savepoint:
            self.make_ticket()
            self.assertTrue(self.rows(target))
            savepoint.rollback()
        self.env.invalidate_all()
        self.assertFalse(self.rows(target))

    def test_nothing_is_told_of_another_contract(self):
        _company, other = self.make_company("Omega", self.plan_xmlid)
        target = self.make_target(events=["ticket.filed"], contract=other)
        self.make_ticket()
        self.assertFalse(self.rows(target))

    def test_a_name_that_is_in_no_catalogue_is_a_programmers_mistake(self):
        ticket = self.make_ticket()
        with self.assertRaisesRegex(ValueError, "event: 'ticket.flied'"):
            ticket._happened("ticket.flied")

    def test_nobody_listening_costs_no_query(self):
        ticket = self.make_ticket().sudo()
        ticket._happened("ticket.chased")
        with self.assertQueryCount(0):
            ticket._happened("ticket.chased")

    def test_a_payload_says_what_the_documentation_says(self):
        target = self.make_target(events=["ticket.filed"])
        with at("2026-11-24 10:00"):
            ticket = self.make_critical()
        (payload,) = self.payloads(target)
        self.assertEqual(
            set(payload), {"version", "id", "event", "at", "contract", "ticket", "facts"}
        )
        self.assertEqual(payload["version"], 1)
        self.assertEqual(payload["id"], self.rows(target).delivery)
        self.assertEqual(payload["at"], "2026-11-24T10:00:00Z")
        self.assertEqual(payload["contract"], self.contract.code)
        self.assertEqual(
            payload["ticket"],
            {
                "number": ticket.number,
                "title": ticket.name,
                "severity": "critical",
                "state": "new",
                "scope": "in_plan",
                "company": "Delta Distribution",
                "filed_at": "2026-11-24T10:00:00Z",
                "answer_due_at": "2026-11-24T14:00:00Z",
                "answered_at": None,
                "with": None,
                "url": ticket._client_page(),
            },
        )

    def test_slack_is_told_only_where_the_plan_grants_it(self):
        granted = self.make_target("slack_webhook", events=["ticket.filed"])
        _company, included = self.make_company("Omega", "ecosire_support.plan_included")
        denied = self.make_target("slack_webhook", events=["ticket.filed"], contract=included)
        clerk = self.make_staff("omega_clerk", company=included.company_ids)
        self.make_ticket()
        ticket = self.make_ticket(clerk, company_id=included.company_ids.id)
        self.assertFalse(included._post_slack(ticket, "Hello"))
        self.assertTrue(self.rows(granted))
        self.assertFalse(self.rows(denied))

    def test_a_message_for_slack_names_number_severity_deadline_and_both_pages(self):
        self.make_target("slack_bot")
        with at("2026-11-24 10:00"):
            ticket = self.make_critical()
            row = self.contract._post_slack(ticket, "Nobody has answered", "Call 24")
        self.assertEqual(row.sort, "post")
        for part in (
            "Nobody has answered",
            ticket.number,
            "Critical",
            "Tue 24 Nov 15:00 (Amsterdam, UTC+1) · Tue 24 Nov 19:00 (Karachi, UTC+5)",
            f"<!date^{int(utc('2026-11-24 14:00').timestamp())}^",
            f"/odoo/support-tickets/{ticket.id}",
            f"/my/support/ticket/{ticket.number}",
            "Call 24",
        ):
            self.assertIn(part, row.payload)

    def test_the_same_thing_is_said_once(self):
        self.make_target("slack_bot")
        self.make_target("on_call")
        ticket = self.make_critical()
        first = self.contract._post_slack(ticket, "Missed", key="step-7")
        again = self.contract._post_slack(ticket, "Missed", key="step-7")
        self.assertEqual(first, again)
        self.assertEqual(len(first), 1)
        call = self.contract._page_on_call(ticket, "Missed", "step-7")
        self.assertEqual(call, self.contract._page_on_call(ticket, "Missed", "step-7"))
        self.assertEqual(call.sort, "page")

    def test_a_base_address_without_its_beginning_undoes_no_breach(self):
        target = self.make_target("slack_bot", events=["clock.breached"])
        self.env["ir.config_parameter"].set_param("web.base.url", "erp.example")
        with at("2026-11-24 10:00"):
            ticket = self.make_critical()
        self.tick("2026-11-24 20:00")
        self.assertTrue(ticket.clock_ids.breached_at)
        self.assertIn("https://erp.example/odoo/", self.rows(target).payload)

    def test_without_a_connection_nothing_is_written(self):
        ticket = self.make_critical()
        self.assertFalse(self.contract._post_slack(ticket, "Missed"))
        self.assertFalse(self.contract._page_on_call(ticket, "Missed", "1"))

    def test_the_sender_is_woken_once_in_a_transaction(self):
        self.make_target(events=["ticket.filed", "ticket.cancelled"])
        waiting = self.env.cr.precommit.data
        self.make_ticket()
        self.by(self.make_ticket(), self.clerk).cancel("x")
        self.assertEqual(waiting["ecosire_support.outbox"], [True])
