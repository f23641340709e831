"""The statement on paper and as a workbook, and the doors through which they are downloaded."""

import io
import zipfile

from lxml import etree, html

from odoo.tests import HttpCase, tagged

from ..common import SupportMixin, at
from .case import BillingCase

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
EVIL = '=HYPERLINK("http://evil.example","x")'


class DocumentMixin:
    def make_statement(self):
        """November with an upgrade, an extra ticket, a free one, and a title like a formula."""
        _company, clerk, _manager = self.second_company()
        with at("2026-11-05 10:00"):
            self.file(20)
            self.file(1, user=clerk, name="The shop's till")
            self.file(1, name=EVIL)
            self.file(1, topic="licence", name="Where is our key?")
        with at("2026-11-11 10:00"):
            self.confirm(self.ask("upgrade", "priority"))
        self.close("2026-12-01 10:00")
        return self.statements()


@tagged("post_install", "-at_install")
class TestDocuments(DocumentMixin, BillingCase):
    def page(self, statement, person):
        reader = self.by(statement, person)
        body, _kind = (
            reader.env["ir.actions.report"]
            .sudo()
            ._render_qweb_html("ecosire_support.report_statement", statement.ids)
        )
        return " ".join(html.fromstring(body).text_content().split())

    def cells(self, content):
        """``{sheet's file: [[text, …], …]}`` of a workbook."""
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            strings = [
                "".join(item.itertext())
                for item in etree.fromstring(book.read("xl/sharedStrings.xml")).iter(f"{SHEET}si")
            ]
            sheets = {}
            for name in sorted(n for n in book.namelist() if n.startswith("xl/worksheets/sheet")):
                tree = etree.fromstring(book.read(name))
                self.assertFalse(list(tree.iter(f"{SHEET}f")), "a formula")
                sheets[name] = [
                    [
                        strings[int(cell.findtext(f"{SHEET}v"))]
                        if cell.get("t") == "s"
                        else cell.findtext(f"{SHEET}v")
                        for cell in row
                    ]
                    for row in tree.iter(f"{SHEET}row")
                ]
            return list(sheets.values())

    def test_the_page_says_all_that_is_stated(self):
        statement = self.make_statement()
        text = self.page(statement, self.manager).replace("\xa0", " ")
        for said in (
            "Usage statement (not an invoice)",
            statement.name,
            "1 Nov – 30 Nov 2026",
            "Karachi, UTC+5",
            "Standard support plan, 1 Nov 2026 – 10 Nov 2026: 10 of 30 days",
            "Priority support plan, 11 Nov 2026 – 30 Nov 2026: 20 of 30 days",
            "$ 99.67",
            "$ 532.67",
            "Extra tickets",
            "Does not count: In every plan",
            "Whole contract",
            "Delta Retail",
            "(of another company)",
            statement.hash,
        ):
            self.assertIn(said, text)
        self.assertNotIn("The shop's till", text)
        self.assertIn("The shop's till", self.page(statement, self.lead))

    def test_the_pdf_is_made_for_a_manager_and_for_a_lead(self):
        statement = self.make_statement()
        for person in (self.manager, self.lead):
            reader = self.by(statement, person).with_context(force_report_rendering=True)
            with self.allow_pdf_render():
                name, kind, content = reader._document("pdf")
            self.assertEqual((name, kind), (f"{statement.name}.pdf", "application/pdf"))
            self.assertTrue(content.startswith(b"%PDF"))

    def test_the_workbook_says_the_same_and_reckons_with_no_text(self):
        statement = self.make_statement()
        _name, _kind, content = self.by(statement, self.manager)._document("xlsx")
        first, companies, tickets = self.cells(content)
        self.assertEqual(first[0], ["Usage statement (not an invoice)"])
        self.assertIn(["Fingerprint", statement.hash], first)
        self.assertEqual(float(first[-1][-1]), statement.total)
        amounts = [float(row[5]) for row in first if row[0] in ("Support plan", "Extra tickets")]
        self.assertEqual(amounts, statement.line_ids.mapped("amount"))
        self.assertEqual(companies[0][1:], ["Whole contract", *companies[0][2:4], "Total"])
        titles = [row[1] for row in tickets]
        self.assertIn(f"'{EVIL}", titles)
        self.assertNotIn(EVIL, titles)

    def test_the_same_statement_is_the_same_workbook(self):
        statement = self.by(self.make_statement(), self.manager)
        with at("2027-01-01 10:00"):
            first = statement._document("xlsx")
        with at("2027-02-01 10:00"):
            self.assertEqual(statement._document("xlsx"), first)

    def test_a_statement_without_tickets_says_so(self):
        self.close("2026-12-01 10:00")
        self.assertIn("No ticket was filed", self.page(self.statements(), self.manager))
        _name, _kind, content = self.by(self.statements(), self.manager)._document("xlsx")
        self.assertEqual(len(self.cells(content)), 2)


