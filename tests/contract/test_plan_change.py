"""Changes of the plan: asked for, confirmed, in force; never a gap, never two at once (DESIGN §4)."""

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import at, utc
from .case import ContractCase


@tagged("post_install", "-at_install")
class TestPlanChange(ContractCase):
    def test_an_upgrade_is_in_force_the_moment_it_is_confirmed(self):
        """Article, FAQ: "Upgrades … take effect immediately upon the partner's confirmation"."""
        with at("2026-11-10 10:00"):
            change = self.ask("upgrade", "priority")
            self.assertEqual(self.plan_now(), "standard")
        with at("2026-11-12 08:30"):
            self.confirm(change)
            self.assertEqual(self.plan_now(), "priority")
        self.assertEqual(change.state, "in_force")
        self.assertEqual(change.effective_at, utc("2026-11-12 08:30"))
        self.assertEqual(len(change.fingerprint), 64)

    def test_a_downgrade_begins_with_the_first_period_after_30_days(self):
        """Article, FAQ: "at the next billing cycle start after the 30-day notice period"."""
        with at("2026-11-10 10:00"):
            change = self.ask("downgrade", "included")
        with at("2026-11-25 10:00"):
            self.confirm(change)
            self.assertEqual((self.plan_now(), change.state), ("standard", "confirmed"))
        # 30 days from 10 Nov is 10 Dec; the period after begins on 1 Jan, in Karachi
        self.assertEqual(change.effective_at, utc("2026-12-31 19:00"))
        with at("2026-12-31 18:59"):
            self.assertEqual(self.plan_now(), "standard")
        with at("2026-12-31 19:00"):
            self.assertEqual(self.plan_now(), "included")

    def test_the_cron_says_once_that_a_downgrade_has_begun(self):
        with at("2026-11-10 10:00"):
            change = self.confirm(self.ask("downgrade", "included"))
        with at("2027-01-03 10:00"):
            self.begin_due()
            said = self.said(self.contract)
            self.begin_due()
            self.assertEqual(self.said(self.contract), said)
        self.assertEqual(change.state, "in_force")

    def test_a_plan_for_some_months_ends_by_itself(self):
        """Article, FAQ: "short-term Priority Support coverage (minimum 3 months)"."""
        with at("2026-11-10 10:00"):
            with self.assertRaisesRegex(UserError, "3 months at least"):
                self.ask("short_term", "priority", months=2)
            with self.assertRaisesRegex(UserError, "24 months at most"):
                self.ask("short_term", "priority", months=2_000_000_000)
            change = self.confirm(self.ask("short_term", "priority", months=3))
            self.assertEqual(self.plan_now(), "priority")
        self.assertEqual(change.ends_at, utc("2027-02-28 19:00"))
        with at("2027-02-28 18:59"):
            self.assertEqual(self.plan_now(), "priority")
        with at("2027-02-28 19:00"):
            self.assertEqual(self.plan_now(), "standard")
            self.begin_due()
        self.assertEqual(change.state, "ended")
        back = self.contract.term_ids.sorted("start")[-1]
        self.assertEqual((back.price, back.quota, back.extra_price), (299, 20, 25))

    def test_a_plan_we_already_have_counts_from_its_true_start(self):
        with at("2026-11-01 10:00"):
            company = self.env["res.company"].create({"name": "Newcomer"})
        contract = self.contract._in_force(company)
        self.manager.company_ids |= company
        self.lead._grant(contract, utc("2026-01-01 00:00"), utc("2099-01-01 00:00"))
        self.contract = contract
        with at("2026-11-10 10:00"):
            ticket = (
                self.env["ecosire.support.ticket"]
                .with_user(self.manager)
                .submit(
                    {
                        "name": "Prices",
                        "company_id": company.id,
                        "topic_id": self.env.ref("ecosire_support.topic_odoo_config").id,
                    }
                )
            )
            self.assertFalse(ticket.clock_ids)
        with at("2026-11-12 10:00"):
            change = self.ask("existing", "standard", true_start="2026-03-15")
            self.confirm(change)
            self.assertEqual(self.plan_now(contract), "standard")
        self.assertEqual(len(contract.term_ids), 1)
        self.assertEqual(contract.anchor_day, 15)
        self.assertEqual(contract.term_ids.start, utc("2026-03-14 19:00"))
        self.assertEqual(ticket.sudo().clock_id.submitted_at, utc("2026-11-12 10:00"))

    def test_a_plan_that_is_recorded_is_not_recorded_again(self):
        with self.assertRaisesRegex(UserError, "recorded already"):
            self.ask("existing", "priority", true_start="2026-03-15")

    def test_open_tickets_are_treated_as_raised(self):
        with at("2026-11-10 06:00"):
            ticket = self.file(impact="stopped", workaround="nobody")
            self.assertEqual(ticket.deadline, utc("2026-11-10 10:00"))
            self.confirm(self.ask("upgrade", "priority"))
            self.assertEqual(ticket.deadline, utc("2026-11-10 08:00"))

    def test_one_request_at_a_time(self):
        self.ask("upgrade", "priority")
        with self.assertRaisesRegex(UserError, "waits for ECOSIRE already"):
            self.ask("downgrade", "included")

    def test_two_requests_at_one_instant_are_kept_apart_by_the_database(self):
        change = self.ask("upgrade", "priority")
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            self.env.cr.execute(
                "INSERT INTO ecosire_support_plan_change (contract_id, kind, state)"
                " VALUES (%s, 'upgrade', 'requested')",
                [change.contract_id.id],
            )

    def test_what_makes_no_sense_is_refused_in_words(self):
        for plan, kind, words in (
            ("standard", "downgrade", "your plan already"),
            ("standard", "upgrade", "your plan already"),
            ("priority", "downgrade", "Ask for an upgrade"),
            ("included", "upgrade", "Ask for a downgrade"),
            ("enterprise", "short_term", "not offered for some months"),
        ):
            with self.assertRaisesRegex(UserError, words), self.env.cr.savepoint():
                self.ask(kind, plan, months=3)
        self.assertFalse(self.contract.change_ids)

    def test_only_a_manager_asks_and_only_a_lead_decides(self):
        for person in (self.clerk, self.lead.user_id, self.engineer.user_id):
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                self.ask("upgrade", "priority", user=person)
        change = self.ask("upgrade", "priority")
        for person in (self.clerk, self.manager, self.engineer):
            with self.assertRaises(AccessError):
                self.by(change, person).confirm()
            with self.assertRaises(AccessError):
                self.by(change, person).refuse("no")

    def test_no_ordinary_path_writes_a_change_or_a_term(self):
        """RPC and import come through create and write: nobody has the right."""
        change = self.ask("upgrade", "priority")
        administrator = self.make_staff("delta_admin", "base.group_system")
        for person in (self.manager, administrator):
            with self.assertRaises(AccessError):
                change.with_user(person).write({"state": "in_force"})
            with self.assertRaises(AccessError):
                self.contract.term_ids.with_user(person).write({"price": 0})
            with self.assertRaises(AccessError):
                change.with_user(person).copy()
            for model in ("plan.change", "contract.term", "contract.usage"):
                rows = self.env[f"ecosire.support.{model}"].with_user(person)
                imported = rows.load(["contract_id/.id"], [[str(self.contract.id)]])
                self.assertFalse(imported["ids"])
                self.assertIn("not allowed to create", imported["messages"][0]["message"])

    def test_a_lead_without_access_to_the_contract_decides_nothing(self):
        change = self.ask("upgrade", "priority")
        _company, other = self.make_company("Omega", self.plan_xmlid)
        foreign = self.make_engineer("Zia", "zia@ecosire.example", "lead", other)
        with self.assertRaises(AccessError):
            self.by(change, foreign).confirm()

    def test_it_is_decided_once(self):
        change = self.confirm(self.ask("upgrade", "priority"))
        for again in (self.by(change, self.lead).confirm, self.by(change, self.lead).refuse):
            with self.assertRaisesRegex(UserError, "decided already"):
                again("again")
        self.assertEqual(len(change.term_ids), 1)

    def test_a_refusal_says_why_and_changes_nothing(self):
        change = self.ask("upgrade", "priority")
        with self.assertRaisesRegex(UserError, "say why"):
            self.by(change, self.lead).refuse("  ")
        self.by(change, self.lead).refuse("There is an unpaid bill.")
        self.assertEqual((change.state, self.plan_now()), ("refused", "standard"))
        self.assertIn("unpaid bill", self.said(self.contract, self.manager.partner_id)[0].body)

    def test_a_confirmed_downgrade_can_be_withdrawn_until_it_begins(self):
        with at("2026-11-10 10:00"):
            change = self.confirm(self.ask("downgrade", "included"))
            self.by(change, self.manager).withdraw()
        with at("2027-02-01 10:00"):
            self.assertEqual(self.plan_now(), "standard")
            with self.assertRaisesRegex(UserError, "cannot be withdrawn"):
                self.by(change, self.manager).withdraw()

    def test_withdrawing_puts_back_what_the_change_replaced(self):
        with at("2026-11-10 10:00"):
            short = self.confirm(self.ask("short_term", "priority", months=3))
            change = self.confirm(self.ask("downgrade", "included"))
        with at("2026-11-20 10:00"):
            self.by(change, self.manager).withdraw()
        with at("2027-03-01 10:00"):
            self.assertEqual(self.plan_now(), "standard")
        self.assertEqual(short.state, "in_force")

    def test_an_upgrade_replaces_a_downgrade_to_come(self):
        with at("2026-11-10 10:00"):
            down = self.confirm(self.ask("downgrade", "included"))
            self.confirm(self.ask("upgrade", "priority"))
        self.assertEqual(down.state, "superseded")
        with at("2027-02-01 10:00"):
            self.assertEqual(self.plan_now(), "priority")

    def test_a_plan_for_some_months_that_is_kept_does_not_end(self):
        with at("2026-11-10 10:00"):
            short = self.confirm(self.ask("short_term", "priority", months=3))
        with at("2026-12-10 10:00"):
            self.confirm(self.ask("upgrade", "priority"))
        with at("2027-03-05 10:00"):
            self.begin_due()
            self.assertEqual(self.plan_now(), "priority")
        self.assertEqual(short.state, "superseded")

    def test_an_overdue_request_is_shown_and_told_once(self):
        """DESIGN: "due within 30 days"; until then reminders."""
        with at("2026-11-10 10:00"):
            change = self.ask("upgrade", "priority")
        with at("2026-11-17 10:00"):
            self.begin_due()
            self.assertIn("since 7 days", self.last_said())
        with at("2026-12-10 10:01"):
            change.invalidate_recordset(["is_overdue"])
            self.assertTrue(change.is_overdue)
            self.begin_due()
            said = self.said(self.contract)
            self.begin_due()
            self.assertEqual(self.said(self.contract), said)
            self.assertIn("Overdue", self.last_said())

    def test_a_price_cannot_be_negative(self):
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            self.contract._open_term(self.plan("priority"), utc("2026-12-01 00:00"), price=-1)
            self.env.flush_all()

    def test_two_terms_cannot_begin_at_one_instant(self):
        self.contract._open_term(self.plan("priority"), utc("2026-12-01 00:00"))
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            self.contract._open_term(self.plan("included"), utc("2026-12-01 00:00"))

    def test_a_plan_in_force_cannot_be_archived(self):
        with self.assertRaisesRegex(ValidationError, self.contract.code):
            self.plan("standard").active = False
        with at("2026-11-10 10:00"):
            self.confirm(self.ask("downgrade", "included"))
            with self.assertRaisesRegex(ValidationError, self.contract.code):
                self.plan("included").active = False

    def test_the_preview_says_what_an_upgrade_brings(self):
        """Issue: effective date, price now and then, proration, deadlines, gained and lost."""
        with at("2026-11-10 06:00"):
            ticket = self.file(impact="stopped", workaround="nobody")
            preview = self.draft("upgrade", "priority")._preview()
        self.assertIn("299", preview["price_now"])
        self.assertIn("799", preview["price_then"])
        # 9 days of Standard, 21 of Priority: the day of the upgrade is the new plan's
        self.assertEqual(len(preview["charges"]), 2)
        self.assertIn("9 of 30 days, $\xa089.70", preview["charges"][0])
        self.assertIn("21 of 30 days, $\xa0559.30", preview["charges"][1])
        number, _title, before, after = preview["tickets"][0]
        self.assertEqual(number, ticket.number)
        self.assertIn("11:00", before)
        self.assertIn("09:00", after)
        self.assertIn("Infrastructure", preview["gained"])
        self.assertIn("Tickets without a limit", preview["gained"])
        self.assertFalse(preview["lost"])
        self.assertFalse(self.contract.change_ids)

    def test_the_preview_says_what_a_downgrade_takes(self):
        with at("2026-11-10 06:00"):
            preview = self.draft("downgrade", "included")._preview()
        self.assertIn("Performance", preview["lost"])
        self.assertIn("1 Jan 2027", preview["effective"])
        self.assertFalse(preview["tickets"])

    def draft(self, kind, plan, **values):
        contract = self.contract
        values = {"kind": kind, "plan_id": self.plan(plan).id, **values}
        changes = self.env["ecosire.support.plan.change"].with_user(self.manager).sudo()
        return changes.new({**values, **contract.with_user(self.manager)._prepare_request()})

    def last_said(self):
        return self.said(self.contract)[0].body
