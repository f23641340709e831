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
        self.assertFalse(form.can_log_in or form.data_loss)

    def test_what_nobody_has_answered_is_empty_and_the_proposal_says_so(self):
        form = self.draft()
        self.assertFalse(form.answers_missing)
        form.impact = "stopped"
        self.assertFalse(form.can_log_in or form.data_loss or form.workaround)
        self.assertTrue(form.answers_missing)
        form.can_log_in, form.data_loss, form.workaround = "yes", "none", "some"
        self.assertFalse(form.answers_missing)
        self.assertEqual(form.severity_proposed, "high")

    def test_a_ticket_is_filed_with_open_answers(self):
        form = self.draft()
        form.name, form.impact = "Nothing prints", "impaired"
        ticket = form.save()
        self.assertEqual((ticket.severity, ticket.workaround), ("high", False))

    def test_another_severity_asks_why(self):
        form = self.draft()
        form.name = "Audit on Friday"
        form.severity = "high"
        with self.assertRaisesRegex(UserError, "why"):
            form.save()
        form.severity_reason = "The auditor comes on Friday"
        ticket = form.save()
        self.assertEqual((ticket.severity, ticket.severity_proposed), ("high", "low"))

    def test_a_chosen_severity_cannot_be_folded_away(self):
        arch = etree.fromstring(
            self.env["ecosire.support.ticket"].get_view(
                self.env.ref("ecosire_support.ticket_view_form").id, "form"
            )["arch"]
        )
        [reason] = arch.xpath("//field[@name='severity_reason'][@required]")
        self.assertFalse(reason.xpath("ancestor::details"))
        [fold] = arch.xpath("//details[.//field[@name='severity']]")
        self.assertEqual(fold.get("invisible"), "number or severity")

    def test_a_weekday_rule_is_told_when_it_bites(self):
        self.contract._open_term(
            self.env.ref("ecosire_support.plan_priority"), utc("2026-02-01 00:00")
        )
        with at("2026-11-21 10:00"):  # Saturday
            form = self.draft()
            form.impact = "stopped"
            note = "Filed on a Saturday in Karachi: 4 hours by the clock instead of 2 hours"
            self.assertIn(note, form.clock_note)
            form.name = "Nobody can ship"
            ticket = form.save()
            self.assertIn(note, ticket.clock_note)
            self.assertIn(note, ticket.action_filed()["params"]["message"])
        with at(OPEN):
            form = self.draft()
            form.impact = "stopped"
            self.assertFalse(form.clock_note)

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
        self.assertEqual(kinds, ["filed", "started", "breached", "met", "accepted", "update_set"])
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

    def found_by(self, name):
        """The tickets that the filter ``name`` shows."""
        tickets = self.env["ecosire.support.ticket"]
        search = tickets.get_view(self.env.ref("ecosire_support.ticket_view_search").id, "search")
        chosen = etree.fromstring(search["arch"]).find(f".//filter[@name='{name}']")
        return tickets.search(literal_eval(chosen.get("domain")))

    def test_missed_is_found_before_the_sweep_has_run(self):
        with at("2026-01-06 10:00"):
            ticket = self.make_critical()
        self.assertEqual(ticket.sla_state, "running")
        self.assertIn(ticket, self.found_by("missed"))

    def test_a_resolved_ticket_stays_in_sight_until_it_is_closed(self):
        ticket = self.make_ticket()
        self.assertIn(ticket, self.found_by("open"))
        self.assertNotIn(ticket, self.found_by("waiting"))
        self.by(ticket, self.engineer).resolve("Press F5")
        self.assertIn(ticket, self.found_by("open"))
        self.assertIn(ticket, self.found_by("waiting"))
        self.assertNotIn(ticket, self.found_by("finished"))
        self.by(ticket, self.clerk).confirm_resolution()
        self.assertNotIn(ticket, self.found_by("open"))
        self.assertIn(ticket, self.found_by("finished"))
        for action in ("ticket_action", "ticket_action_all"):
            context = literal_eval(self.env.ref(f"ecosire_support.{action}").context)
            self.assertTrue(context["search_default_open"])

    def test_an_objection_is_offered_after_a_lowering_and_once(self):
        with at(OPEN):
            ticket = self.make_critical()
            self.by(ticket, self.engineer).set_severity("high", "One printer only")
            seen = self.by(ticket, self.clerk)
            self.assertTrue(seen.can_object)
            seen.object_to_severity("It is every printer")
            self.assertFalse(seen.can_object)
            other = self.make_ticket()
            self.assertFalse(other.can_object)
            self.by(other, self.engineer).set_severity("high", "Many are hit")
            self.assertFalse(self.by(other, self.clerk).can_object)

    def test_what_a_drag_cannot_say_is_refused_with_the_button_s_name(self):
        ticket = self.by(self.make_ticket(), self.clerk)
        with self.assertRaisesRegex(UserError, "Cancel the ticket"):
            ticket.write({"state": "cancelled"})
        self.by(ticket, self.engineer).resolve("Press F5")
        with self.assertRaisesRegex(UserError, "Reopen"):
            ticket.write({"state": "in_progress"})
        ticket.write({"state": "closed"})
        self.assertEqual(ticket.state, "closed")


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

    def test_clocks_that_could_not_be_worked_are_told_to_managers_only(self):
        self.assertFalse(self.contract.with_user(self.manager).fault_text)
        ticket = self.make_ticket()
        ticket.clock_ids.sudo().fault = "no snapshot"
        self.contract.invalidate_recordset()
        text = self.contract.with_user(self.manager).fault_text
        self.assertEqual(text, f"{ticket.number}, First answer: no snapshot")
        with self.assertRaises(AccessError):
            self.contract.with_user(self.clerk).read(["fault_text"])

    def test_gaps_are_told_to_managers_only(self):
        self.env["ecosire.support.sla.gap"]._note(utc("2026-11-23 01:00"), utc("2026-11-23 04:00"))
        with at("2026-11-24 10:00"):
            self.assertIn("down from", self.contract.with_user(self.manager).gap_text)
        with self.assertRaises(AccessError):
            self.contract.with_user(self.clerk).read(["gap_text"])
