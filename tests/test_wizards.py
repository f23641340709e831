"""The two questions that screens ask: why, and who is to be invited."""

from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .common import SupportCase, at


@tagged("post_install", "-at_install")
class TestReason(SupportCase):
    def ask(self, user, ticket, action, reason):
        wizards = self.env["ecosire.support.reason"].with_user(user)
        form = Form(wizards.with_context(active_id=ticket.id, default_action=action))
        form.reason = reason
        return form.save()

    def missed(self):
        with at("2026-11-24 10:00"):
            ticket = self.make_critical()
        with at("2026-11-24 16:00"):
            self.tick()
        return ticket

    def test_each_question_says_what_follows(self):
        ticket = self.make_ticket()
        for action in ("reopen", "cancel", "accept_delay", "refuse_outage", "object_to_severity"):
            self.assertTrue(self.ask(self.clerk, ticket, action, "x").explanation)

    def test_cancelling_and_reopening(self):
        ticket = self.make_ticket()
        self.ask(self.clerk, ticket, "cancel", "Found it").action_confirm()
        self.assertEqual(ticket.state, "cancelled")
        ticket = self.make_ticket()
        self.by(ticket, self.engineer).resolve("Press F5")
        self.ask(self.clerk, ticket, "reopen", "Still there").action_confirm()
        self.assertTrue(ticket.is_open)

    def test_a_manager_accepts_the_delay_and_a_clerk_cannot(self):
        ticket = self.missed()
        with at("2026-11-24 17:00"):
            with self.assertRaises(AccessError):
                self.ask(self.clerk, ticket, "accept_delay", "Fine").action_confirm()
            self.ask(self.manager, ticket, "accept_delay", "Agreed by phone").action_confirm()
        self.assertTrue(ticket.clock_ids.accepted)

    def test_a_clerk_objects_to_a_lowered_severity(self):
        with at("2026-11-24 10:00"):
            ticket = self.make_critical()
            self.by(ticket, self.engineer).set_severity("high", "One printer only")
            self.ask(self.clerk, ticket, "object_to_severity", "All of them").action_confirm()
        self.assertEqual(ticket.severity_objection, "All of them")
        self.assertEqual(ticket.severity, "high")

    def test_a_blank_reason_is_none(self):
        with self.assertRaisesRegex(UserError, "why"):
            self.ask(self.clerk, self.make_ticket(), "cancel", "   ").action_confirm()

    def test_nobody_acts_on_a_ticket_he_cannot_see(self):
        ticket = self.make_ticket(self.colleague)
        wizard = (
            self.env["ecosire.support.reason"]
            .with_user(self.clerk)
            .create({"ticket_id": ticket.id, "action": "cancel", "reason": "x"})
        )
        with self.assertRaises(AccessError):
            wizard.action_confirm()
        self.assertEqual(ticket.state, "new")


@tagged("post_install", "-at_install")
class TestInvite(SupportCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.admin = cls.make_staff("delta_admin", "base.group_system")
        cls.env["ir.mail_server"].search([]).active = False

    def invitation(self, **values):
        form = Form(self.env["ecosire.support.invite"].with_user(self.admin))
        form.name = "Omar Sheikh"
        form.email = "omar@ecosire.example"
        for name, value in values.items():
            form[name] = value
        return form.save()

    def test_ninety_days_for_the_contract_by_default(self):
        wizard = self.invitation()
        self.assertEqual(wizard.contract_ids, self.contract)
        self.assertEqual(wizard.date_to - wizard.date_from, timedelta(days=90))

    def test_inviting_gives_access_and_a_link_to_choose_a_password(self):
        wizard = self.invitation(role="lead")
        wizard.action_invite()
        engineer = wizard.engineer_id
        self.assertTrue(engineer.access_now)
        self.assertTrue(engineer.is_lead)
        self.assertEqual(engineer.grant_ids.granted_by, self.admin.name)
        self.assertFalse(wizard.mail_sent)
        self.assertIn("/web/signup?", wizard.invitation_url)
        self.assertIn("token=", wizard.invitation_url)

    def test_with_a_mail_server_the_portal_s_own_invitation_goes_out(self):
        self.env["ir.mail_server"].create({"name": "Out", "smtp_host": "localhost"})
        wizard = self.invitation()
        wizard.action_invite()
        self.assertTrue(wizard.mail_sent)

    def test_invitations_that_make_no_sense_are_refused_in_words(self):
        past = fields.Datetime.now() - timedelta(days=1)
        for values, words in (
            ({"name": "  "}, "name"),
            ({"email": "nobody"}, "mail address"),
            ({"email": "a@x.example, b@x.example"}, "mail address"),
            ({"date_to": past}, "future"),
            ({"email": self.engineer.email}, "already has a login"),
        ):
            with self.subTest(values), self.assertRaisesRegex(UserError, words):
                self.invitation(**values).action_invite()

    def test_only_the_administrator_invites_and_ends_access(self):
        for user in (self.clerk, self.manager, self.lead.user_id):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.env["ecosire.support.invite"].with_user(user).create(
                    {"name": "X", "email": "x@x.example"}
                )
        with self.assertRaises(AccessError):
            self.engineer.with_user(self.manager).action_end_access()
        self.engineer.with_user(self.admin).action_end_access()
        self.assertFalse(self.engineer.active)
