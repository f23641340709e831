"""Canned replies: kept by account leads, filled in for a ticket, never sent raw."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.ecosire_support.core import reply_book

from ..common import SupportCase, at

BODY = "Dear {{contact}},\n\n{{number}}, {{title}}: by {{deadline}}.\nNext: {{next_update}}"


@tagged("post_install", "-at_install")
class TestReply(SupportCase):
    def setUp(self):
        super().setUp()
        self.replies = self.env["ecosire.support.canned.reply"]
        self.replies.search([]).set_aside()
        with at("2026-11-24 10:00"):
            self.ticket = self.make_ticket(name="<b>Nothing</b> prints {{engineer}}")

    def save(self, code="hello", name="Hello", topic="", body=BODY, person=None):
        user = (person or self.lead).user_id
        return self.replies.browse(self.replies.with_user(user).save_reply(code, name, topic, body))

    def offered(self, person=None):
        with at("2026-11-24 10:30"):
            return self.by(self.ticket, person or self.engineer).canned_replies()

    def test_filled_in_with_plain_text_once(self):
        self.save()
        [reply] = self.offered()
        self.assertIn("Dear delta_clerk", reply["text"])
        self.assertIn(
            f"{self.ticket.number}, <b>Nothing</b> prints {{{{engineer}}}}", reply["text"]
        )
        self.assertIn("&lt;b&gt;Nothing&lt;/b&gt; prints {{engineer}}", reply["body"])
        self.assertNotIn("Amina", reply["text"], "a title is no place for placeholders")

    def test_the_deadline_is_said_by_the_clocks_of_both_sides(self):
        self.save()
        [reply] = self.offered()
        self.assertRegex(reply["text"], r"Amsterdam.* · .*Karachi")

    def test_a_line_about_what_there_is_not_is_left_out(self):
        self.save()
        self.assertNotIn("Next:", self.offered()[0]["text"])
        self.save("only", "Only", body="Next: {{next_update}}")
        self.assertEqual([reply["name"] for reply in self.offered()], ["Hello"])

    def test_those_about_the_topic_come_first(self):
        self.save("a", "A", "incident")
        self.save("b", "B")
        self.save("c", "C", self.ticket.topic_id.code)
        self.assertEqual([reply["name"] for reply in self.offered()], ["C", "B", "A"])
        self.assertEqual([reply["fits"] for reply in self.offered()], [True, False, False])

    def test_what_stands_for_nothing_is_told_when_saving(self):
        for body, words in (
            ("{{contract}}", "“{{contract}}” stands for nothing. Known are: contact,"),
            ("{{contact.login}}", "stands for nothing"),
            ("{{contact", "Double braces"),
            ("", "text is missing"),
        ):
            with self.assertRaisesRegex(UserError, words):
                self.save(body=body)
        with self.assertRaisesRegex(UserError, "no topic with the code “x”"):
            self.save(topic="x")
        self.assertFalse(self.replies.search([]))

    def test_the_same_code_is_the_same_reply(self):
        first = self.save()
        again = self.save(name="Good day")
        self.assertEqual(first, again)
        self.assertEqual(first.name, "Good day")

    def test_set_aside_and_back_again(self):
        reply = self.save()
        reply.with_user(self.lead.user_id).set_aside()
        self.assertFalse(self.offered())
        self.assertEqual(self.save(), reply)
        self.assertTrue(self.offered())

    def test_every_shipped_reply_is_a_good_one(self):
        shipped = self.env["ir.model.data"].search(
            [("module", "=", "ecosire_support"), ("model", "=", self.replies._name)]
        )
        self.assertGreaterEqual(len(shipped), 8)
        topics = self.replies._topics_by_code()
        for reply in self.replies.browse(shipped.mapped("res_id")):
            with self.subTest(reply.code):
                self.assertFalse(reply_book.faults_of(reply._as_core(), topics))
                # as it would be imported, so that what is exported changes nothing
                kept = reply._as_core()
                self.assertEqual(kept, reply_book.tidy(kept.code, kept.name, kept.topic, kept.body))

    def test_who_keeps_and_who_uses_them(self):
        self.save()
        for person in (self.engineer,):
            with self.assertRaises(AccessError):
                self.save(person=person)
            with self.assertRaises(AccessError):
                self.replies.search([]).with_user(person.user_id).set_aside()
        for person in (self.clerk, self.manager):
            with self.assertRaises(AccessError):
                self.by(self.ticket, person).canned_replies()
            with self.assertRaises(AccessError):
                self.replies.with_user(person).search([])

    def test_queries_do_not_grow_with_the_replies(self):
        for number in range(30):
            self.save(f"r{number}", f"R{number}")
        self.offered()
        self.env.invalidate_all()
        with self.assertQueryCount(9):
            self.assertEqual(len(self.offered()), 30)
