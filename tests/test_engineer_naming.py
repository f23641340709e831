"""Naming the engineer who answers first, and the deputy."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..models.contract.engineer_naming import HandbookNotReady
from .common import FOR_EVER, LONG_AGO, SupportCase, at
from .test_handbook import HandbookMixin

NOON = "2026-11-24 10:00"


@tagged("post_install", "-at_install")
class TestEngineerNaming(HandbookMixin, SupportCase):
    plan_xmlid = "ecosire_support.plan_priority"

    def setUp(self):
        super().setUp()
        self.second = self.make_engineer("Chandra Rao", "chandra@ecosire.example")

    def name(self, engineer, backup=None, reason="She knows the system", person=None):
        contract = self.by(self.contract, person or self.lead)
        return contract.name_engineer(engineer.id, backup and backup.id, reason)

    def refused(self, *arguments, **named):
        with self.assertRaises(UserError) as caught:
            self.name(*arguments, **named)
        return caught.exception.args[0]

    def log(self):
        return self.contract.message_ids.sorted("id")[-1]

    def test_the_first_naming_needs_no_handbook(self):
        self.name(self.engineer, self.second)
        self.assertEqual(self.contract.engineer_id, self.engineer)
        self.assertEqual(self.contract.backup_engineer_id, self.second)
        self.assertIn("handbook is not complete", self.log().body)

    def test_it_is_logged_and_both_sides_are_told(self):
        self.name(self.engineer, self.second)
        log = self.log()
        for words in ("Amina Khan", "Chandra Rao", "She knows the system", "Bilal Raza"):
            self.assertIn(words, log.body)
        told = log.notified_partner_ids
        for user in (self.manager, self.engineer.user_id, self.second.user_id):
            self.assertIn(user.partner_id, told)
        self.assertNotIn(self.clerk.partner_id, told)
        self.assertEqual(log.author_id, self.lead.user_id.partner_id)

    def test_a_reason_is_text_and_nothing_else(self):
        self.name(self.engineer, reason="<img src=x onerror=alert(1)>")
        self.assertNotIn("<img", self.log().body)
        self.assertIn("onerror", self.log().body)

    def test_managers_of_another_company_are_not_told(self):
        company, _contract = self.make_company("Other", self.plan_xmlid)
        stranger = self.make_staff("other_manager", "ecosire_support.group_manager", company)
        self.name(self.engineer)
        self.assertNotIn(stranger.partner_id, self.log().notified_partner_ids)

    def test_a_replacement_needs_the_handbook(self):
        with at(NOON):
            self.name(self.engineer)
            with self.assertRaises(HandbookNotReady) as caught:
                self.name(self.second)
            self.assertIn("Nothing is written yet under", caught.exception.args[0])
            self.assertEqual(self.contract.engineer_id, self.engineer)
            handbook = self.fill(self.handbook_of(self.contract))
            handbook.contacts = "<p>  </p>"
            self.assertIn("Contacts", self.refused(self.second))
            self.fill(handbook)
            self.name(self.second)
        self.assertEqual(self.contract.engineer_id, self.second)

    def test_a_handbook_that_nobody_has_looked_at_for_a_year_is_none(self):
        with at("2025-11-24 09:59"):
            self.fill(self.handbook_of(self.contract))
        with at(NOON):
            self.name(self.engineer)
            self.assertIn("twelve months", self.refused(self.second))
            self.handbook_of(self.contract).confirm_reviewed()
            self.name(self.second)

    def test_another_deputy_needs_no_handbook(self):
        self.name(self.engineer, self.second)
        self.name(self.engineer, self.lead)
        self.assertEqual(self.contract.backup_engineer_id, self.lead)

    def test_the_managers_are_asked_for_it_once_a_day(self):
        lead = self.by(self.contract, self.lead)
        with at(NOON):
            self.assertTrue(lead.ask_for_handbook())
            self.assertIn("Please complete", self.log().subject)
            self.assertEqual(
                self.log().notified_partner_ids & self.manager.partner_id, self.manager.partner_id
            )
            self.assertFalse(lead.ask_for_handbook())
        with at("2026-11-25 10:01"):
            self.assertTrue(lead.ask_for_handbook())
            self.fill(self.handbook_of(self.contract))
        with at("2026-11-27 10:00"):
            self.assertFalse(lead.ask_for_handbook())

    def test_only_plans_that_grant_one_have_a_named_engineer(self):
        _company, contract = self.make_company("Other", "ecosire_support.plan_standard")
        self.lead._grant(contract, LONG_AGO, FOR_EVER)
        with self.assertRaises(UserError) as caught:
            self.by(contract, self.lead).name_engineer(self.lead.id, None, "because")
        for words in ("Standard", "Priority", "Enterprise", "general queue"):
            self.assertIn(words, caught.exception.args[0])
        self.assertNotIn("Included", caught.exception.args[0])

    def test_who_cannot_be_named(self):
        _company, contract = self.make_company("Other", self.plan_xmlid)
        stranger = self.make_engineer("Zara", "zara@ecosire.example", contracts=contract)
        ended = self.make_engineer("Yusuf", "yusuf@ecosire.example")
        ended.grant_ids._revoke("the administrator")
        for nobody in (stranger, ended, self.engineer.browse(), self.engineer.browse(999_999)):
            with self.subTest(nobody):
                self.assertIn("has access", self.refused(nobody))
            if nobody:
                self.assertIn("has access", self.refused(self.engineer, nobody))
        self.assertIn("somebody else", self.refused(self.engineer, self.engineer))
        self.assertFalse(self.contract.engineer_id)

    def test_what_is_missing_or_pointless_is_refused(self):
        self.assertIn("why", self.refused(self.engineer, reason=" "))
        self.name(self.engineer)
        self.assertIn("nothing has changed", self.refused(self.engineer))
        self.contract.ended_at = "2026-01-01 00:00:00"
        self.assertIn("ended", self.refused(self.second))

    def test_nobody_but_a_lead_with_access_names_anybody(self):
        _company, contract = self.make_company("Other", self.plan_xmlid)
        foreign = self.make_engineer("Omar", "omar@ecosire.example", "lead", contract)
        admin = self.make_staff("delta_admin", "base.group_system")
        for person in (self.engineer, foreign, self.clerk, self.manager, admin):
            with self.subTest(person.display_name):
                with self.assertRaises(AccessError):
                    self.name(self.engineer, person=person)
                with self.assertRaises(AccessError):
                    self.by(self.contract, person).ask_for_handbook()

    def test_unanswered_tickets_are_routed_anew_and_answered_ones_stay(self):
        self.fill(self.handbook_of(self.contract))
        self.name(self.engineer)
        waiting, answered, resolved = (self.make_ticket() for _count in range(3))
        self.by(answered, self.engineer).engineer_reply("Looking")
        self.by(resolved, self.engineer).resolve("Done")
        self.name(self.second)
        self.assertEqual(waiting.engineer_id, self.second)
        self.assertEqual((answered | resolved).engineer_id, self.engineer)
        self.assertIn(waiting.number, self.log().body)
        self.assertNotIn(answered.number, self.log().body)

    def test_tickets_of_a_third_engineer_stay(self):
        self.fill(self.handbook_of(self.contract))
        self.name(self.engineer)
        ticket = self.make_ticket()
        self.by(ticket, self.lead).take()
        self.name(self.second)
        self.assertEqual(ticket.engineer_id, self.lead)

    def test_two_who_change_places(self):
        self.fill(self.handbook_of(self.contract))
        self.name(self.engineer, self.second)
        ticket = self.make_ticket()
        self.name(self.second, self.engineer)
        self.assertEqual(ticket.engineer_id, self.second)

    def test_after_an_ended_access_somebody_can_be_named_at_once(self):
        self.name(self.engineer, self.second)
        self.engineer.action_end_access()
        self.assertFalse(self.contract.engineer_id)
        self.name(self.second)
        self.assertEqual(self.contract.engineer_id, self.second)
        self.assertFalse(self.contract.backup_engineer_id)
