"""ECOSIRE's vendor bill beside the statement; where `account` is missing, that it is said so."""

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from ..common import at
from .case import BillingCase


class VendorBillCase(BillingCase):
    def setUp(self):
        super().setUp()
        with at("2026-11-05 10:00"):
            self.file(21)
        self.close("2026-12-01 10:00")
        self.statement = self.statements()
        self.view = self.by(self.statement, self.manager)


@tagged("post_install", "-at_install")
class TestWithoutAccount(VendorBillCase):
    def test_nobody_who_may_not_read_bills_links_one(self):
        """Without `account`, and also with it for a manager who has no right on bills."""
        self.assertFalse(self.view.can_link_bill)
        self.assertFalse(self.view.bill_comparison)
        with self.assertRaisesRegex(UserError, "Invoicing"):
            self.view.link_bill(1)
        wizards = self.env["ecosire.support.statement.bill"].with_user(self.manager)
        wizards = wizards.with_context(active_id=self.statement.id)
        self.assertEqual(wizards._bills(), [])
        with self.assertRaisesRegex(UserError, "Choose"):
            wizards.create({}).action_link()

    def test_a_lead_links_none(self):
        with self.assertRaises(AccessError):
            self.by(self.statement, self.lead).link_bill(1)


@tagged("-standard", "post_install", "-at_install", "needs_account")
class TestVendorBill(VendorBillCase):
    """For a database that has `account`: ``-i ecosire_support,account`` and
    ``--test-tags needs_account``."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager.group_ids += cls.env.ref("account.group_account_invoice")
        chart = cls.env["account.chart.template"]
        chart.try_loading("generic_coa", company=cls.company, install_demo=False)
        cls.company.currency_id = cls.env.ref("base.USD")
        cls.vendor = cls.env["res.partner"].create({"name": "ECOSIRE"})

    def bill(self, *amounts, kind="in_invoice", company=None, vendor=None, currency="USD"):
        company = company or self.company
        moves = self.env["account.move"].with_company(company)
        return moves.create(
            {
                "move_type": kind,
                "partner_id": (vendor or self.vendor).id,
                "invoice_date": "2026-12-02",
                "currency_id": self.env.ref(f"base.{currency}").id,
                "invoice_line_ids": [
                    Command.create(
                        {"name": f"Support {place}", "price_unit": amount, "tax_ids": False}
                    )
                    for place, amount in enumerate(amounts)
                ],
            }
        )

    def compared(self, bill):
        values = self.view._comparison_values(self.by(bill, self.manager))
        rows = [(row["verdict"], row["stated_text"], row["billed_text"]) for row in values["rows"]]
        return [tuple(text.replace("\xa0", " ") for text in row) for row in rows], values

    def test_a_bill_that_agrees(self):
        rows, values = self.compared(self.bill(25, 299))
        self.assertEqual(rows, [("same", "$ 299.00", "$ 299.00"), ("same", "$ 25.00", "$ 25.00")])
        self.assertFalse(values["difference"])

    def test_a_bill_that_asks_more_and_one_that_lacks_a_line(self):
        rows, values = self.compared(self.bill(299, 50, 10))
        self.assertEqual(
            rows,
            [
                ("same", "$ 299.00", "$ 299.00"),
                ("different", "$ 25.00", "$ 50.00"),
                ("only_billed", "", "$ 10.00"),
            ],
        )
        self.assertEqual(values["difference_text"].replace("\xa0", " "), "$ 35.00")
        rows, _values = self.compared(self.bill(299))
        self.assertEqual(rows[1], ("not_billed", "$ 25.00", ""))

    def test_linked_by_the_manager_and_shown_on_the_statement(self):
        bill = self.bill(299, 50)
        form = Form(
            self.env["ecosire.support.statement.bill"]
            .with_user(self.manager)
            .with_context(active_id=self.statement.id)
        )
        form.bill = str(bill.id)
        self.assertIn("Differs", form.comparison)
        form.save().action_link()
        self.assertEqual(self.statement.vendor_bill, bill.id)
        self.view.invalidate_recordset()
        self.assertTrue(self.view.can_link_bill)
        self.assertIn("beyond the statement", self.view.bill_comparison)
        self.assertTrue(self.view.holds, "the link is no part of what is stated")
        self.view.unlink_bill()
        self.assertFalse(self.statement.vendor_bill)

    def test_a_name_on_the_bill_is_text(self):
        bill = self.bill(299)
        bill.invoice_line_ids.name = "<script>alert(1)</script>"
        html = self.view._compared_with(self.by(bill, self.manager))
        self.assertNotIn("<script>", html)
        self.assertIn("&lt;script&gt;", html)

    def test_bills_that_are_not_for_this_statement_are_refused(self):
        other_company, other = self.make_company("Omega", "ecosire_support.plan_standard")
        self.env["account.chart.template"].try_loading(
            "generic_coa", company=other_company, install_demo=False
        )
        foreign = self.bill(299, company=other_company)
        sale = self.bill(299, kind="out_invoice")
        cancelled = self.bill(299)
        cancelled.button_cancel()
        for bill in (foreign, sale, cancelled):
            with self.assertRaisesRegex(UserError, "no vendor bill"):
                self.view.link_bill(bill.id)
        self.contract.vendor_id = self.env["res.partner"].create({"name": "ECOSIRE Ltd"})
        with self.assertRaisesRegex(UserError, "no vendor bill"):
            self.view.link_bill(self.bill(299).id)

    def test_a_bill_charges_for_one_statement(self):
        self.close("2027-01-01 10:00")
        bill = self.bill(299)
        self.view.link_bill(bill.id)
        second = self.by(self.statements()[1], self.manager)
        with self.assertRaisesRegex(UserError, "no other statement"):
            second.link_bill(bill.id)

    def test_another_currency_is_said(self):
        euro = self.env.ref("base.EUR")
        euro.active = True
        _rows, values = self.compared(self.bill(299, 25, currency="EUR"))
        self.assertFalse(values["same_currency"])
        html = self.view._compared_with(self.by(self.bill(299, 25, currency="EUR"), self.manager))
        self.assertIn("cannot be", " ".join(html.split()))

    def test_a_bill_that_was_deleted_is_no_longer_shown(self):
        bill = self.bill(299)
        self.view.link_bill(bill.id)
        bill.unlink()
        self.view.invalidate_recordset()
        self.assertFalse(self.view.bill_comparison)
