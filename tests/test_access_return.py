"""Access that goes on: extended before its end, taken up again after it."""

from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessDenied, AccessError, UserError
from odoo.tests import Form, new_test_user, tagged

from .common import SupportCase


class AccessCase(SupportCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.admin = cls.make_staff("delta_admin", "base.group_system")
        cls.env["ir.mail_server"].search([]).active = False

    def in_days(self, days):
        return fields.Datetime.now() + timedelta(days=days)

    def invite(self, user=None, **values):
        wizards = self.env["ecosire.support.invite"].with_user(user or self.admin)
        wizard = wizards.create({"name": "Amina K.", "email": self.engineer.email, **values})
        wizard.action_invite()
        return wizard


@tagged("post_install", "-at_install")
class TestExtend(AccessCase):
    def setUp(self):
        super().setUp()
        self.engineer.grant_ids.write({"date_to": self.in_days(5)})

    def form(self):
        wizards = self.env["ecosire.support.extend"].with_user(self.admin)
        return Form(wizards.with_context(default_engineer_id=self.engineer.id))

    def test_a_new_grant_for_the_same_contract_ninety_days(self):
        wizard = self.form().save()
        self.assertEqual(wizard.contract_ids, self.contract)
        wizard.action_extend()
        newest = self.engineer.grant_ids.sorted("id")[-1]
        self.assertEqual(len(self.engineer.grant_ids), 2)
        self.assertEqual(newest.granted_by, self.admin.name)
        self.assertEqual(self.engineer.access_until, wizard.date_to)
        self.assertEqual(self.engineer.access_state, "open")

    def test_another_contract(self):
        _company, contract = self.make_company("Other", "ecosire_support.plan_standard")
        self.admin.company_ids |= _company
        form = self.form()
        form.contract_ids = contract
        form.save().action_extend()
        ticket = self.make_ticket(self.make_staff("other_clerk", company=_company))
        self.by(ticket, self.engineer).take()
        self.assertEqual(ticket.engineer_id, self.engineer)

    def test_a_contract_of_a_company_that_is_not_chosen_stays_as_it_is(self):
        """The form opens all the same, for whoever serves another company too."""
        _company, contract = self.make_company("Other", "ecosire_support.plan_standard")
        self.engineer.sudo()._extend(contract, self.in_days(5))
        wizard = self.form().save()
        self.assertEqual(wizard.contract_ids, self.contract)
        wizard.action_extend()
        self.assertEqual(
            len(self.engineer.grant_ids.filtered(lambda g: g.contract_id == contract)), 1
        )

    def test_the_end_that_is_offered_is_later_than_the_present_one(self):
        self.engineer.grant_ids.write({"date_to": self.in_days(365)})
        before = self.engineer.access_until
        self.form().save().action_extend()
        self.assertEqual(self.engineer.access_until, before + timedelta(days=90))

    def test_what_makes_no_sense_is_refused_in_words(self):
        for days, words in ((-1, "future"), (4, "already has access")):
            form = self.form()
            form.date_to = self.in_days(days)
            with self.subTest(days), self.assertRaisesRegex(UserError, words):
                form.save().action_extend()
        form = self.form()
        wizard = form.save()
        self.engineer.action_end_access()
        with self.assertRaisesRegex(UserError, "has ended"):
            wizard.action_extend()

    def test_only_the_administrator(self):
        for user in (self.clerk, self.manager, self.engineer.user_id, self.lead.user_id):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.env["ecosire.support.extend"].with_user(user).create(
                    {"engineer_id": self.engineer.id}
                )

    def test_the_list_says_when_access_ends(self):
        for days, state in ((2, "last"), (10, "soon"), (20, "open")):
            self.engineer.grant_ids.write({"date_to": self.in_days(days)})
            with self.subTest(days):
                self.assertEqual(self.engineer.with_user(self.admin).access_state, state)
        later = {"date_from": self.in_days(3), "date_to": self.in_days(9)}
        self.engineer.grant_ids.write(later)
        self.assertEqual(self.engineer.access_state, "later")
        self.assertFalse(self.engineer.access_until)
        self.engineer.grant_ids._revoke("the administrator")
        self.assertEqual(self.engineer.access_state, "ended")

    def test_who_need_not_know_does_not(self):
        for user in (self.clerk, self.lead.user_id):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.engineer.with_user(user).read(["access_until"])

    def test_a_grant_that_follows_on_counts(self):
        begin, end = self.in_days(4), self.in_days(40)
        self.engineer._grant(self.contract, begin, end)
        self.assertEqual(self.engineer.access_until, end)


@tagged("post_install", "-at_install")
class TestInviteAgain(AccessCase):
    def setUp(self):
        super().setUp()
        self.user = self.engineer.user_id
        self.user.password = "Old-Password-4711"  # noqa: S105
        self.engineer.action_end_access()

    def logs_in(self, password):
        credential = {"login": self.user.login, "password": password, "type": "password"}
        try:
            self.user.with_user(self.user)._check_credentials(credential, {"interactive": True})
        except AccessDenied:
            return False
        return True

    def test_the_same_login_contact_and_engineer_return(self):
        sessions = self.user._compute_session_token("some session")
        wizard = self.invite(role="lead")
        self.assertEqual(wizard.engineer_id, self.engineer)
        self.assertTrue(self.engineer.active and self.user.active and self.user.partner_id.active)
        self.assertTrue(self.engineer.access_now)
        self.assertTrue(self.engineer.is_lead)
        self.assertEqual(self.engineer.name, "Amina K.")
        self.assertEqual(len(self.engineer.grant_ids), 2)
        self.assertNotEqual(self.user._compute_session_token("some session"), sessions)

    def test_the_old_password_is_dead_and_the_link_sets_a_new_one(self):
        self.assertTrue(self.logs_in("Old-Password-4711"))
        wizard = self.invite()
        self.assertFalse(self.logs_in("Old-Password-4711"))
        token = wizard.invitation_url.split("token=")[1].split("&")[0]
        self.env["res.users"].signup({"password": "New-Password-0815"}, token=token)
        self.assertTrue(self.logs_in("New-Password-0815"))

    def test_groups_are_the_portal_and_the_role_and_no_more(self):
        self.user.group_ids |= self.env.ref("ecosire_support.group_lead")
        self.user.group_ids |= self.env["res.groups"].create({"name": "Something else"})
        self.invite()
        self.assertEqual(
            self.user.group_ids,
            self.env.ref("base.group_portal") | self.env.ref("ecosire_support.group_engineer"),
        )
        self.assertFalse(self.engineer.is_lead)

    def test_what_the_client_made_of_the_login_stays_his(self):
        self.user.group_ids = self.env.ref("base.group_user")
        with self.assertRaisesRegex(UserError, "not an ECOSIRE engineer's"):
            self.invite()
        self.user.group_ids = self.env.ref("base.group_portal")
        self.user.partner_id.parent_id = self.env["res.partner"].create({"name": "Customer"})
        with self.assertRaisesRegex(UserError, "belongs to a company"):
            self.invite()

    def test_other_logins_are_not_taken(self):
        new_test_user(self.env, "customer@delta.example", groups="base.group_portal")
        self.user.login = "aminaxk@ecosire.example"
        for email, words in (
            ("customer@delta.example", "not an ECOSIRE engineer's"),
            ("amina_k@ecosire.example", "not an ECOSIRE engineer's"),
            (self.lead.email, "Extend access"),
        ):
            with self.subTest(email), self.assertRaisesRegex(UserError, words):
                self.invite(email=email)
        self.assertFalse(self.user.active)
