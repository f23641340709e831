"""Issue 5, "before it is sent": three like tickets with their cure, and the module's manual."""

from datetime import timedelta

from odoo import fields
from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from ..common import SupportCase


@tagged("post_install", "-at_install")
class TestSimilar(SupportCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cured = cls.make_cured(
            "Validating a delivery ends in an error: serial number used already"
        )
        cls.make_cured("Printer of the second shift prints twice")

    @classmethod
    def make_cured(cls, title, user=None, cure="Receive the return first.", **vals):
        ticket = cls.make_ticket(user, name=title, **vals)
        cls.by(ticket, cls.engineer).resolve(cure, "A return without its number")
        return ticket

    def look(self, text, user=None, **more):
        tickets = self.env["ecosire.support.ticket"].with_user(user or self.clerk)
        return tickets.look_before(text, **more)

    def test_a_like_ticket_stands_there_with_its_cure(self):
        found = self.look("Deliveries cannot be validated: an error")["tickets"]
        self.assertEqual([one["number"] for one in found], [self.cured.number])
        self.assertEqual(found[0]["cure"], "Receive the return first.")

    def test_while_the_title_is_half_typed(self):
        self.assertTrue(self.look("validating deliv")["tickets"])
        self.assertFalse(self.look("va")["tickets"])
        self.assertFalse(self.look("")["tickets"])

    def test_words_of_the_text_and_of_the_cure_find_it_too(self):
        other = self.make_cured(
            "It stops every evening",
            description="<p>The <b>conveyor</b> belt&nbsp;of hall 7</p>",
            cure="Restart the photoelectric gateway.",
        )
        for question in ("conveyor belt", "photoelectric gateway restarted"):
            with self.subTest(question):
                self.assertEqual(
                    [one["number"] for one in self.look(question)["tickets"]], [other.number]
                )
        self.assertFalse(self.look("nbsp")["tickets"], "what is markup is no word")

    def test_a_word_in_the_title_weighs_more_than_one_in_the_text(self):
        self.make_cured("Something else", description="<p>validating a delivery, error</p>")
        found = self.look("Validating a delivery ends in an error")["tickets"]
        self.assertEqual(found[0]["number"], self.cured.number)

    def test_a_text_of_any_length_can_be_filed(self):
        long = " ".join(f"word{n}" for n in range(60_000))
        ticket = self.make_cured("Long", description=f"<p>{long}</p>")
        self.assertTrue(ticket.number)

    def test_what_is_open_cancelled_or_a_duplicate_has_no_cure(self):
        self.cured.sudo().state = "new"
        self.assertFalse(self.look("validating a delivery")["tickets"])

    def test_three_at_most_and_the_likest_first(self):
        for n in range(4):
            self.make_cured(f"Delivery number {n} is late")
        found = self.look("Validating a delivery ends in an error")["tickets"]
        self.assertEqual(found[0]["number"], self.cured.number)
        self.assertLessEqual(len(found), 3)

    def test_a_colleague_sees_only_what_he_may_read(self):
        self.assertFalse(self.look("validating a delivery", self.colleague)["tickets"])
        self.assertTrue(self.look("validating a delivery", self.manager)["tickets"])

    def test_never_a_ticket_of_another_company(self):
        other, _contract = self.make_company("Omega", self.plan_xmlid)
        both = self.make_staff("both_manager", "ecosire_support.group_manager", other)
        both.company_ids |= self.company
        tickets = self.env["ecosire.support.ticket"].with_user(both)
        tickets = tickets.with_context(allowed_company_ids=[other.id, self.company.id])
        self.assertFalse(tickets.look_before("validating a delivery")["tickets"])
        found = tickets.look_before("validating a delivery", company_id=self.company.id)
        self.assertEqual(len(found["tickets"]), 1)

    def test_an_engineer_finds_those_of_the_contracts_granted_to_him(self):
        tickets = self.env["ecosire.support.ticket"].with_user(self.engineer.user_id)
        self.assertEqual(tickets._similar("delivery validating", None), self.cured)
        self.engineer.grant_ids.sudo().date_to = "2026-01-02"
        tickets.invalidate_model()
        self.env.invalidate_all()
        self.assertFalse(tickets._similar("delivery validating", None))

    def test_any_text_is_only_a_question(self):
        for text in ("' OR 1=1 --", "%s %(x)s", "a:*|b & !c <-> d", "\0zero", "ß' \\'", 5, None):
            self.look(text)

    def test_the_manual_of_the_module_that_is_named_or_chosen(self):
        module = self.make_license(name="Warehouse labels").module_ids
        self.assertFalse(self.look("Labels", module_id=module.id)["manual"])
        module.documentation = "https://ecosire.example/manual/labels"
        found = {"id": module.id, "name": "Warehouse labels", "url": module.documentation}
        self.assertEqual(self.look("Labels", module_id=module.id)["manual"], found)
        self.assertEqual(self.look("The warehouse labels are blank")["manual"], found)
        self.assertFalse(self.look("The shop is slow")["manual"])

    def test_only_the_address_of_a_page_is_a_manual(self):
        module = self.make_license().module_ids
        for wrong in ("javascript:alert(1)", "ftp://x.example", "https://u:p@x.example/", "x"):
            with self.assertRaisesRegex(ValidationError, "no address of a page"):
                module.documentation = wrong

    def test_this_solved_it_files_nothing_and_is_counted(self):
        tickets = self.env["ecosire.support.ticket"].with_user(self.clerk)
        before = tickets.search_count([])
        tickets.solved_by(ticket_id=self.cured.id)
        self.assertEqual(tickets.search_count([]), before)
        self.assertEqual(self.look("validating a delivery")["tickets"][0]["helped"], 1)

    def test_only_what_one_may_read_can_have_helped(self):
        tickets = self.env["ecosire.support.ticket"].with_user(self.colleague)
        for forged in (self.cured.id, 0, -1, "1", 2**40, True, [1], None):
            with self.assertRaises(UserError):
                tickets.solved_by(ticket_id=forged)
        self.assertFalse(self.cured.helped_count)

    def test_the_count_of_one_person_is_bounded(self):
        tickets = self.env["ecosire.support.ticket"].with_user(self.clerk)
        for _n in range(55):
            tickets.solved_by(ticket_id=self.cured.id)
        self.assertEqual(self.cured.helped_count, 50)

    def test_what_stands_once_is_never_changed(self):
        row = self.env["ecosire.support.solved"].create(
            {
                "at": fields.Datetime.now() - timedelta(days=1),
                "company_id": self.company.id,
                "ticket_id": self.cured.id,
            }
        )
        with self.assertRaises(UserError):
            row.at = fields.Datetime.now()
        with self.assertRaises(UserError):
            row.unlink()

    def test_few_queries(self):
        self.look("validating a delivery")
        with self.assertQueryCount(9):
            self.look("validating a delivery")
