"""Validity, its reminders, and the renewal."""

from datetime import date

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..common import at
from .case import SheetCase


@tagged("post_install", "-at_install")
class TestSheetRenewal(SheetCase):
    def subjects(self, word):
        return [subject for subject in self.told() if word in subject]

    def test_reminders_come_90_60_and_30_days_before_each_once(self):
        """DESIGN §4: "Renewal reminders 90, 60 and 30 days before an Enterprise validity … ends"."""
        self.agree(valid_until="2027-10-31")
        said = []
        for day in ("2027-08-01", "2027-08-02", "2027-08-03", "2027-09-01", "2027-10-01"):
            with at(f"{day} 06:00"):
                self.tell()
                self.tell()
                said.append(len(self.subjects("is valid until")))
        self.assertEqual(said, [0, 1, 1, 2, 3])
        lead = self.said(self.contract, self.lead.user_id.partner_id)
        self.assertEqual(sum("is valid until" in (one.subject or "") for one in lead), 3)

    def test_days_are_those_of_the_contracts_zone(self):
        self.agree(valid_until="2027-10-31")
        with at("2027-08-01 18:59"):
            self.tell()
            self.assertFalse(self.subjects("is valid until"))
        with at("2027-08-01 19:00"):  # 2 August in Karachi
            self.tell()
            self.assertEqual(len(self.subjects("is valid until")), 1)

    def test_a_late_cron_sends_the_nearest_alone(self):
        self.agree(valid_until="2027-10-31")
        with at("2027-10-15 06:00"):
            self.tell()
            self.assertEqual(len(self.subjects("is valid until")), 1)
        with at("2027-10-16 06:00"):
            self.tell()
            self.assertEqual(len(self.subjects("is valid until")), 1)

    def test_after_the_validity_support_goes_on_and_both_sides_are_told_once(self):
        sheet = self.agree(valid_until="2027-10-31")
        for day in ("2027-11-01", "2027-11-02", "2028-05-01"):
            with at(f"{day} 06:00"):
                self.tell()
                self.assertEqual(len(self.subjects("validity of")), 1)
                self.assertEqual(self.plan_now(), "enterprise")
                self.env.invalidate_all()
                self.assertEqual(sheet.validity_state, "over")
                self.assertIn("a renewal is due", sheet.validity_text)
                contract = self.contract.with_user(self.manager)
                self.assertEqual(contract.sheet_state, "over")
        self.assertFalse(self.subjects("is valid until"))

    def test_the_contracts_page_names_the_end_of_the_validity(self):
        self.agree(valid_until="2027-10-31")
        contract = self.contract.with_user(self.manager)
        said = []
        for day in ("2027-10-30", "2027-11-02"):
            with at(f"{day} 06:00"):
                self.env.invalidate_all()
                said.append([entry["title"] for entry in contract.obligations["entries"]])
        self.assertIn("The validity of “Scope 2026” ends: prepare its renewal before", said[0])
        self.assertIn("The validity of “Scope 2026” is over: its renewal is due", said[1])

    def test_no_reminder_once_what_comes_next_is_settled(self):
        sheet = self.agree(valid_until="2027-10-31")
        with at("2027-07-01 06:00"):
            renewal = sheet.browse(sheet.prepare_renewal()["res_id"])
            self.agree(renewal, "2027-07-01 06:00")
        with at("2027-09-01 06:00"):
            self.tell()
            self.env.invalidate_all()
            self.assertFalse(sheet.validity_state)
        self.assertFalse(self.subjects("is valid until"))

    def test_with_nobody_to_tell_it_is_due_again(self):
        self.agree(valid_until="2027-10-31")
        managers = self.env.ref("ecosire_support.group_manager")
        with at("2027-08-03 06:00"):
            self.manager.group_ids -= managers
            self.lead._end_access("test")
            self.tell()
            self.manager.group_ids += managers
            self.tell()
            self.assertEqual(len(self.subjects("is valid until")), 1)

    def test_a_plan_for_some_months_reminds_too(self):
        """DESIGN §4: "… or a short term ends"."""
        with at("2026-11-10 10:00"):
            self.confirm(self.ask("short_term", "priority", months=4))
            self.tell()
            self.assertFalse(self.subjects("ends by itself"))
        counted = []
        for day in ("2027-01-01", "2027-01-31", "2027-02-01", "2027-03-02", "2027-03-31"):
            with at(f"{day} 06:00"):
                self.tell()
                counted.append(len(self.subjects("ends by itself")))
        # it ends on 1 April
        self.assertEqual(counted, [1, 2, 2, 3, 3])
        with at("2027-04-02 06:00"):
            self.begin_due()
            self.tell()
        self.assertEqual(len(self.subjects("ends by itself")), 3)

    def test_a_plan_that_is_kept_after_all_reminds_no_more(self):
        with at("2026-11-10 10:00"):
            self.confirm(self.ask("short_term", "priority", months=4))
        with at("2026-12-10 10:00"):
            self.confirm(self.ask("upgrade", "priority"))
        with at("2027-02-20 10:00"):
            self.tell()
        self.assertFalse(self.subjects("ends by itself"))

    def test_a_renewal_is_a_draft_of_the_next_validity(self):
        sheet = self.draft(complexity="Three companies", tz="Europe/Amsterdam")
        self.credit(sheet, 150)
        self.agree(sheet)
        with at("2027-09-01 06:00"):
            action = sheet.prepare_renewal()
            renewal = sheet.browse(action["res_id"])
            self.assertEqual(sheet.prepare_renewal()["res_id"], renewal.id)
        self.assertEqual((renewal.state, renewal.renews_id), ("draft", sheet))
        self.assertEqual(
            (renewal.valid_from, renewal.valid_until), (date(2027, 11, 1), date(2028, 10, 31))
        )
        self.assertEqual((renewal.price, renewal.complexity), (2400, "Three companies"))
        self.assertEqual(renewal.credit_ids.amount, 150)
        self.assertEqual(self.policy(renewal).target_text, "1 hour")
        self.assertEqual(renewal.window_id.tz, "Europe/Amsterdam")
        self.assertEqual(renewal.policy_ids.window_id.sheet_id, renewal)
        self.assertEqual(sheet.policy_ids.window_id.sheet_id, sheet)

    def test_only_what_was_agreed_is_renewed(self):
        with self.assertRaisesRegex(UserError, "Only an agreed"):
            self.draft().prepare_renewal()

    def test_a_renewal_takes_over_without_a_gap(self):
        sheet = self.agree(valid_until="2027-10-31")
        with at("2027-09-01 06:00"):
            renewal = sheet.browse(sheet.prepare_renewal()["res_id"])
            renewal.price = 2600
            self.agree(renewal, "2027-09-01 06:00")
        with at("2027-10-31 18:59"):
            self.assertEqual(self.contract._term_at(self.now()).price, 2400)
        with at("2027-10-31 19:00"):
            self.assertEqual(self.contract._term_at(self.now()).price, 2600)
            self.begin_due()
        self.assertEqual((sheet.state, renewal.state), ("replaced", "agreed"))
