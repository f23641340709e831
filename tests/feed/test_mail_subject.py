"""Mails to ECOSIRE name the client first, mails to the client are as they were."""

from odoo.tests import tagged

from ..common import at
from ..test_mail_both_ways import MailCase

NAME = "[Delta Distribution]"


@tagged("post_install", "-at_install")
class TestMailSubject(MailCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ticket = cls.make_ticket()
        cls.by(cls.ticket, cls.engineer).take()
        cls.amina = cls.engineer.user_id.partner_id
        cls.mailbox = cls.contract.mailbox_partner_id

    def subjects(self):
        """What each person reads as the subject of the mails that were made, by partner."""
        return {
            outgoing["partner_id"]: outgoing["subject"]
            for mail in self._new_mails
            for outgoing in mail._prepare_outgoing_list()
        }

    def write_as_client(self, **values):
        posted = {
            "body": "And?",
            "message_type": "comment",
            "subtype_xmlid": "mail.mt_comment",
            "partner_ids": self.manager.partner_id.ids,
            **values,
        }
        with self.mock_mail_gateway():
            return self.ticket.message_post(**posted).sudo()

    def test_ecosire_reads_whose_ticket_it_is_and_the_client_does_not(self):
        message = self.write_as_client()
        subjects = self.subjects()
        front = f"{NAME} {self.ticket.number} "
        for partner in (self.amina, self.mailbox):
            self.assertTrue(subjects[partner].startswith(front), subjects[partner])
            self.assertEqual(subjects[partner].count(NAME), 1)
        self.assertNotIn(NAME, subjects[self.manager.partner_id])
        self.assertEqual(subjects[self.amina], front + subjects[self.manager.partner_id])
        self.assertNotIn(NAME, message.subject)

    def test_an_answer_stays_an_answer(self):
        self.write_as_client(subject="Re: Deliveries")
        subject = self.subjects()[self.amina]
        self.assertTrue(subject.startswith(f"Re: {NAME} {self.ticket.number} Deliveries ["))

    def test_what_comes_back_with_it_loses_it(self):
        """An engineer answers by mail: the client reads his words without his own name before them."""
        self.write_as_client()
        sent = self.subjects()[self.amina]
        told = self.told(self.ticket, self.amina)
        with self.mock_mail_gateway():
            self.receive(
                self.engineer.user_id.email, subject=f"Re: {sent}", In_Reply_To=told.message_id
            )
        answer = self.ticket.sudo().message_ids.sorted("id")[-1]
        self.assertEqual(answer.author_id, self.amina)
        self.assertNotIn(NAME, answer.subject)
        subjects = self.subjects()
        self.assertNotIn(NAME, subjects[self.clerk.partner_id])
        self.assertIn(f"[{self.ticket.number}/", subjects[self.clerk.partner_id])
        self.assertEqual(subjects[self.mailbox].count(NAME), 1)
        self.assertEqual(subjects[self.mailbox].count(f"] {self.ticket.number} "), 1)

    def test_a_new_ticket_in_the_mailbox(self):
        with self.mock_mail_gateway(), at("2026-11-24 10:00"):
            ticket = self.make_critical()
        subjects = self.subjects()
        self.assertTrue(subjects[self.mailbox].startswith(f"{NAME} {ticket.number} Critical: "))
        self.assertNotIn(NAME, subjects[self.clerk.partner_id])

    def test_what_concerns_the_contract_names_the_client_too(self):
        with self.mock_mail_gateway():
            self.contract._tell_each(
                self.amina | self.manager.partner_id, lambda _one, _to: ("The plan changes", "x")
            )
        subjects = self.subjects()
        self.assertEqual(subjects[self.amina], f"{NAME} The plan changes")
        self.assertEqual(subjects[self.manager.partner_id], "The plan changes")

    def test_other_mails_are_let_alone(self):
        with self.mock_mail_gateway():
            self.manager.partner_id.message_notify(
                partner_ids=self.amina.ids, subject="Hello", body="x"
            )
        self.assertEqual(self.subjects(), {self.amina: "Hello"})

    def test_the_day_at_a_glance(self):
        digest = self.env["ecosire.support.digest"]
        self.assertTrue(digest.with_user(self.engineer.user_id)._subject().startswith(NAME))
        self.assertNotIn(NAME, digest.with_user(self.manager)._subject())
