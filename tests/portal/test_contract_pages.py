"""The handbook's page and that of naming the engineer, over HTTP."""

from odoo.tests import tagged

from ..test_handbook import HandbookMixin
from .case import HOME, PortalCase, without_tokens


@tagged("post_install", "-at_install")
class TestContractPages(HandbookMixin, PortalCase):
    plan_xmlid = "ecosire_support.plan_priority"

    def setUp(self):
        super().setUp()
        self.handbook = self.handbook_of(self.contract)
        self.ticket = self.make_ticket()
        self.path = f"/contract/{self.contract.code}/engineer"

    def name(self, first, **typed):
        return self.post(self.path, **{"engineer": first.id, "reason": "Knows it", **typed})

    def test_an_engineer_reads_the_handbook_from_the_ticket(self):
        self.handbook.risks = "<p>Never on a Friday</p>"
        self.come_as(self.engineer)
        page = self.page(self.ticket_path(self.ticket))
        [link] = page.xpath("//a[text()='System handbook']/@href")
        text = self.text_of(self.page(link.removeprefix(HOME)))
        for words in ("Never on a Friday", "Nothing is written yet under", self.manager.name):
            self.assertIn(words, text)
        self.assertIn(
            "Never on a Friday", self.text_of(self.page(f"/handbook/{self.contract.code}"))
        )

    def test_one_that_nobody_has_opened_is_an_empty_page(self):
        self.handbook.sudo().unlink()
        self.come_as(self.engineer)
        text = self.text_of(self.page(f"/handbook/{self.contract.code}"))
        self.assertIn("Nobody has reviewed it yet", text)

    def test_nothing_in_it_runs_or_calls_home(self):
        # as if it had come in past the door: the page itself is safe too
        self.env.cr.execute(
            "UPDATE ecosire_support_handbook SET risks = %s WHERE id = %s",
            (
                "<p>kept</p><script>alert(1)</script><img src='https://evil.example/p.png'>"
                "<p onclick='x()' class='modal'>y</p>",
                self.handbook.id,
            ),
        )
        self.handbook.invalidate_recordset()
        self.come_as(self.engineer)
        [section] = self.page(f"/handbook/{self.contract.code}").xpath(
            "//section[@aria-labelledby='o_es_risks']"
        )
        self.assertIn("kept", section.text_content())
        self.assertFalse(section.xpath(".//script|.//img|.//@onclick|.//*[@class='modal']"))

    def test_absent_and_forbidden_answer_alike(self):
        self.come_as(self.lead)
        self.page()
        foreign = self.make_ticket(self.stranger_clerk)
        for path in ("/handbook/%s", "/contract/%s/engineer"):
            absent = self.url_open(HOME + path % "NO")
            for key in (self.stranger_contract.code, foreign.number):
                found = self.url_open(HOME + path % key)
                self.assertEqual((found.status_code, absent.status_code), (404, 404))
                self.assertEqual(without_tokens(found), without_tokens(absent))

    def test_the_pages_are_for_nobody_else(self):
        paths = (f"/handbook/{self.contract.code}", self.path)
        for person in (self.clerk, self.manager, self.customer):
            self.come_as(person)
            for path in paths:
                self.page(path, status=404)
        self.come_as(self.engineer)
        self.page(self.path, status=404)
        self.engineer.grant_ids._revoke("the administrator")
        self.page(paths[0], status=404)

    def test_a_lead_names_an_engineer_and_a_deputy(self):
        self.come_as(self.lead)
        self.assertIn(self.path, self.url_open(f"{HOME}/team").text)
        self.assertIn("not complete", self.text_of(self.page(self.path)))
        self.assert_said(self.name(self.engineer, backup=self.lead.id), "first to Amina Khan")
        self.assertEqual(self.contract.engineer_id, self.engineer)
        self.assertEqual(self.contract.backup_engineer_id, self.lead)

    def test_a_refused_replacement_asks_the_managers(self):
        self.come_as(self.lead)
        self.name(self.engineer)
        page = self.assert_problem(self.name(self.lead), "managers have been asked")
        self.assertEqual(page.xpath("string(//textarea[@name='reason'])"), "Knows it")
        self.assertEqual(self.contract.engineer_id, self.engineer)
        asked = self.contract.message_ids.filtered(lambda m: "Please complete" in (m.subject or ""))
        self.assertIn(self.manager.partner_id, asked.notified_partner_ids)

    def test_bad_input_is_told(self):
        self.come_as(self.lead)
        stranger = self.make_engineer(
            "Zara", "zara@ecosire.example", contracts=self.stranger_contract
        )
        self.assert_problem(self.name(stranger), "has access")
        for value in ("", "x", "-1", "9" * 30, "١"):
            with self.subTest(value):
                self.assert_problem(self.name(self.engineer, engineer=value), "has access")
        self.assert_problem(self.name(self.engineer, reason="\0"), "say why")
        stale = self.url_open(HOME + self.path, data={"csrf_token": "stale", "reason": "Keep me"})
        page = self.assert_problem(stale, "Nothing was done", status=400)
        self.assertEqual(page.xpath("string(//textarea[@name='reason'])"), "Keep me")

    def test_a_plan_without_one_says_so(self):
        self.contract.term_ids.plan_id = self.env.ref("ecosire_support.plan_standard")
        self.come_as(self.lead)
        page = self.page(self.path)
        self.assertIn("Priority", self.text_of(page))
        self.assertFalse(page.xpath("//select"))
