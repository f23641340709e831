"""A billing period closes once, and what comes later is put right on the next statement."""

from psycopg2 import IntegrityError

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import at, utc
from .case import BillingCase


@tagged("post_install", "-at_install")
class TestClosing(BillingCase):
    def test_a_period_is_stated_a_quarter_of_an_hour_after_its_end(self):
        self.close("2026-11-30 19:14")
        self.assertFalse(self.periods())
        self.close("2026-11-30 19:15")
        period = self.periods()
        self.assertEqual((str(period.start), str(period.end)), ("2026-11-01", "2026-12-01"))
        self.assertEqual(period.cutoff_at, utc("2026-11-30 19:00"))
        statement = self.statements()
        code = self.contract.code
        self.assertEqual(statement.name, f"{code}-S-2026-11")
        self.assertEqual(
            (str(statement.date_from), str(statement.date_to)), ("2026-11-01", "2026-11-30")
        )
        self.assertEqual(self.lines(statement), [("base", "", 299.0)])
        self.assertEqual(statement.total, 299.0)

    def test_a_cron_that_runs_again_changes_nothing(self):
        self.close("2026-12-01 10:00")
        before = self.statements().hash
        for moment in ("2026-12-01 10:00", "2026-12-01 11:00", "2026-12-15 11:00"):
            self.close(moment)
        self.assertEqual(self.statements().mapped("hash"), [before])

    def test_a_period_closed_twice_is_refused_in_words(self):
        self.close("2026-12-01 10:00")
        period = self.periods()._to_core()
        with at("2026-12-01 11:00"), self.assertRaisesRegex(UserError, "closed already"):
            self.contract._close(period, utc("2026-12-01 11:00"))
        self.assertEqual(len(self.statements()), 1)

    def test_a_period_that_runs_is_not_closed(self):
        with at("2026-11-20 10:00"), self.assertRaisesRegex(UserError, "not ended yet"):
            period = self.contract._period_at(utc("2026-11-20 10:00"))
            self.contract._close(period, utc("2026-11-20 10:00"))

    def test_a_cron_that_comes_late_closes_several_in_order(self):
        self.close("2027-03-05 10:00")
        self.assertEqual(
            self.statements().mapped("name"),
            [
                f"{self.contract.code}-S-{month}"
                for month in ("2026-11", "2026-12", "2027-01", "2027-02")
            ],
        )
        self.assertEqual(self.statements().mapped("total"), [299.0] * 4)

    def test_nothing_is_closed_where_nothing_was_ever_billed(self):
        company = self.env["res.company"].create({"name": "Gamma"})
        contract = self.env["ecosire.support.contract"]._in_force(company)
        self.close("2027-03-05 10:00")
        self.assertFalse(self.periods(contract))

    def test_billing_begins_with_the_period_in_which_the_plan_was_entered(self):
        """A plan that stood for years is billed from here on, whole: its start is long past."""
        self.bill_from("2027-01-20 10:00")
        self.close("2027-02-10 10:00")
        self.assertEqual(str(self.periods().start), "2027-01-01")
        self.assertEqual(self.statements().total, 299.0)

    def test_a_free_plan_after_a_paid_one_gets_periods_but_no_statements(self):
        with at("2026-11-05 10:00"):
            self.confirm(self.ask("downgrade", "included"))
        self.close("2027-03-05 10:00")
        self.assertEqual(len(self.periods()), 4)
        # 30 days from 5 November: from the period that begins on 1 January
        self.assertEqual(self.statements().mapped("total"), [299.0, 299.0])

    def test_a_leap_february_and_a_billing_day_of_31(self):
        self.contract.anchor_day = 31
        self.bill_from("2028-01-31 10:00")
        with at("2028-02-28 20:00"):  # already the 29th in Karachi
            self.contract._open_term(self.plan("priority"), utc("2028-02-28 20:00"))
        self.close("2028-04-02 10:00")
        self.assertEqual(
            [(str(one.date_from), str(one.date_to)) for one in self.statements()],
            [("2028-01-31", "2028-02-28"), ("2028-02-29", "2028-03-30")],
        )
        self.assertEqual(self.statements().mapped("total"), [299.0, 799.0])

    def test_the_day_of_an_upgrade_is_the_new_plans(self):
        with at("2026-11-11 10:00"):
            self.confirm(self.ask("upgrade", "priority"))
        self.close("2026-12-01 10:00")
        self.assertEqual(self.lines(self.statements()), [("base", "", 99.67), ("base", "", 532.67)])
        first = self.statements().line_ids[0]
        self.assertIn("1 Nov 2026 – 10 Nov 2026: 10 of 30 days", first.name)

    def test_a_contract_that_ended_is_billed_to_the_day_before(self):
        with at("2026-11-16 10:00"):
            self.contract.ended_at = utc("2026-11-16 10:00")
        self.close("2027-03-05 10:00")
        self.assertEqual(self.statements().mapped("total"), [149.5])
        self.assertEqual(len(self.periods()), 1)

    def test_one_contract_that_cannot_be_reckoned_does_not_hold_the_others(self):
        _company, other = self.make_company("Omega", "ecosire_support.plan_standard")
        self.bill_from("2026-11-01 10:00", other)
        other.anchor_day = 1
        usage = self.env["ecosire.support.contract.usage"]
        with at("2026-11-05 10:00"):
            ticket = self.file()
        # a row of the other contract that core refuses: the ticket is counted twice
        usage.create(
            {
                "contract_id": self.contract.id,
                "term_id": self.contract.term_ids[:1].id,
                "company_id": self.company.id,
                "ticket_id": ticket.id,
                "kind": "freed",
                "cause": "cancelled",
                "at": "2026-11-05 10:00:00",
                "recorded_at": "2026-11-05 10:00:00",
            }
        )
        self.env.flush_all()
        self.env.cr.execute(
            "ALTER TABLE ecosire_support_contract_usage DROP CONSTRAINT ecosire_support_contract_usage_once_per_kind"
        )
        self.env.cr.execute(
            "UPDATE ecosire_support_contract_usage SET kind = 'used' WHERE ticket_id = %s",
            [ticket.id],
        )
        self.env.invalidate_all()
        with self.assertLogs("odoo.addons.ecosire_support.models.billing.contract_close", "ERROR"):
            self.close("2026-12-01 10:00")
        self.assertFalse(self.statements())
        self.assertEqual(self.statements(other).total, 299.0)

    def test_a_negative_price_is_refused(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError), self.cr.savepoint():
            self.contract.term_ids[:1].price = -1
            self.env.flush_all()

    def test_both_sides_are_told_with_the_fingerprint(self):
        self.contract._set_mailbox("desk@ecosire.example")
        self.close("2026-12-01 10:00")
        statement = self.statements()
        people = (
            self.manager.partner_id
            | self.lead.user_id.partner_id
            | self.contract.mailbox_partner_id
        )
        for partner in people:
            (message,) = self.said(self.contract, partner)
            self.assertIn(statement.hash, message.body)
            self.assertIn("not an invoice", message.body)
        self.assertFalse(self.said(self.contract, self.engineer.user_id.partner_id))
        self.assertFalse(self.said(self.contract, self.clerk.partner_id))

    def test_statements_and_periods_are_never_changed(self):
        self.close("2026-12-01 10:00")
        statement = self.statements()
        for row, vals in (
            (statement, {"total": 1.0}),
            (statement, {"vendor_bill": 5, "total": 1.0}),
            (statement.line_ids, {"amount": 1.0}),
            (self.periods(), {"cutoff_at": "2027-01-01 00:00:00"}),
        ):
            with self.assertRaises(UserError):
                row.write(vals)
            with self.assertRaises(UserError):
                row.unlink()
