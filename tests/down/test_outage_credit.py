"""An outage under a scope sheet with credits: what a miss costs is said before anybody confirms it."""

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..common import at, utc
from ..sheet.case import SheetCase


@tagged("post_install", "-at_install")
class TestOutageCredit(SheetCase):
    def agreed(self):
        sheet = self.draft()
        self.credit(sheet, 150)
        return self.agree(sheet)

    def outage(self, reported="2026-11-24 02:10"):
        return self.make_critical(
            self.manager, reported_at=utc(reported), outage_evidence="A call"
        ).sudo()

    def statements(self):
        return self.env["ecosire.support.contract.statement"].search(
            [("contract_id", "=", self.contract.id)], order="date_from"
        )

    def close(self, text):
        with at(text):
            self.env["ecosire.support.contract"]._cron_close_periods()

    def test_the_credit_is_named_before_the_click_and_not_where_none_is_due(self):
        self.agreed()
        with at("2026-11-24 05:05"):
            ticket = self.outage()
            self.assertIn("For the miss $ 150.00 is credited.", self.said(ticket))
            # of a report a moment ago nothing is missed yet
            self.assertNotIn("credited", self.said(self.outage("2026-11-24 05:00")))

    def said(self, record, partner=None):
        if partner or record._name != "ecosire.support.ticket":
            return super().said(record, partner)
        return self.by(record, self.lead).outage_text.replace("\xa0", " ")

    def test_in_a_closed_period_it_is_a_correction_of_the_next_statement(self):
        self.agreed()
        self.close("2026-12-01 01:00")
        before = self.statements()
        [november] = before.filtered(lambda one: str(one.date_from) == "2026-11-01")
        total = november.total
        with at("2026-12-02 05:05"):
            ticket = self.outage()
            text = self.said(ticket)
            self.assertIn("That billing period is closed", text)
            self.by(ticket, self.lead).confirm_outage()
        self.assertEqual(ticket.clock_id.breached_at, utc("2026-11-24 03:10"))
        self.close("2027-01-01 01:00")
        december = (self.statements() - before)[-1:]
        corrections = december.line_ids.filtered(lambda line: line.kind == "correction")
        self.assertEqual(corrections.mapped("amount"), [-150])
        self.assertIn(ticket.number, "".join(corrections.mapped("reason")))
        self.assertEqual(november.total, total)
        for statement in november | december:
            self.assertTrue(self.by(statement, self.manager).holds)

    def test_a_clerk_reads_no_amount(self):
        self.agreed()
        with at("2026-11-24 05:05"):
            ticket = self.make_critical(
                self.manager, reported_at=utc("2026-11-24 02:10"), outage_evidence="A call"
            )
            ticket.sudo().message_subscribe(self.clerk.partner_id.ids)
            with self.assertRaises(AccessError):
                self.by(ticket, self.clerk).read(["outage_text"])
