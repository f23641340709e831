"""Scope sheets as drafts: what stands on them at first, what may be typed, and by whom."""

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from ...hooks import uninstall_hook
from ..common import at, utc
from .case import SheetCase


@tagged("post_install", "-at_install")
class TestSheetDraft(SheetCase):
    def test_it_begins_with_what_the_plan_promises(self):
        sheet = self.draft()
        plan = self.plan("enterprise")
        self.assertEqual(sheet.plan_id, plan)
        self.assertEqual(len(sheet.policy_ids), len(plan.policy_ids))
        self.assertEqual(self.policy(sheet, "high").target_text, "4 hours")
        self.assertEqual(sheet.window_id._hours_text(), plan.window_id._hours_text())
        self.assertEqual(sheet.window_ids.sheet_id, sheet)
        self.assertFalse(sheet.policy_ids.window_id & plan.policy_ids.window_id)

    def test_a_manager_types_it_in_the_form(self):
        """Article, tier 4: "system complexity, number of integrated systems, SLA requirements,
        compliance requirements (GDPR, SOC 2, ISO 27001 alignment), and geographic coverage"."""
        sheets = self.env["ecosire.support.scope.sheet"].with_user(self.manager)
        with at("2026-11-10 06:00"), Form(sheets) as form:
            form.price = 2400
            form.complexity = "Three companies"
            form.sla_text = "Night shifts"
            form.gdpr = form.soc2 = form.iso27001 = True
            form.geography = "Rotterdam and Chicago"
            with form.system_ids.new() as line:
                line.name = "Shopify"
            with form.place_ids.new() as line:
                line.name = "Chicago"
                line.tz = "America/Chicago"
            with form.credit_ids.new() as line:
                line.severity = "critical"
                line.amount = 100
        sheet = form.record
        self.assertEqual(sheet.contract_id, self.contract)
        self.assertEqual(
            (str(sheet.valid_from), str(sheet.valid_until)), ("2026-11-10", "2027-11-09")
        )
        self.assertEqual((sheet.system_count, sheet.tz), (1, "Asia/Karachi"))
        self.assertFalse(sheet.missing_text)
        self.assertIn("2,400.00", sheet.preview_text)

    def test_hours_in_the_sheets_zone_move_along_with_it(self):
        """Article, FAQ: "Enterprise Support clients can negotiate coverage window adjustments that
        better align with their operational hours"."""
        sheet = self.draft()
        other = sheet.window_ids - sheet.window_id
        other[:1].tz = "America/Chicago"
        sheet.tz = "Europe/Amsterdam"
        self.assertEqual(sheet.window_id.tz, "Europe/Amsterdam")
        self.assertEqual(other[:1].tz, "America/Chicago")
        typed = self.draft(tz="Europe/Amsterdam", name="From the start")
        self.assertEqual(set(typed.window_ids.mapped("tz")), {"Europe/Amsterdam"})

    def test_holidays_are_the_sheets_own(self):
        sheet = self.draft()
        line = [Command.create({"name": "King's Day", "date": "2027-04-27"})]
        sheet.window_id.closure_ids = line
        self.assertFalse(self.plan("enterprise").window_id.closure_ids)
        self.assertEqual(sheet.window_id.closures_text, "King's Day")

    def test_the_plan_can_be_taken_anew(self):
        sheet = self.draft()
        sheet.fill_from_plan()
        self.assertEqual(self.policy(sheet).amount, 2)
        self.assertEqual(len(sheet.window_ids), 3)

    def test_what_makes_no_sense_is_refused(self):
        sheet = self.draft()
        for values in (
            {"valid_until": "2026-10-31"},
            {"price": -1},
            {"extra_price": -1},
            {"quota": -1},
            {"system_count": -1},
        ):
            with (
                self.subTest(values),
                self.assertRaises(IntegrityError),
                mute_logger("odoo.sql_db"),
                self.env.cr.savepoint(),
            ):
                sheet.write(values)
                sheet.flush_recordset()
        for amount in (-5, 0):
            with (
                self.assertRaises(IntegrityError),
                mute_logger("odoo.sql_db"),
                self.env.cr.savepoint(),
            ):
                self.credit(sheet, amount)
                self.env.flush_all()
        with self.assertRaises(ValidationError):
            self.policy(sheet).amount = 0

    def test_all_that_is_missing_is_said_at_once(self):
        with at("2026-11-10 06:00"):
            sheet = self.draft(price=0, valid_from="2026-01-01", valid_until="2026-11-09")
            sheet.window_id = False
            self.policy(sheet, "low").unlink()
            self.policy(sheet, "high").unlink()
            for words in ("price a month", "service hours", "High, Low", "validity is over"):
                self.assertIn(words, sheet.missing_text)
                with self.assertRaisesRegex(UserError, words):
                    sheet.action_request()
        self.assertEqual(sheet.state, "draft")

    def test_an_answer_time_counts_in_hours_of_its_own_sheet(self):
        """What others share would change an agreed sheet whenever it changes."""
        sheet, other = self.draft(), self.draft(name="Another")
        for window in (self.plan("enterprise").window_id, other.window_id):
            with self.assertRaisesRegex(ValidationError, "of this scope sheet"):
                self.policy(sheet).window_id = window

    def test_it_can_be_thrown_away_until_it_was_sent(self):
        with at("2026-11-10 06:00"):
            self.draft().unlink()
            sheet = self.draft()
            change = self.ask_sheet(sheet)
            with self.assertRaisesRegex(UserError, "stands still"):
                sheet.unlink()
            self.by(change, self.lead).refuse("Not yet")
            with self.assertRaisesRegex(UserError, "stays as a record"):
                sheet.unlink()

    def test_a_copy_is_a_draft_of_its_own(self):
        sheet = self.agree()
        copy = sheet.copy()
        self.assertEqual((copy.state, copy.fingerprint), ("draft", False))
        self.assertEqual(copy.policy_ids.sheet_id, copy)

    def test_uninstalling_leaves_plans_and_their_hours(self):
        self.credit(draft := self.draft(name="Another"), 10)
        self.agree()
        windows = self.plan("enterprise").window_id
        uninstall_hook(self.env)
        self.assertFalse(draft.exists())
        self.assertFalse(self.env["ecosire.support.window"].search([("sheet_id", "!=", False)]))
        self.assertTrue(windows.exists())
        self.assertEqual(len(self.plan("enterprise").policy_ids), 4)


