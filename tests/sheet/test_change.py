"""A scope sheet is agreed by a change of the contract, and its term is under it."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import at, utc
from .case import SheetCase


@tagged("post_install", "-at_install")
class TestSheetChange(SheetCase):
    def test_a_plan_that_is_scoped_needs_a_sheet(self):
        with self.assertRaisesRegex(UserError, "agreed on a scope sheet"):
            self.ask("upgrade", "enterprise")
        with self.assertRaisesRegex(UserError, "choose a scope sheet"):
            self.agree()
            self.ask("sheet", "enterprise")

    def test_the_term_has_the_sheets_price_and_quota(self):
        """Article, tier 4: "Pricing reflects the specific scope." """
        sheet = self.agree(quota=50, extra_price=15)
        term = self.contract.term_ids.sorted("start")[-1]
        self.assertEqual((term.price, term.quota, term.extra_price), (2400, 50, 15))
        self.assertEqual((term.sheet_id, term.start), (sheet.sudo(), utc("2026-11-10 06:00")))
        self.assertEqual(sheet.state, "agreed")
        with at("2026-11-12 06:00"):
            self.assertTrue(sheet.in_force)
            self.assertEqual(self.contract.with_user(self.clerk).quota, 50)
            self.assertEqual(self.contract.with_user(self.manager).sheet_id, sheet)

    def test_from_being_sent_on_it_stands_still(self):
        with at("2026-11-10 06:00"):
            sheet = self.draft()
            change = self.ask_sheet(sheet)
            with self.assertRaisesRegex(UserError, "stands still"):
                sheet.price = 1
            with self.assertRaises(AccessError):
                self.policy(sheet).amount = 9
            self.assertEqual(len(sheet.fingerprint), 64)
            self.by(change, self.lead).refuse("The price is not the one we agreed on")
            self.assertEqual((sheet.state, sheet.fingerprint), ("draft", False))
            sheet.price = 2500
            change = self.ask_sheet(sheet)
            self.by(change, self.manager).withdraw()
            self.assertEqual(sheet.state, "draft")
        self.assertIn('"price":"2500.00"', change.sheet_text)

    def test_a_lead_confirms_what_was_sent_and_nothing_else(self):
        with at("2026-11-10 06:00"):
            sheet = self.draft()
            change = self.ask_sheet(sheet)
            self.env.cr.execute(
                "UPDATE ecosire_support_scope_sheet SET price = 1 WHERE id = %s", [sheet.id]
            )
            self.env.invalidate_all()
            with self.assertRaisesRegex(UserError, "not what was sent"):
                self.confirm(change)
        self.assertEqual(change.state, "requested")

    def test_a_sheet_for_later_begins_with_its_first_day(self):
        with at("2026-11-10 06:00"):
            sheet = self.draft(valid_from="2026-12-01")
            change = self.confirm(self.ask_sheet(sheet))
            self.assertEqual((change.state, sheet.state), ("confirmed", "agreed"))
            # midnight in Karachi
            self.assertEqual(change.effective_at, utc("2026-11-30 19:00"))
            self.assertEqual(self.plan_now(), "standard")
            self.assertFalse(sheet.in_force)
            ticket = self.make_critical()
        with at("2026-11-30 19:00"):
            self.assertEqual(self.plan_now(), "enterprise")
            late = self.make_critical()
            self.assertEqual(late.deadline, utc("2026-11-30 20:00"))
            self.begin_due()
        self.assertEqual(change.state, "in_force")
        self.assertEqual(ticket.sudo().term_id.sheet_id, sheet.sudo())

    def test_an_agreed_sheet_that_has_not_begun_can_be_withdrawn(self):
        with at("2026-11-10 06:00"):
            sheet = self.draft(valid_from="2026-12-01")
            self.confirm(self.ask_sheet(sheet))
            sheet.action_withdraw()
            self.assertEqual(sheet.state, "draft")
        with at("2026-12-10 06:00"):
            self.assertEqual(self.plan_now(), "standard")
            with self.assertRaisesRegex(UserError, "nothing to withdraw"):
                sheet.action_withdraw()

    def test_another_sheet_of_the_same_plan_replaces_the_first(self):
        first = self.agree()
        second = self.draft(name="Scope 2027", price=2600, valid_from="2027-01-01")
        with at("2026-11-20 06:00"):
            with self.assertRaisesRegex(UserError, "is your plan already"):
                self.ask_sheet(second, "upgrade")
            change = self.confirm(self.ask_sheet(second, "sheet"))
            self.assertEqual((first.state, second.state), ("agreed", "agreed"))
            self.assertEqual(self.contract._term_at(self.now()).price, 2400)
        with at("2027-01-02 06:00"):
            self.begin_due()
            self.assertEqual(self.contract._term_at(self.now()).price, 2600)
        self.assertEqual((first.state, second.state), ("replaced", "agreed"))
        self.assertEqual(change.display_name, "New scope sheet: Enterprise")

    def test_a_sheet_is_over_when_the_plan_is_left(self):
        sheet = self.agree()
        with at("2026-11-20 06:00"):
            self.confirm(self.ask("downgrade", "standard"))
            self.assertEqual(sheet.state, "agreed")
        with at("2027-02-01 06:00"):
            self.begin_due()
            self.assertEqual((self.plan_now(), sheet.state), ("standard", "replaced"))
            self.assertEqual(self.contract.quota, 20)

    def test_a_downgrade_that_is_withdrawn_leaves_the_sheet_in_force(self):
        sheet = self.agree()
        with at("2026-11-20 06:00"):
            change = self.confirm(self.ask("downgrade", "standard"))
            self.by(change, self.manager).withdraw()
        with at("2027-02-01 06:00"):
            self.begin_due()
            self.assertTrue(sheet.in_force)

    def test_what_is_superseded_and_comes_back_brings_its_sheet_along(self):
        with at("2026-11-10 06:00"):
            later = self.draft(valid_from="2026-12-01")
            sooner = self.draft(valid_from="2026-11-20", name="Sooner")
            self.confirm(self.ask_sheet(later))
            self.confirm(self.ask_sheet(sooner))
            self.assertEqual((later.state, sooner.state), ("replaced", "agreed"))
        with at("2026-11-11 06:00"):
            sooner.action_withdraw()
            self.assertEqual((later.state, sooner.state), ("agreed", "draft"))
        with at("2026-12-02 06:00"):
            self.begin_due()
            self.assertTrue(later.in_force)

    def test_a_plan_we_already_have_is_recorded_with_its_sheet(self):
        with at("2026-11-01 10:00"):
            company = self.env["res.company"].create({"name": "Newcomer"})
        self.contract = self.contract._in_force(company)
        self.manager.company_ids |= company
        self.manager.company_id = company
        self.lead._grant(self.contract, utc("2026-01-01 00:00"), utc("2099-01-01 00:00"))
        with at("2026-11-10 06:00"):
            sheet = self.draft(valid_from="2026-03-15", valid_until="2027-03-14")
            self.assertTrue(sheet.can_be_existing)
            with self.assertRaisesRegex(UserError, "cannot begin sooner"):
                self.ask_sheet(sheet, "existing", true_start="2026-03-14")
            sheet.action_request_existing()
            self.confirm(sheet.sudo().change_ids)
            self.assertEqual(self.plan_now(), "enterprise")
        term = self.contract.term_ids
        self.assertEqual((term.start, term.price), (utc("2026-03-14 19:00"), 2400))
        self.assertEqual((self.contract.anchor_day, sheet.state), (15, "agreed"))

    def test_a_sheet_that_does_not_fit_is_refused_in_words(self):
        omega, other = self.make_company("Omega", self.plan_xmlid)
        foreign = self.draft(user=self.env.user, contract_id=other.id, name="Theirs")
        with at("2026-11-10 06:00"):
            with self.assertRaises(AccessError):
                self.ask_sheet(foreign)
            self.manager.company_ids |= omega
            with self.assertRaisesRegex(UserError, "of another contract"):
                self.ask_sheet(foreign)
            sheet = self.draft()
            with self.assertRaisesRegex(UserError, "Ask for an upgrade"):
                self.ask_sheet(sheet, "sheet")
            with self.assertRaisesRegex(UserError, "is a scope sheet for Enterprise"):
                self.ask("upgrade", "priority", sheet_id=sheet.id)
            self.agree(sheet)
            with self.assertRaisesRegex(UserError, "asked for already: Agreed"):
                self.ask_sheet(sheet, "sheet")
        self.assertEqual(foreign.state, "draft")

    def test_a_validity_that_ends_while_the_request_waits_is_not_confirmed(self):
        with at("2026-11-10 06:00"):
            change = self.ask_sheet(self.draft(valid_until="2026-11-20"))
        with at("2026-11-21 06:00"), self.assertRaisesRegex(UserError, "validity .* is over"):
            self.confirm(change)

    def test_both_sides_are_told_with_the_fingerprint(self):
        with at("2026-11-10 06:00"):
            sheet = self.draft()
            change = self.ask_sheet(sheet)
        body = self.said(self.contract, self.lead.user_id.partner_id)[0].body
        self.assertIn(sheet.fingerprint, body)
        self.assertIn("2,400.00", body)
        with at("2026-11-11 06:00"):
            self.confirm(change)
        self.assertIn(sheet.fingerprint, change._canonical())
        self.assertEqual(change.fingerprint, change._fingerprint())

    def test_the_lead_reads_the_sheet_and_what_it_would_bring(self):
        with at("2026-11-10 06:00"):
            change = self.ask_sheet(self.draft(complexity="Three companies"))
            page = self.by(change, self.lead)._portal_page()
        self.assertFalse(page["problem"])
        self.assertTrue(page["preview"]["at_once"])
        self.assertIn("Three companies", page["annex"])
        self.assertIn(("Scope sheet", "Scope 2026"), page["facts"])

    def test_what_is_a_draft_again_is_the_clients_own(self):
        with at("2026-11-10 06:00"):
            sheet = self.draft()
            change = self.ask_sheet(sheet)
            self.by(change, self.lead).refuse("The price is not the one we agreed on")
            sheet.price = 2500
            self.assertFalse(self.by(change, self.lead)._portal_page()["annex"])

    def test_the_preview_says_what_the_sheet_brings(self):
        first = self.agree()
        with at("2026-11-20 06:00"):
            ticket = self.file(impact="impaired", workaround="some")
            before = ticket.deadline
            second = self.draft(name="Faster", price=3000)
            self.policy(second, ticket.severity).amount = 1
            second.invalidate_recordset(["preview_text"])
            lines = second.preview_text
            self.assertIn("$\xa03,000.00 (now $\xa02,400.00)", lines)
            self.assertIn(ticket.number, lines)
            self.assertIn("1 hour", lines)
            self.confirm(self.ask_sheet(second, "sheet"))
            self.assertLess(ticket.deadline, before)
        self.assertEqual(first.state, "replaced")
