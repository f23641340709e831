"""What a statement says: extra tickets, credits, corrections, and that it can be reckoned again."""

from odoo.tests import tagged

from ..common import at, utc
from .case import BillingCase


@tagged("post_install", "-at_install")
class TestStatement(BillingCase):
    def test_the_21st_ticket_of_a_standard_client_costs_25(self):
        """Article, Tier 2: "Up to 20 support tickets per month. Additional tickets are available
        at $25/ticket."""
        with at("2026-11-05 10:00"):
            self.file(20)
        with at("2026-11-06 10:00"):
            extra = self.file(2)
        self.close("2026-12-01 10:00")
        statement = self.statements()
        self.assertEqual(
            self.lines(statement),
            [("base", "", 299.0), ("extra", "Delta Distribution", 50.0)],
        )
        self.assertEqual(statement.line_ids[1].ticket_ids, extra)
        self.assertEqual(statement.line_ids[1].quantity, 2)
        self.assertEqual(statement.total, 349.0)
        self.assertTrue(statement.holds)

    def test_a_defect_confirmed_in_time_is_free_of_it(self):
        with at("2026-11-05 10:00"):
            tickets = self.file(21)
        with at("2026-11-30 10:00"):
            tickets[0]._free_use("defect")
        self.close("2026-12-01 10:00")
        self.assertEqual(self.statements().total, 299.0)

    def test_a_use_freed_late_is_put_right_on_the_next_statement(self):
        with at("2026-11-05 10:00"):
            tickets = self.file(21)
        self.close("2026-11-30 19:20")
        with at("2026-12-03 10:00"):
            tickets[3]._free_use("defect")
        self.close("2026-12-31 19:20")
        first, second = self.statements()
        self.assertEqual(first.total, 324.0)
        self.assertEqual(
            self.lines(second),
            [("base", "", 299.0), ("correction", "Delta Distribution", -25.0)],
        )
        correction = second.line_ids[1]
        self.assertEqual(str(correction.for_start), "2026-11-01")
        self.assertEqual(correction.reason, f"{tickets[3].number}: Defect in ECOSIRE's work")
        self.assertEqual(correction.ticket_ids, tickets[3])
        self.assertTrue(first.holds and second.holds)
        # said once: not again on the statement after
        self.close("2027-01-31 19:20")
        self.assertEqual(self.statements()[2].total, 299.0)

    def test_what_is_entered_while_a_period_closes_is_not_lost(self):
        """A transaction that began before the end, and is kept only after the closing."""
        with at("2026-11-05 10:00"):
            self.file(20)
        self.close("2026-11-30 19:16")
        with at("2026-11-30 19:05"):
            late = self.file()  # its row says 19:05, after the cutoff of 19:01
        late.usage_ids.flush_recordset()
        self.env.cr.execute(
            "UPDATE ecosire_support_contract_usage SET at = '2026-11-30 18:59:50' WHERE id = %s",
            late.usage_ids.ids,
        )
        self.env.invalidate_all()
        self.close("2026-12-31 19:20")
        self.assertEqual(
            self.lines(self.statements()[1]),
            [("base", "", 299.0), ("correction", "Delta Distribution", 25.0)],
        )

    def test_corrections_alone_make_a_statement(self):
        with at("2026-11-02 10:00"):
            self.confirm(self.ask("downgrade", "included"))
        with at("2026-12-05 10:00"):
            tickets = self.file(21)
        self.close("2027-01-01 10:00")
        with at("2027-01-10 10:00"):
            tickets[0]._free_use("duplicate")
        self.close("2027-03-01 10:00")
        self.assertEqual(self.statements().mapped("total"), [299.0, 324.0, -25.0])
        self.assertEqual(
            self.lines(self.statements()[2])[-1], ("correction", "Delta Distribution", -25.0)
        )

    def test_statements_of_one_late_night_correct_nothing_twice(self):
        with at("2026-11-05 10:00"):
            tickets = self.file(22)
        with at("2026-12-05 10:00"):
            tickets[0]._free_use("defect")
        self.close("2027-02-03 10:00")
        self.assertEqual(self.statements().mapped("total"), [324.0, 299.0, 299.0])

    # -- two companies

    def test_two_companies_have_one_quota_and_a_column_each(self):
        company, clerk, _manager = self.second_company()
        with at("2026-11-05 10:00"):
            self.file(19)
            self.file(1, user=clerk)
        with at("2026-11-06 10:00"):
            self.file(1)
            self.file(2, user=clerk)
        self.close("2026-12-01 10:00")
        statement = self.statements()
        self.assertEqual(
            self.lines(statement),
            [
                ("base", "", 299.0),
                ("extra", "Delta Distribution", 25.0),
                ("extra", "Delta Retail", 50.0),
            ],
        )
        columns = statement._columns()
        self.assertEqual(
            columns["heads"], ["Whole contract", "Delta Distribution", "Delta Retail", "Total"]
        )
        self.assertEqual(columns["rows"][-1]["amounts"], [299.0, 25.0, 50.0, 374.0])
        self.assertEqual(company.name, "Delta Retail")

    def test_a_unit_that_one_company_gives_back_may_be_the_others_gain(self):
        _company, clerk, _manager = self.second_company()
        with at("2026-11-05 10:00"):
            tickets = self.file(20)
        with at("2026-11-06 10:00"):
            self.file(1, user=clerk)
        self.close("2026-12-01 10:00")
        with at("2026-12-03 10:00"):
            tickets[0]._free_use("defect")
        self.close("2027-01-01 10:00")
        self.assertEqual(
            self.lines(self.statements()[1])[-1], ("correction", "Delta Retail", -25.0)
        )

    # -- agreed credits

    def miss(self, moment="2026-11-09 05:00"):
        """A critical ticket at ``moment`` that nobody answers within its 4 hours."""
        with at(moment):
            return self.make_critical().sudo()

    def test_an_agreed_credit_is_taken_off(self):
        ticket = self.miss()
        with at("2026-11-09 12:00"):
            self.tick("2026-11-09 12:00")
        with self.credit("40"):
            self.close("2026-12-01 10:00")
            statement = self.statements()
            self.assertEqual(
                self.lines(statement),
                [("base", "", 299.0), ("credit", "Delta Distribution", -40.0)],
            )
            self.assertIn(ticket.number, statement.line_ids[1].name)
            self.assertEqual(statement.total, 259.0)
            self.assertTrue(statement.holds)

    def test_nothing_is_credited_where_nothing_is_agreed(self):
        self.miss()
        with at("2026-11-09 12:00"):
            self.tick("2026-11-09 12:00")
        self.close("2026-12-01 10:00")
        self.assertEqual(self.statements().total, 299.0)

    def test_an_accepted_delay_is_not_credited(self):
        ticket = self.miss()
        with at("2026-11-09 12:00"):
            self.tick("2026-11-09 12:00")
            self.by(ticket, self.manager).accept_delay("it was our own network")
        with self.credit("40"):
            self.close("2026-12-01 10:00")
        self.assertEqual(self.statements().total, 299.0)

    def test_a_delay_accepted_late_takes_the_credit_back(self):
        ticket = self.miss()
        with at("2026-11-09 12:00"):
            self.tick("2026-11-09 12:00")
        with self.credit("40"):
            self.close("2026-12-01 10:00")
            with at("2026-12-02 12:00"):
                self.by(ticket, self.manager).accept_delay("it was our own network")
            self.close("2027-01-01 10:00")
            first, second = self.statements()
            self.assertEqual((first.total, second.total), (259.0, 339.0))
            self.assertIn(
                f"{ticket.number}, First answer: Delay accepted", second.line_ids[1].reason
            )
            self.assertTrue(first.holds and second.holds)

    def test_a_missed_aim_is_not_credited(self):
        company, contract = self.make_company("Gamma", "ecosire_support.plan_included")
        clerk = self.make_staff("gamma_clerk", company=company)
        with at("2026-11-09 05:00"):
            self.make_critical(clerk, topic_id=self.env.ref("ecosire_support.topic_licence").id)
        self.tick("2026-11-12 12:00")
        period = contract._period_at(utc("2026-11-12 12:00"))
        with self.credit("40"):
            self.assertEqual(contract._bill(period).total, 0)

    # -- reckoning again

    def test_a_row_that_was_tampered_with_is_noticed(self):
        with at("2026-11-05 10:00"):
            self.file(21)
        self.close("2026-12-01 10:00")
        statement = self.statements()
        self.assertTrue(statement.holds)
        for change in (
            "UPDATE ecosire_support_contract_statement SET total = total - 1 WHERE id = %s",
            "UPDATE ecosire_support_contract_statement_line SET amount = 298 "
            "WHERE kind = 'base' AND statement_id = %s",
            "DELETE FROM ecosire_support_contract_usage WHERE contract_id = "
            "(SELECT contract_id FROM ecosire_support_contract_statement WHERE id = %s)",
            "UPDATE ecosire_support_contract_term SET price = 250 WHERE contract_id = "
            "(SELECT contract_id FROM ecosire_support_contract_statement WHERE id = %s)",
        ):
            with self.subTest(change), self.cr.savepoint() as savepoint:
                self.env.flush_all()
                self.cr.execute(change, [statement.id])
                self.env.invalidate_all()
                self.assertFalse(statement.holds)
                for person in (self.manager, self.lead):
                    said = self.by(statement, person).verify()["params"]
                    self.assertEqual(said["type"], "danger")
                savepoint.rollback()
                self.env.invalidate_all()
        self.assertEqual(self.by(statement, self.manager).verify()["params"]["type"], "success")

    def test_every_statement_of_a_busy_year_is_reckoned_again_to_the_cent(self):
        with at("2026-11-12 10:00"):
            self.confirm(self.ask("short_term", "priority", months=3))
        month_tickets = []
        for month in range(12):
            year, number = divmod(10 + month, 12)
            day = f"{2026 + year}-{number + 1:02d}-"
            self.close(f"{day}01 10:00")
            with at(f"{day}05 10:00"):
                month_tickets.append(self.file(22))
            with at(f"{day}20 10:00"):
                month_tickets[-1][0]._free_use("duplicate")
                if month:
                    month_tickets[-2][5]._free_use("defect")
        self.close("2027-11-02 10:00")
        statements = self.statements()
        self.assertEqual(len(statements), 12)
        self.assertTrue(all(one.holds for one in statements))
        # 11 of 30 days of Standard with one extra ticket, 19 of Priority
        self.assertEqual(statements[0].total, 109.63 + 506.03 + 25)
        # Priority without a quota, and a defect of November that was confirmed late
        self.assertEqual(statements[1].total, 799 - 25)
        self.assertEqual(statements[2].total, 799)
        # Standard again from 1 March: 22 tickets, one a duplicate
        self.assertEqual(statements[4].total, 299 + 25)
        self.assertEqual(statements[5].total, 299 + 25 - 25)

    # -- the running period

    def test_what_the_running_period_costs_so_far(self):
        with at("2026-11-05 10:00"):
            self.file(23)
            self.assertEqual(self.contract._bill_so_far(utc("2026-11-05 10:00")).total, 374)
            contract = self.by(self.contract, self.manager)
            contract.invalidate_recordset()
            self.assertEqual(
                contract.bill_text.replace("\xa0", " "),
                "$ 374.00 (1 Nov – 30 Nov 2026): $ 299.00 for the plan, "
                "$ 75.00 for 3 extra tickets",
            )

    def test_how_far_the_quota_is_used(self):
        with at("2026-11-02 10:00"):
            self.file(4)
            state = self.contract._quota_state(utc("2026-11-02 10:00"))
            self.assertEqual(tuple(state), (4, 20, 0, None))
        with at("2026-11-10 19:00"):  # ten days of thirty
            self.file(4)
            state = self.contract._quota_state(utc("2026-11-10 19:00"))
            self.assertEqual(tuple(state), (8, 20, 0, 24))

    def test_money_is_shown_without_activating_the_currency(self):
        rupee = self.env.ref("base.PKR")
        rupee.active = False
        self.contract.currency_id = rupee
        self.close("2026-12-01 10:00")
        statement = self.by(self.statements(), self.manager)
        self.assertIn("299.00", statement.total_text)
        self.assertIn(rupee.symbol, statement.total_text)
        self.assertFalse(rupee.active)