@tagged("post_install", "-at_install")
class TestSheetRights(SheetCase):
    def test_only_managers_of_the_contracts_companies_draft(self):
        omega, other = self.make_company("Omega", self.plan_xmlid)
        foreign = self.make_staff("omega_manager", "ecosire_support.group_manager", omega)
        sheet = self.draft()
        self.foreign_lead = self.make_engineer("Zia", "zia@ecosire.example", "lead", other)
        people = (self.clerk, foreign, self.engineer.user_id, self.foreign_lead.user_id)
        for person in people:
            with self.subTest(person.login):
                mine = sheet.with_user(person)
                for attack in (
                    lambda mine=mine: mine.read(["price"]),
                    lambda mine=mine: mine.write({"price": 1}),
                    lambda mine=mine: mine.unlink(),
                    lambda mine=mine: mine.action_request(),
                    lambda mine=mine: mine.prepare_renewal(),
                    lambda person=person: self.draft(user=person),
                ):
                    with self.assertRaises(AccessError), self.env.cr.savepoint():
                        attack()

    def test_a_lead_reads_and_writes_nothing(self):
        sheet = self.by(self.draft(), self.lead)
        self.assertEqual(sheet.price, 2400)
        for attack in (
            lambda: sheet.write({"price": 1}),
            lambda: sheet.copy(),
            lambda: sheet.policy_ids.read(["amount"]),
            lambda: sheet.action_request(),
        ):
            with self.assertRaises(AccessError):
                attack()

    def test_nothing_but_what_is_typed_can_be_written(self):
        """RPC and import come through create and write."""
        sheet = self.draft()
        for name, value in (
            ("state", "agreed"),
            ("fingerprint", "x"),
            ("renews_id", sheet.id),
            ("contract_id", self.contract.id),
        ):
            with self.subTest(name), self.assertRaisesRegex(AccessError, name):
                sheet.write({name: value})
        with self.assertRaisesRegex(AccessError, "state"):
            self.draft(state="agreed")
        imported = sheet.load(["name", "state"], [["x", "Agreed"]])
        self.assertFalse(imported["ids"])

    def test_parts_of_a_draft_stay_where_they_are(self):
        """A row of one's own draft must not become a row of a plan, or of an agreed sheet."""
        agreed = self.agree()
        sheet = self.draft(name="Another")
        plan, policy = self.plan("included"), self.policy(sheet)
        line = sheet.window_id.line_ids[0]
        attacks = (
            lambda: policy.write({"plan_id": plan.id, "sheet_id": False}),
            lambda: policy.write({"sheet_id": agreed.id}),
            lambda: sheet.window_id.write({"sheet_id": False}),
            lambda: sheet.window_id.write({"sheet_id": agreed.id}),
            lambda: line.write({"window_id": plan.window_id.id}),
            lambda: line.write({"window_id": agreed.window_id.id}),
            lambda: sheet.write({"policy_ids": [Command.link(plan.policy_ids[0].id)]}),
            lambda: sheet.write({"window_ids": [Command.link(plan.window_id.id)]}),
        )
        for number, attack in enumerate(attacks):
            # AccessError, or ValidationError where the hours do not fit even before that
            with self.subTest(number), self.assertRaises(UserError), self.env.cr.savepoint():
                attack()
                self.env.flush_all()

    def test_plans_hours_and_agreed_sheets_are_nobodys_to_write(self):
        agreed = self.agree()
        self.credit(draft := self.draft(name="Another"), 10)
        plan = self.plan("enterprise")
        mine = agreed.with_user(self.manager)
        rows = [
            plan.policy_ids[0],
            plan.window_id,
            plan.window_id.line_ids[0],
            self.policy(mine),
            mine.window_id,
            mine.window_id.line_ids[0],
        ]
        for row in rows:
            row = row.with_user(self.manager)
            values = {name: row[name] for name in ("amount", "name", "hour_to") if name in row}
            for attack in (lambda row=row, values=values: row.write(values), row.unlink):
                with self.subTest(row), self.assertRaises(AccessError):
                    attack()
        with self.assertRaises(AccessError):
            self.env["ecosire.support.window.line"].with_user(self.manager).create(
                {"window_id": agreed.window_id.id, "weekday": "6", "hour_from": 1, "hour_to": 2}
            )
        self.assertEqual(draft.credit_ids.amount, 10)

    def test_an_agreed_sheet_never_changes(self):
        sheet = self.agree()
        for attack in (
            lambda: sheet.write({"price": 1}),
            lambda: sheet.write(
                {"policy_ids": [Command.update(self.policy(sheet).id, {"amount": 9})]}
            ),
            lambda: sheet.unlink(),
            lambda: sheet.fill_from_plan(),
            lambda: sheet.sudo().write({"valid_until": "2099-01-01"}),
        ):
            with self.assertRaisesRegex(UserError, "never changes"):
                attack()
        self.assertFalse(sheet.altered)

    def test_what_is_changed_in_the_database_itself_is_seen(self):
        """Tamper-evident: the client owns the database."""
        sheet = self.agree()
        self.env.cr.execute(
            "UPDATE ecosire_support_scope_sheet SET price = 1 WHERE id = %s", [sheet.id]
        )
        self.env.invalidate_all()
        self.assertTrue(sheet.altered)

    def test_staff_read_the_answer_times_in_force_and_no_draft(self):
        sheet = self.agree()
        draft = self.draft(name="Another")
        with at("2026-11-12 06:00"):
            contract = self.contract.with_user(self.clerk)
            critical = contract.policy_ids.filtered(lambda one: one.severity == "critical")
            self.assertEqual(critical.target_text, "1 hour")
            self.assertIn("Mon–Sat 08:00–22:00", contract.service_hours)
            self.assertEqual(contract.quota, 0)
        policies = self.env["ecosire.support.sla.policy"].with_user(self.clerk).search([])
        self.assertTrue(policies >= sheet.sudo().policy_ids.with_user(self.clerk))
        self.assertFalse(policies & draft.policy_ids)
        self.assertEqual(sheet.sudo().term_ids.start, utc("2026-11-10 06:00"))
