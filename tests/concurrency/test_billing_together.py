"""Several servers close the same billing periods at one instant: once, with one statement each."""

from odoo.tests import tagged

from .case import ConcurrencyCase

CONTRACTS = """SELECT DISTINCT contract_id FROM ecosire_support_contract_term
                WHERE price > 0 OR quota > 0"""


@tagged("post_install", "-at_install")
class TestBillingTogether(ConcurrencyCase):
    def setUp(self):
        super().setUp()
        self.db.rows(
            """TRUNCATE ecosire_support_contract_period, ecosire_support_contract_statement,
                        ecosire_support_contract_statement_line CASCADE"""
        )
        self.db.rows("UPDATE ecosire_support_contract_term SET recorded_at = '2026-11-01 10:00:00'")
        self.db.rows("UPDATE ecosire_support_contract SET anchor_day = 1")

    def test_three_servers_close_four_months(self):
        answers = self.db.run_parallel("close_periods", n=3, moment="2027-03-05 10:00:00")
        contracts = len(self.db.rows(CONTRACTS))
        for table in ("period", "statement"):
            kept, different = self.db.rows(
                f"""SELECT count(*), count(DISTINCT (contract_id, {
                    "start" if table == "period" else "date_from"
                })) FROM ecosire_support_contract_{table}"""
            )[0]
            self.assertEqual((kept, different), (4 * contracts, 4 * contracts))
        told = self.db.value(
            """SELECT count(*) FROM mail_message WHERE model = 'ecosire.support.contract'
                AND message_type = 'notification' AND body LIKE '%%not an invoice%%'"""
        )
        self.assertEqual(told, 4 * contracts, "each statement is logged once")
        self.assertEqual(
            self.db.rows("SELECT DISTINCT total FROM ecosire_support_contract_statement"), [(299,)]
        )
        self.report("three servers closed four months", answers)

    def test_tickets_filed_while_periods_close_are_billed_once(self):
        """The ledger's rows come while another server closes: each is on one statement."""
        self.db.run("file", moments=["2026-11-05 10:00"] * 21)
        self.db.run_together(
            ("file", {"moments": ["2026-12-05 10:00"] * 22}),
            ("close_periods", {"moment": "2026-12-06 10:00:00"}),
        )
        self.db.run("close_periods", moment="2027-01-06 10:00:00")
        totals = self.db.rows(
            "SELECT total FROM ecosire_support_contract_statement ORDER BY date_from"
        )
        self.assertEqual(totals, [(324,), (349,)])
