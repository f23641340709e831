"""Notices people can live with: who hears of what, when, and never of what they did themselves."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import SupportCase


@tagged("post_install", "-at_install")
class TestPreferences(SupportCase):
    def setUp(self):
        super().setUp()
        self.preferences = self.env["ecosire.support.notice.preference"]
        self.ticket = self.make_ticket()

    def choose(self, user, kind, choice):
        rows = self.preferences._rows_of(user)
        row = rows.filtered(lambda one: one.kind_id.code == kind)
        row.with_user(user).choice = choice
        return row

    def told(self, partner, act):
        """The subjects of what ``partner`` is notified of while ``act()``."""
        domain = [("res_partner_id", "=", partner.id)]
        before = self.env["mail.notification"].search(domain)
        act()
        new = self.env["mail.notification"].search(domain) - before
        return new.mail_message_id.mapped(lambda m: m.subject or m.preview)

    def answer(self):
        self.by(self.ticket, self.engineer).engineer_reply("Please try again.")

    def test_whoever_has_chosen_nothing_is_told_at_once(self):
        self.assertEqual(len(self.told(self.clerk.partner_id, self.answer)), 1)

    def test_not_at_all_and_only_for_this_kind(self):
        self.choose(self.clerk, "answered", "never")
        self.assertEqual(self.told(self.clerk.partner_id, self.answer), [])
        ask = self.by(self.ticket, self.engineer).ask_client
        self.assertEqual(len(self.told(self.clerk.partner_id, lambda: ask("Which one?"))), 1)

    def test_once_a_day_is_kept_for_that_mail(self):
        self.choose(self.clerk, "answered", "daily")
        self.assertEqual(self.told(self.clerk.partner_id, self.answer), [])
        kept = self.env["ecosire.support.digest.line"].search(
            [("partner_id", "=", self.clerk.partner_id.id)]
        )
        self.assertEqual(len(kept), 1)
        self.assertIn(self.ticket.number, kept.subject)
        self.assertIn("Please try again", kept.subject)

    def test_what_somebody_must_act_on_cannot_be_left_out(self):
        for kind in ("asked", "missed"):
            for choice in ("daily", "never"):
                with self.assertRaisesRegex(UserError, "always sent at once"):
                    self.choose(self.clerk, kind, choice)
        for kind in ("changes", "statements", "decision"):
            with self.assertRaisesRegex(UserError, "always sent at once"):
                self.choose(self.manager, kind, "never")

    def test_nobody_chooses_for_others(self):
        row = self.choose(self.clerk, "answered", "never")
        with self.assertRaises(AccessError):
            row.with_user(self.colleague).choice = "now"
        with self.assertRaises(AccessError):
            row.with_user(self.clerk).partner_id = self.colleague.partner_id
        with self.assertRaises(AccessError):
            row.with_user(self.clerk).unlink()
        with self.assertRaisesRegex(UserError, "no choice"):
            row.with_user(self.clerk).write({"choice": "sometimes"})

    def test_each_role_chooses_about_what_it_gets(self):
        def codes(user):
            return set(self.preferences._rows_of(user).kind_id.mapped("code"))

        self.assertEqual(
            codes(self.clerk), {"filed", "answered", "asked", "moved", "rating", "missed"}
        )
        self.assertLess(codes(self.clerk) | {"quota", "digest", "decision"}, codes(self.manager))
        self.assertNotIn("changes", codes(self.engineer.user_id))
        self.assertIn("changes", codes(self.lead.user_id))

    def test_whoever_does_it_is_not_told(self):
        partner = self.clerk.partner_id
        for act in (
            lambda: self.by(self.ticket, self.clerk).message_post(body=self.ticket.name),
            lambda: self.by(self.ticket, self.clerk).it_works_again(),
            lambda: self.by(self.ticket, self.clerk).reopen("It does not."),
            lambda: self.by(self.ticket, self.clerk).cancel("Never mind."),
        ):
            self.assertEqual(self.told(partner, act), [])

    def test_of_a_change_whoever_asks_is_told_only_where_alone_on_the_side(self):
        def told_by_contract(act):
            return self.told(self.manager.partner_id, act)

        priority = self.env.ref("ecosire_support.plan_priority")
        other = self.make_staff("delta_second", "ecosire_support.group_manager")
        ask = {"kind": "upgrade", "plan_id": priority.id}
        contract = self.contract.with_user(self.manager)
        self.assertEqual(told_by_contract(lambda: contract.request_change(ask)), [])
        other.active = False
        change = self.env["ecosire.support.plan.change"].search(
            [("contract_id", "=", self.contract.id)]
        )
        withdraw = change.with_user(self.manager).withdraw
        self.assertEqual(len(told_by_contract(withdraw)), 1)

    def test_a_receipt_goes_to_whoever_files(self):
        told = self.told(self.clerk.partner_id, self.make_ticket)
        self.assertEqual(len(told), 1)

    def test_many_people_cost_no_more_queries_than_one(self):
        people = self.env["res.partner"].create([{"name": f"P{n}"} for n in range(30)])
        self.preferences._wanting(people, "answered")
        self.env.invalidate_all()
        with self.assertQueryCount(3):
            self.preferences._wanting(people, "answered")
