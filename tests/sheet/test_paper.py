"""The annex and the renewal sheet, as they are printed."""

from lxml import html

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged

from ..common import at
from .case import SheetCase


@tagged("post_install", "-at_install")
class TestSheetPaper(SheetCase):
    def full(self):
        sheet = self.draft(
            complexity="Three companies\nOwn manufacturing modules",
            sla_text="Night shifts",
            gdpr=True,
            iso27001=True,
            compliance="Evidence for the yearly audit",
            geography="Warehouses on two continents",
            quota=60,
            extra_price=15,
            system_ids=[Command.create({"name": "Shopify", "purpose": "web orders"})],
            place_ids=[Command.create({"name": "Rotterdam", "tz": "Europe/Amsterdam"})],
        )
        sheet.window_id.closure_ids = [
            Command.create({"name": "King's Day", "date": "2027-04-27"}),
            Command.create(
                {
                    "name": "Move",
                    "date_from": "2027-05-01 06:00:00",
                    "date_to": "2027-05-01 09:00:00",
                }
            ),
        ]
        self.credit(sheet, 150)
        return sheet

    def text(self, markup):
        return " ".join(html.fromstring(str(markup)).text_content().split())

    def printed(self, report, sheet, user=None):
        reports = self.env["ir.actions.report"].with_user(user or self.manager)
        return reports._render_qweb_html(f"ecosire_support.{report}", sheet.ids)[0].decode()

    def test_the_annex_says_all_that_is_agreed(self):
        """Issue: "what the article lists as scoping elements …, own targets, windows and zone per
        severity and metric, agreed credits per breach, validity, a printable annex"."""
        sheet = self.agree(self.full())
        text = self.text(self.printed("report_scope_sheet", sheet))
        for words in (
            "Three companies",
            "Own manufacturing modules",
            "1 in number",
            "Shopify: web orders",
            "Night shifts",
            "GDPR",
            "ISO 27001",
            "Evidence for the yearly audit",
            "Warehouses on two continents",
            "Rotterdam (Amsterdam, UTC+",
            "Critical, first answer",
            "1 hour",
            "Mon–Sat 08:00–22:00 (Karachi, UTC+5)",
            "Mon–Sat 04:00–18:00 (Amsterdam, UTC+1)",
            "Mon–Sat 05:00–19:00 (Amsterdam, UTC+2), from 28 Mar 2027",
            "Day and night, every day, holidays too",
            "King's Day: Tue 27 Apr 2027",
            "Sat 1 May 2027 11:00 – Sat 1 May 2027 14:00 (Karachi, UTC+5)",
            "$ 150.00",
            "$ 2,400.00",
            "$ 15.00",
            "60",
            "1 Nov 2026 – 31 Oct 2027",
            sheet.fingerprint,
            "confirmed by Bilal Raza on 10 Nov 2026 11:00",
            "Date and signature, client",
        ):
            self.assertIn(words, text)
        self.assertNotIn("SOC 2", text)

    def test_the_annex_of_a_draft_says_so(self):
        text = self.text(self.printed("report_scope_sheet", self.draft()))
        self.assertIn("Draft", text)
        self.assertIn("None are agreed", text)

    def test_the_annex_is_for_managers_and_leads_of_the_contract(self):
        sheet = self.agree(self.full())
        for person in (self.clerk, self.engineer.user_id):
            with self.assertRaises(AccessError):
                self.printed("report_scope_sheet", sheet, person)
        self.assertIn("Shopify", sheet.sudo()._annex_html())

    def test_it_is_a_pdf(self):
        sheet = self.agree(self.full())
        with self.allow_pdf_render():
            pdf = sheet.sudo().with_context(force_report_rendering=True)._annex_pdf()
        self.assertTrue(pdf.startswith(b"%PDF"))

    def test_the_renewal_sheet_says_what_was_used_and_what_is_proposed(self):
        sheet = self.agree(self.full())
        with at("2026-11-16 06:00"):
            answered, missed = self.make_critical().sudo(), self.make_critical().sudo()
            self.make_ticket()
            self.by(answered, self.engineer).engineer_reply("Hello")
        self.tick("2026-11-16 12:00")
        with at("2027-09-01 06:00"):
            renewal = sheet.browse(sheet.prepare_renewal()["res_id"])
            renewal.price = 2600
            self.policy(renewal, "high").amount = 3
            usage = renewal._renewal_usage()
            text = self.text(self.printed("report_renewal_sheet", renewal))
        self.assertEqual(missed.sla_state, "overdue")
        self.assertEqual(usage[0], ("Critical", 2, 1, 1))
        self.assertEqual(usage[-1][1:], (3, 1, 1))
        for words in (
            "Scope 2026, 1 Nov 2026 – 31 Oct 2027",
            "1 Nov 2027 – 31 Oct 2028",
            "2 Sep 2026 – 1 Sep 2027",
            "$ 2,600.00",
            "3 hours",
            "unchanged",
            renewal._digest(),
        ):
            self.assertIn(words, text)

    def test_tickets_of_more_than_a_year_ago_are_not_in_it(self):
        sheet = self.agree(self.full())
        with at("2026-11-16 06:00"):
            self.make_critical()
        with at("2027-11-17 06:00"):
            renewal = sheet.browse(sheet.prepare_renewal()["res_id"])
            # up to the last day of the validity, 31 October
            self.assertEqual(renewal._renewal_usage()[0][1], 1)
        with at("2028-11-20 06:00"):
            renewal.renews_id.sudo().invalidate_recordset()
            self.assertEqual(renewal._renewal_usage()[0][1], 1)
