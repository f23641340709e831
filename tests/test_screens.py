"""What the client's screens show: while a ticket is written, and once it is filed."""

import json
from ast import literal_eval

from lxml import etree

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .common import SupportCase, at, utc

OPEN = "2026-11-24 10:00"  # Tuesday 15:00 in Karachi, 11:00 in Amsterdam
CLOSED = "2026-11-22 20:00"  # Monday 01:00 in Karachi


@tagged("post_install", "-at_install")
class TestFilingForm(SupportCase):
    def draft(self, user=None):
        form = Form(self.env["ecosire.support.ticket"].with_user(user or self.clerk))
        form.topic_id = self.env.ref("ecosire_support.topic_odoo_config")
        return form

    def test_the_promise_stands_before_anything_is_saved(self):
        with at(OPEN):
            form = self.draft()
            form.impact = "stopped"
            form.workaround = "nobody"
            self.assertEqual(form.severity_proposed, "critical")
            self.assertEqual(
                form.promise, "First answer by Tue 24 Nov 15:00 your time (19:00 Karachi, UTC+5)"
            )
            self.assertIn("4 hours by the clock", form.promise_why)
            self.assertIn("is in the Standard support plan", form.scope_text)
            self.assertFalse(form.clock_note)

    def test_the_promise_follows_the_answers_and_the_topic(self):
        with at(OPEN):
            form = self.draft()
            low = form.promise
            form.impact = "impaired"
            self.assertEqual(form.severity_proposed, "high")
            self.assertNotEqual(form.promise, low)
            form.topic_id = self.env.ref("ecosire_support.topic_third_party")
            self.assertIn("not in your plan", form.promise)
            self.assertIn("Priority", form.scope_text)

    def test_outside_service_hours_the_form_says_when_the_clock_starts(self):
        with at(CLOSED):
            form = self.draft()
            self.assertIn("starts Mon 23 Nov 04:00 your time (08:00 Karachi", form.clock_note)

    def test_answers_to_questions_no_longer_asked_are_forgotten(self):
        form = self.draft()
        form.impact = "stopped"
        form.can_log_in = "no"
        form.data_loss = "active"
        self.assertEqual(form.severity_proposed, "critical")
        form.impact = "question"
        self.assertEqual(form.severity_proposed, "low")
        self.assertEqual((form.can_log_in, form.data_loss), ("yes", "none"))

    def test_another_severity_asks_why(self):
        form = self.draft()
        form.name = "Audit on Friday"
        form.severity = "high"
        with self.assertRaisesRegex(UserError, "why"):
            form.save()
        form.severity_reason = "The auditor comes on Friday"
        ticket = form.save()
        self.assertEqual((ticket.severity, ticket.severity_proposed), ("high", "low"))

    def test_filing_says_the_promise(self):
        with at(OPEN):
            form = self.draft()
            form.name = "How do I print labels?"
            action = form.save().action_filed()
        self.assertIn(self.contract.code, action["params"]["title"])
        self.assertIn("First answer by", action["params"]["message"])

    def test_only_a_manager_is_offered_to_file_an_outage(self):
        tickets = self.env["ecosire.support.ticket"].with_user(self.clerk)
        self.assertNotIn("reported earlier", tickets.get_view(view_type="form")["arch"])
        form = self.draft(self.manager)
        form.name = "Server down in the night"
        form.reported_at = utc("2026-11-20 01:10")
        form.outage_evidence = "Phone call"
        with at(OPEN):
            self.assertEqual(form.save().outage_state, "claimed")


@tagged("post_install", "-at_install")
class TestFiledTicket(SupportCase):
    def test_the_timeline_tells_all_in_both_zones(self):
        with at(OPEN):
            ticket = self.make_critical()
        with at("2026-11-24 15:00"):
            self.by(ticket, self.engineer).engineer_reply("On it")
            self.by(ticket, self.manager).accept_delay("We had agreed on it by phone")
            timeline = self.by(ticket, self.clerk).timeline
        kinds = [entry["kind"] for entry in timeline["entries"]]
        self.assertEqual(kinds, ["filed", "started", "breached", "met", "accepted"])
        missed = timeline["entries"][2]
        self.assertIn("Tue 24 Nov 15:00 your time (19:00 Karachi", missed["when"])
        self.assertNotIn("by", missed)
        self.assertIn("unbroken", timeline["proof"])
        json.dumps(timeline)

    def test_what_is_still_owed_closes_the_timeline(self):
        with at(OPEN):
            ticket = self.make_critical()
            last = self.by(ticket, self.clerk).timeline["entries"][-1]
        self.assertEqual((last["kind"], last["pending"]), ("due", True))

    def test_has_missed_until_the_delay_is_accepted(self):
        with at(OPEN):
            ticket = self.make_critical()
            self.assertFalse(ticket.has_missed)
        with at("2026-11-24 15:00"):
            self.tick()
            self.assertTrue(ticket.has_missed)
            self.by(ticket, self.manager).accept_delay("Fine")
            self.assertFalse(ticket.has_missed)

    def test_missed_is_found_before_the_sweep_has_run(self):
        with at("2026-01-06 10:00"):
            ticket = self.make_critical()
        search = self.env["ecosire.support.ticket"].get_view(
            self.env.ref("ecosire_support.ticket_view_search").id, "search"
        )
        missed = etree.fromstring(search["arch"]).find(".//filter[@name='missed']")
        found = self.env["ecosire.support.ticket"].search(literal_eval(missed.get("domain")))
        self.assertEqual(ticket.sla_state, "running")
        self.assertIn(ticket, found)


@tagged("post_install", "-at_install")
class TestPlansAndContract(SupportCase):
    def test_the_comparison_marks_the_plan_one_has(self):
        plans = self.env["ecosire.support.plan"]
        table = plans.with_user(self.clerk).compare()
        self.assertEqual([p["name"] for p in table["plans"] if p["current"]], ["Standard"])
        labels = [row["label"] for section in table["sections"] for row in section["rows"]]
        self.assertNotIn("Price a month", labels)
        table = plans.with_user(self.manager).compare()
        self.assertIn("299", str(table["sections"][0]["rows"][0]["cells"]))

    def test_no_price_reaches_a_clerk(self):
        with self.assertRaises(AccessError):
            self.contract.with_user(self.clerk).term_ids.read(["price"])
        view = self.env["ecosire.support.contract"].with_user(self.clerk).get_view(view_type="form")
        self.assertNotIn("price", view["arch"])

    def test_the_menu_opens_the_only_contract(self):
        action = self.env["ecosire.support.contract"].with_user(self.clerk).action_open_mine()
        self.assertEqual(action["res_id"], self.contract.id)

    def test_gaps_are_told_to_managers_only(self):
        self.env["ecosire.support.sla.gap"]._note(utc("2026-11-23 01:00"), utc("2026-11-23 04:00"))
        with at("2026-11-24 10:00"):
            self.assertIn("down from", self.contract.with_user(self.manager).gap_text)
        with self.assertRaises(AccessError):
            self.contract.with_user(self.clerk).read(["gap_text"])
