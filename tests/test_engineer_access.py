"""An engineer's access: by grant, until its end, and ended wholly."""

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common import SupportCase, at, utc


@tagged("post_install", "-at_install")
class TestEngineerAccess(SupportCase):
    def setUp(self):
        super().setUp()
        self.ticket = self.make_ticket()

    def seen_by(self, engineer):
        return self.env["ecosire.support.ticket"].with_user(engineer.user_id).search([])

    def test_sees_tickets_of_granted_contracts_only(self):
        company, _contract = self.make_company("Other", "ecosire_support.plan_standard")
        foreign = self.make_ticket(self.make_staff("other_clerk", company=company))
        self.assertIn(self.ticket, self.seen_by(self.engineer))
        self.assertNotIn(foreign, self.seen_by(self.engineer))
        with self.assertRaises(AccessError):
            self.by(foreign, self.engineer).take()

    def test_a_grant_counts_from_its_start_to_its_end(self):
        self.engineer.grant_ids.write(
            {"date_from": utc("2026-11-01 00:00"), "date_to": utc("2026-12-01 00:00")}
        )
        for moment, expected in (
            ("2026-10-31 23:59", False),
            ("2026-11-01 00:00", True),
            ("2026-11-30 23:59", True),
            ("2026-12-01 00:00", False),
        ):
            with self.subTest(moment), at(moment):
                self.assertEqual(bool(self.seen_by(self.engineer)), expected)

    def test_what_is_granted_is_reckoned_for_whoever_asks(self):
        _company, contract = self.make_company("Other", "ecosire_support.plan_standard")
        other = self.make_engineer("Chandra", "c@ecosire.example", contracts=contract)
        contracts = self.env["ecosire.support.contract"]
        for engineer, expected in ((self.engineer, self.contract), (other, contract)):
            user = engineer.user_id
            self.assertEqual(contracts.with_user(user).search([]), expected)
            # a search as superuser asks for the same person
            for value in (True, False):
                found = contracts.with_user(user).sudo().search([("granted_to_me", "=", value)])
                self.assertEqual(expected in found, value)
            both = (contract | self.contract).with_user(user).sudo()
            self.assertEqual(both.filtered("granted_to_me"), expected)

    def test_ending_access_ends_all_of_it(self):
        self.by(self.ticket, self.engineer).take()
        partner = self.engineer.user_id.partner_id
        self.ticket._message_subscribe(partner.ids)
        mail = self.env["mail.mail"].create(
            {"recipient_ids": [(4, partner.id)], "state": "outgoing", "body_html": "x"}
        )
        self.engineer.action_end_access()
        self.assertFalse(self.engineer.user_id.active)
        self.assertFalse(self.engineer.access_now)
        self.assertFalse(self.seen_by(self.engineer))
        self.assertNotIn(partner, self.ticket.message_partner_ids)
        self.assertEqual(mail.state, "cancel")
        self.assertFalse(self.ticket.engineer_id)

    def test_who_may_end_it(self):
        for user in (self.clerk, self.manager, self.engineer.user_id):
            with self.assertRaises(AccessError):
                self.engineer.with_user(user).action_end_access()
        self.engineer.with_user(self.lead.user_id).action_end_access()
        self.assertFalse(self.engineer.access_now)

    def test_a_lead_does_not_end_access_to_what_he_does_not_serve(self):
        _company, contract = self.make_company("Other", "ecosire_support.plan_standard")
        other = self.make_engineer("Chandra", "c@ecosire.example", contracts=contract)
        with self.assertRaises(UserError):
            other.with_user(self.lead.user_id).action_end_access()

    def test_an_address_that_has_a_login_is_not_taken(self):
        with self.assertRaisesRegex(UserError, "already has a login"):
            self.make_engineer("Again", "amina@ecosire.example")

    def test_an_engineers_contact_belongs_to_nobody(self):
        customer = self.env["res.partner"].create({"name": "Customer", "is_company": True})
        engineer = self.make_engineer("Dora", "dora@ecosire.example")
        with self.assertRaises(ValidationError):
            engineer.user_id.partner_id.parent_id = customer
            engineer._check_user()

    def test_tickets_are_assigned_by_leads_to_those_with_access(self):
        _company, contract = self.make_company("Other", "ecosire_support.plan_standard")
        stranger = self.make_engineer("Chandra", "c@ecosire.example", contracts=contract)
        with self.assertRaises(AccessError):
            self.by(self.ticket, self.engineer).assign(self.engineer.id)
        with self.assertRaises(UserError):
            self.by(self.ticket, self.lead).assign(stranger.id)
        self.by(self.ticket, self.lead).assign(self.engineer.id)
        self.assertEqual(self.ticket.engineer_id, self.engineer)

    def test_passwords_open_no_rpc_and_keys_are_not_made(self):
        user = self.engineer.user_id
        self.assertTrue(user._rpc_api_keys_only())
        self.assertFalse(self.clerk._rpc_api_keys_only())
        with self.assertRaises(AccessError):
            self.env["res.users.apikeys"].with_user(user)._generate(None, "key", None)

    def test_an_engineer_cannot_use_the_threads_own_methods(self):
        ticket = self.by(self.ticket, self.engineer)
        with self.assertRaises(AccessError):
            ticket.message_post(body="x")
        with self.assertRaises(AccessError):
            ticket.message_subscribe(self.engineer.user_id.partner_id.ids)