@tagged("post_install", "-at_install")
class TestDocumentDoors(DocumentMixin, SupportMixin, HttpCase):
    bill_from = BillingCase.bill_from
    close = BillingCase.close
    statements = BillingCase.statements
    second_company = BillingCase.second_company
    file = BillingCase.file
    ask = BillingCase.ask
    confirm = BillingCase.confirm
    plan = BillingCase.plan

    def setUp(self):
        super().setUp()
        self.contract.anchor_day = 1
        self.bill_from("2026-11-01 10:00")
        self.close("2026-12-01 10:00")
        self.statement = self.statements()

    def get(self, person, path):
        user = person.user_id if person._name == "ecosire.support.engineer" else person
        self.authenticate(user.login, user.login)
        return self.url_open(path, allow_redirects=False)

    def paths(self, form):
        return (
            f"/ecosire_support/statement/{self.statement.id}/{form}",
            f"/my/support/statement/{self.statement.name}/{form}",
        )

    def sign_in_without_second_factor(self, engineer):
        engineer.user_id.password = engineer.user_id.login

    def test_a_manager_downloads_both(self):
        backend, _portal = self.paths("xlsx")
        answer = self.get(self.manager, backend)
        self.assertEqual(answer.status_code, 200)
        self.assertTrue(answer.content.startswith(b"PK"))
        self.assertIn(f"{self.statement.name}.xlsx", answer.headers["Content-Disposition"])
        self.assertEqual(answer.headers["X-Content-Type-Options"], "nosniff")
        # a test server renders the page only: the PDF itself is made above
        answer = self.get(self.manager, self.paths("pdf")[0])
        self.assertEqual(answer.headers["Content-Type"], "application/pdf")
        self.assertIn(self.statement.hash, answer.text)

    def test_a_lead_downloads_both_from_his_pages(self):
        self.sign_in_without_second_factor(self.lead)
        for form, said in (("xlsx", b"PK"), ("pdf", self.statement.hash.encode())):
            backend, portal = self.paths(form)
            answer = self.get(self.lead, portal)
            self.assertEqual(answer.status_code, 200)
            self.assertIn(said, answer.content)
            self.assertNotEqual(self.get(self.lead, backend).status_code, 200)

    def test_a_lead_finds_them_on_a_page_of_his_own(self):
        self.sign_in_without_second_factor(self.lead)
        answer = self.get(self.lead, "/my/support/statements")
        self.assertEqual(answer.status_code, 200)
        self.assertIn(self.statement.hash, answer.text)
        self.assertIn(f"/my/support/statement/{self.statement.name}/pdf", answer.text)
        self.sign_in_without_second_factor(self.engineer)
        for person in (self.engineer, self.manager):
            self.assertNotEqual(self.get(person, "/my/support/statements").status_code, 200)

    def test_for_everybody_else_there_is_nothing(self):
        self.sign_in_without_second_factor(self.engineer)
        company, _contract = self.make_company("Omega", "ecosire_support.plan_standard")
        stranger = self.make_staff("omega_manager", "ecosire_support.group_manager", company)
        customer = self.env["res.users"].create(
            {
                "name": "C",
                "login": "customer",
                "password": "customer",
                "group_ids": [(6, 0, self.env.ref("base.group_portal").ids)],
            }
        )
        for person in (self.clerk, self.engineer, stranger, customer):
            for form in ("pdf", "xlsx"):
                for path in self.paths(form):
                    self.assertNotEqual(self.get(person, path).status_code, 200, (person, path))
            path = f"/report/pdf/ecosire_support.statement_document/{self.statement.id}"
            self.assertNotEqual(self.get(person, path).status_code, 200, (person, path))

    def test_what_is_not_there_is_not_found(self):
        for path in (
            "/ecosire_support/statement/999999/pdf",
            f"/ecosire_support/statement/{2**31}/pdf",
            f"/ecosire_support/statement/{self.statement.id}/exe",
        ):
            self.assertEqual(self.get(self.manager, path).status_code, 404)
