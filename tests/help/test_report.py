"""Issue 5, "help from inside the error": one click files it, and the same error is one ticket."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from ..common import at
from .case import HelpCase

KEY = "0f8fad5b-d9cb-469f-a165-70867728950e"


@tagged("post_install", "-at_install")
class TestReport(HelpCase):
    def test_one_click_files_a_ticket_with_all_that_is_needed(self):
        model = self.env["ir.model"]._get("res.partner").name
        told = self.send(
            environment={
                "page": "/odoo/contacts/3?q=Jansen",
                "model": "res.partner",
                "view": "form",
                "steps": [["button", "button_validate", 2], ["typed", "secret words", 1]],
            }
        )
        ticket = self.ticket_of(told)
        self.assertEqual((told["status"], told["number"]), ("filed", ticket.number))
        self.assertEqual(ticket.submitter_id, self.clerk)
        self.assertEqual(ticket.name, f"Error at “{model}”: ValueError: lot_id 12 api_key=***")
        self.assertIn("_action_done", ticket.error_trace)
        self.assertEqual(ticket.environment["page"], "/odoo/contacts/3")
        self.assertEqual(ticket.environment["fault"], {"module": "stock"})
        self.assertEqual([one["name"] for one in ticket.environment["steps"]], ["button_validate"])
        self.assertIn("ecosire_support", dict(ticket.environment["modules"]))

    def test_no_secret_is_stored(self):
        ticket = self.ticket_of(self.send(text="my words", message="token=Zanzibar-4711"))
        self.env.flush_all()
        self.env.cr.execute(
            "SELECT t::text FROM ecosire_support_ticket t WHERE id = %s", [ticket.id]
        )
        self.assertNotIn("Zanzibar", self.env.cr.fetchone()[0])

    @classmethod
    def _at(cls):
        return at("2026-11-24 10:00")

    def test_the_promise_is_told_in_both_zones_with_the_place_in_the_quota(self):
        with self._at():
            told = self.send()
        self.assertIn("your time", told["promise"])
        self.assertIn("Karachi", told["promise"])
        self.assertEqual(told["usage"], "ticket 1 of 20")

    # -- the two questions

    def answer(self, user=None, key=KEY, **answers):
        tickets = self.env["ecosire.support.ticket"].with_user(user or self.clerk)
        return tickets.answer_report(key, answers)

    def test_until_somebody_answers_it_is_medium_and_says_why(self):
        ticket = self.ticket_of(self.send())
        self.assertEqual(ticket.severity, "medium")
        self.assertIn("nobody was asked", ticket.severity_reason)

    def test_the_answers_give_the_severity_of_the_article(self):
        for answers, severity in (
            ({"impact": "stopped", "workaround": "nobody"}, "critical"),
            ({"impact": "stopped", "workaround": "some"}, "high"),
            ({"impact": "impaired", "workaround": "everyone"}, "medium"),
            ({"impact": "flaw", "workaround": "everyone"}, "low"),
            ({"impact": "flaw", "data_loss": "risk"}, "critical"),
        ):
            with self.subTest(severity=severity, **answers):
                key = f"key-of-report-{severity}-{answers['impact']}"
                module = f"addon_{severity}_{answers['impact']}"
                ticket = self.ticket_of(self.send(key=key, traceback=self.trace(module)))
                told = self.answer(key=key, **answers)
                self.assertEqual(ticket.severity, severity)
                self.assertFalse(told["can_answer"])
                self.assertFalse(ticket.can_object)

    def test_answered_twice_the_first_answer_stays(self):
        ticket = self.ticket_of(self.send(key=KEY))
        self.answer(impact="stopped", workaround="nobody")
        self.answer(impact="flaw", workaround="everyone")
        self.assertEqual(ticket.severity, "critical")

    def test_what_is_no_answer_is_refused_in_words(self):
        self.send(key=KEY)
        for wrong in ({}, {"impact": "question2"}, {"impact": 5}, {"impact": ["stopped"]}):
            with self.assertRaisesRegex(UserError, "go on working"):
                self.answer(**wrong)

    def test_nobody_answers_for_anothers_report(self):
        self.send(key=KEY)
        for key in (KEY, "", None, 5, [KEY]):
            with self.assertRaisesRegex(UserError, "not known"):
                self.answer(self.colleague, key=key, impact="stopped")

    # -- sent twice

    def test_a_double_click_sends_once(self):
        first, second = self.send(key=KEY), self.send(key=KEY)
        self.assertEqual(first["number"], second["number"])
        self.assertEqual(len(self.ticket_of(first).sighting_ids), 1)

    # -- one ticket for all

    def test_the_second_is_told_who_has_reported_it_and_follows(self):
        first = self.send()
        told = self.send(self.colleague, traceback=self.trace(line=99))
        self.assertEqual((told["status"], told["number"]), ("joined", first["number"]))
        self.assertEqual(told["first"]["person"], self.clerk.name)
        self.assertTrue(told["promise"])
        ticket = self.ticket_of(told)
        self.assertIn(self.colleague.partner_id, ticket.message_partner_ids)
        self.assertEqual(self.by(ticket, self.colleague).name, ticket.name)
        self.assertIn("2 people since", ticket.affected_text)
        self.assertIn(self.colleague.name, ticket.affected_names)

    def test_ten_people_are_one_ticket_and_one_unit_of_the_quota(self):
        people = [self.make_staff(f"delta_{n}") for n in range(10)]
        numbers = {self.send(person)["number"] for person in people}
        self.assertEqual(len(numbers), 1)
        self.assertEqual(self.contract._quota_used(self.env.cr.now()), 1)

    def test_whoever_has_it_worse_raises_the_severity_by_the_ordinary_door(self):
        ticket = self.ticket_of(self.send(key=KEY))
        self.answer(impact="impaired", workaround="everyone")
        self.send(self.colleague, key=KEY)
        self.answer(self.colleague, impact="stopped", workaround="nobody")
        self.assertEqual(ticket.severity, "critical")
        self.assertEqual(ticket.clock_ids.event_ids.filtered("change").mapped("change"), ["raised"])
        reason = ticket.clock_ids.event_ids.filtered("change").reason
        self.assertIn(self.colleague.name, reason)

    def test_nobody_lowers_what_another_has_said(self):
        ticket = self.ticket_of(self.send(key=KEY))
        self.answer(impact="stopped", workaround="nobody")
        self.send(self.colleague, key=KEY)
        self.answer(self.colleague, impact="flaw", workaround="everyone")
        self.assertEqual((ticket.severity, ticket.impact), ("critical", "stopped"))

    def test_an_engineers_verdict_is_not_undone_by_the_same_evidence(self):
        ticket = self.ticket_of(self.send(key=KEY))
        self.answer(impact="stopped", workaround="nobody")
        self.by(ticket, self.engineer).set_severity("high", "The batch job does it too")
        self.send(self.colleague, key=KEY)
        self.answer(self.colleague, impact="stopped", workaround="nobody")
        self.assertEqual(ticket.severity, "high")

    def test_an_answer_of_the_filer_after_ecosires_lowers_nothing(self):
        ticket = self.ticket_of(self.send(key=KEY))
        self.by(ticket, self.engineer).engineer_reply("We look")
        self.answer(impact="flaw", workaround="everyone")
        self.assertEqual(ticket.severity, "medium")

    # -- resolved

    def test_a_cured_error_offers_its_cure_and_can_be_reopened(self):
        ticket = self.ticket_of(self.send())
        self.by(ticket, self.engineer).resolve("Receive the return first", "A return")
        told = self.send(self.colleague, key=KEY)
        self.assertEqual((told["status"], told["cure"]), ("resolved", "Receive the return first"))
        tickets = self.env["ecosire.support.ticket"].with_user(self.colleague)
        told = tickets.reopen_report(KEY)
        self.assertEqual(told["status"], "joined")
        self.assertTrue(ticket.is_open)
        self.assertEqual(ticket.clock_id.round, 2)

    def test_or_a_ticket_of_its_own_is_filed(self):
        ticket = self.ticket_of(self.send())
        self.by(ticket, self.engineer).resolve("Receive the return first", "A return")
        told = self.send(self.colleague, anew=True)
        self.assertNotEqual(told["number"], ticket.number)
        self.assertEqual(self.send()["number"], told["number"])

    def test_an_old_cure_or_a_cancelled_ticket_is_not_joined(self):
        with at("2026-11-24 10:00"):
            first = self.ticket_of(self.send())
            self.by(first, self.engineer).resolve("x", "y")
        with at("2026-12-26 10:00"):
            second = self.ticket_of(self.send())
            self.assertNotEqual(second, first)
            self.by(second, self.clerk).cancel("A mistake")
            self.assertNotEqual(self.ticket_of(self.send()), second)

    def test_of_a_duplicate_the_other_is_joined(self):
        other = self.make_ticket(impact="impaired", workaround="everyone")
        ticket = self.ticket_of(self.send())
        self.by(ticket, self.engineer).mark_duplicate(other.number, "The same")
        self.assertEqual(self.send(self.colleague)["number"], other.number)

    # -- companies

    def test_another_company_of_the_contract_has_a_ticket_of_its_own(self):
        other = self.env["res.company"].create({"name": "Delta Belgium"})
        self.env["ecosire.support.contract"]._in_force(other).ended_at = "2026-01-02"
        self.contract.company_ids |= other
        belgian = self.make_staff("belgian", company=other)
        first, second = self.send(), self.send(belgian)
        self.assertNotEqual(first["number"], second["number"])
        ticket = self.ticket_of(second)
        self.assertEqual(ticket.contract_id, self.contract)
        self.assertEqual(
            self.by(ticket, self.engineer).same_error_text,
            f"{first['number']} (Delta Distribution)",
        )
        self.assertFalse(self.by(ticket, belgian).same_error_text)
        with self.assertRaises(AccessError):
            self.by(self.ticket_of(first), belgian).read(["name"])

    # -- licences and topics

    def test_a_licensed_module_at_fault_proposes_its_topic_and_licence(self):
        module = self.make_license().module_ids
        ticket = self.ticket_of(self.send(traceback=self.trace("shop_connector")))
        self.assertEqual(ticket.license_module_id, module)
        self.assertEqual(ticket.topic_id, self.env.ref("ecosire_support.topic_module_defect"))
        self.assertEqual(ticket.environment["fault"]["licence"], "Shop connector")
        self.assertEqual(ticket.usage_kind, "free")

    # -- what is not believed

    def test_anything_but_a_report_is_refused_in_words(self):
        tickets = self.env["ecosire.support.ticket"].with_user(self.clerk)
        for wrong in (
            None,
            [],
            "x",
            {},
            {"key": KEY},
            {"key": "x", "traceback": "y"},
            {"key": KEY, "traceback": 5},
        ):
            with self.assertRaises(UserError):
                tickets.report_error(wrong)

    def test_forged_keys_change_nothing(self):
        told = self.send(
            state="closed",
            severity="critical",
            contract_id=1,
            submitter_id=self.manager.id,
            error_print="x",
            environment={
                "fault": {"licence": "x"},
                "odoo": "<script>",
                "model": "no.such",
                "record_id": 1,
            },
        )
        ticket = self.ticket_of(told)
        self.assertEqual(
            (ticket.state, ticket.severity, ticket.submitter_id), ("new", "medium", self.clerk)
        )
        self.assertEqual(ticket.environment["fault"], {"module": "stock"})
        self.assertNotIn("<script>", str(ticket.environment))
        self.assertNotIn("record_id", ticket.environment)

    def test_a_record_one_may_not_see_is_not_told(self):
        cron = self.env["ir.cron"].search([], limit=1)
        facts = {"model": "ir.cron", "record_id": cron.id}
        ticket = self.ticket_of(self.send(environment=facts))
        self.assertNotIn("record_id", ticket.environment)

    def test_script_stays_text(self):
        evil = "<script>alert(1)</script><img src=x onerror=alert(2)>"
        ticket = self.ticket_of(self.send(text=evil, traceback=self.trace() + evil))
        self.assertNotIn("<script", ticket.description)
        self.assertNotIn("<img", ticket.description)
        self.assertIn("&lt;script", ticket.description)

    def test_twenty_megabytes_are_bounded(self):
        ticket = self.ticket_of(
            self.send(traceback="x\n" * 10_000_000 + self.trace(), text="y" * 20_000_000)
        )
        self.assertLessEqual(len(ticket.error_trace.encode()), 64 * 1024)
        self.assertLess(len(ticket.description), 10_000)

    def test_only_so_many_an_hour(self):
        for n in range(30):
            self.send(traceback=self.trace(f"addon_{n % 2}"))
        with self.assertRaisesRegex(UserError, "30 errors within an hour"):
            self.send()
        self.assertTrue(self.send(self.colleague))

    def test_customers_engineers_and_the_public_are_refused(self):
        customer = new_test_user(self.env, "customer", groups="base.group_portal")
        for user in (customer, self.engineer.user_id, self.env.ref("base.public_user")):
            with self.assertRaises(AccessError):
                self.send(user)

    def test_few_queries(self):
        self.send()
        self.send(self.colleague)
        self.env.flush_all()
        with self.assertQueryCount(60):
            self.send(self.manager, key=KEY)
            self.env.flush_all()
        with self.assertQueryCount(30):
            self.send(self.manager, key=KEY)
            self.env.flush_all()
