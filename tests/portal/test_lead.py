from datetime import datetime

from lxml import html

from odoo import Command
from odoo.tests import tagged

from .case import HOME, PortalCase


@tagged("post_install", "-at_install")
class TestLead(PortalCase):
    def setUp(self):
        super().setUp()
        self.lead.user_id.tz = "Asia/Karachi"
        self.come_as(self.lead)

    def place(self, company=None):
        return f"{self.contract.id}-{(company or self.company).id}"

    def outage(self, **typed):
        values = {
            "place": self.place(),
            "title": "Odoo did not answer",
            "text": "From two until five",
            "reported_at": "2026-11-20T07:10",
            "evidence": "Call of 02:10 UTC",
        }
        return self.post("/outage/new", **{**values, **typed})

    def filed(self):
        return self.env["ecosire.support.ticket"].search([("name", "=", "Odoo did not answer")])

    def test_both_pages_are_for_leads_only(self):
        self.assertIn("/team", self.url_open(HOME).text)
        self.come_as(self.engineer)
        self.assertNotIn("/team", self.url_open(HOME).text)
        for path in ("/outage/new", "/team", f"/team/{self.lead.id}/end"):
            self.page(path, status=404)

    def test_an_outage_is_filed_once_at_its_true_time(self):
        self.assert_said(self.outage(), "once the client confirms it")
        self.outage()
        [ticket] = self.filed()
        self.assertEqual(ticket.reported_at, datetime(2026, 11, 20, 2, 10))
        self.assertEqual((ticket.outage_state, ticket.outage_side), ("claimed", "vendor"))
        self.assertEqual((ticket.severity, ticket.company_id), ("critical", self.company))

    def test_an_outage_that_may_be_the_same_is_asked_about_first(self):
        self.outage()
        [first] = self.filed()
        other = {"title": "It did not answer again", "reported_at": "2026-11-20T08:00"}
        page = self.assert_problem(self.outage(**other), first.number)
        self.assertTrue(page.xpath("//input[@name='is_another']"))
        self.assert_said(self.outage(**other, is_another="1"), "once the client confirms it")

    def test_a_local_time_that_never_was_is_moved_and_told(self):
        """The hour that Amsterdam skips in spring: the time after it, and the page says so."""
        self.lead.user_id.tz = "Europe/Amsterdam"
        self.come_as(self.lead)
        response = self.outage(reported_at="2026-03-29T02:30")
        self.assert_said(response, "02:30 does not exist on that day")
        self.assertEqual(self.filed().reported_at, datetime(2026, 3, 29, 1, 30))

    def test_files_are_evidence_and_no_answer(self):
        files = [("files", ("calls.txt", b"02:10", "text/plain"))]
        response = self.outage(files=files, text="")
        self.assertIn("calls.txt", response.text)
        [ticket] = self.filed()
        self.assertFalse(ticket.answered_at)
        self.assertEqual(ticket._all_files().mapped("raw"), [b"02:10"])

    def test_the_lead_reads_what_confirming_means(self):
        ticket = self.make_critical(
            self.manager, reported_at=datetime(2026, 11, 20, 2, 10), outage_evidence="A call"
        )
        text = self.text_of(self.page(f"/ticket/{ticket.number}"))
        self.assertIn("If confirmed: First answer was due by", text)
        self.assertIn("If not confirmed: the clock keeps the time of filing", text)

    def test_of_several_companies_the_chosen_one(self):
        second = self.env["res.company"].create({"name": "Delta Retail"})
        self.env["ecosire.support.contract"]._in_force(second).company_ids = [
            Command.unlink(second.id)
        ]
        self.contract.company_ids += second
        self.outage(place=self.place(second))
        self.assertEqual(self.filed().company_id, second)

    def test_what_is_missing_is_told_and_what_was_typed_kept(self):
        cases = (
            ({"place": ""}, "choose the contract"),
            ({"place": f"{self.stranger_contract.id}-{self.stranger_company.id}"}, "choose the"),
            ({"reported_at": ""}, "when the outage was reported"),
            ({"reported_at": "2999-01-01T00:00"}, "in the future"),
            ({"evidence": " "}, "evidence"),
        )
        for typed, words in cases:
            with self.subTest(typed):
                page = self.assert_problem(self.outage(**typed), words)
                self.assertEqual(
                    page.xpath("string(//input[@name='title']/@value)"), "Odoo did not answer"
                )
        self.assertFalse(self.filed())

    def test_a_stale_page_files_nothing_and_keeps_all(self):
        data = {"csrf_token": "stale", "title": "Keep me"}
        response = self.url_open(f"{HOME}/outage/new", data=data)
        page = self.assert_problem(response, "Nothing was done", status=400)
        self.assertEqual(page.xpath("string(//input[@name='title']/@value)"), "Keep me")

    def test_an_access_is_ended_after_a_question(self):
        path = f"/team/{self.engineer.id}/end"
        self.assertIn("access until", self.text_of(self.page("/team")))
        self.assertIn("Amina Khan?", self.text_of(self.page(path)))
        self.assertTrue(self.engineer.active)
        response = self.post(path)
        self.assertIn(
            "has ended", html.fromstring(response.text).xpath("string(//*[@role='status'])")
        )
        self.assertFalse(self.engineer.active)
        self.page(path, status=404)

    def test_whose_access_a_lead_does_not_end(self):
        stranger = self.make_engineer(
            "Zara", "zara@ecosire.example", contracts=self.stranger_contract
        )
        both = self.make_engineer(
            "Yusuf", "yusuf@ecosire.example", contracts=self.contract + self.stranger_contract
        )
        self.page(f"/team/{stranger.id}/end", status=404)
        self.page(f"/team/{self.lead.id}/end", status=404)
        self.assert_problem(self.post(f"/team/{both.id}/end"), "also serves a contract")
        self.assertTrue(both.active)
