"""Under which address the mails of a ticket go out, and whether anybody at ECOSIRE gets them."""

from odoo.tests import tagged

from .test_mail_both_ways import DESK, MAILBOX, MailCase


@tagged("post_install", "-at_install")
class TestMailSenders(MailCase):
    def sent(self, partner):
        return next(mail for mail in self._new_mails if partner in mail.recipient_ids)

    def test_everybody_writes_under_the_desks_own_address(self):
        with self.mock_mail_gateway():
            ticket = self.make_ticket()
        self.assertEqual(
            self.sent(self.contract.mailbox_partner_id).email_from,
            f'"{self.clerk.name} (Delta Distribution)" <{DESK}>',
        )
        self.assertEqual(self.sent(self.clerk.partner_id).email_from, f'"ECOSIRE Support" <{DESK}>')
        with self.mock_mail_gateway():
            self.by(ticket, self.engineer).engineer_reply("We look into it.")
        answer = self.sent(self.clerk.partner_id)
        self.assertEqual(answer.email_from, f'"Amina Khan (ECOSIRE)" <{DESK}>')
        self.assertNotIn(self.engineer.email, f"{answer.reply_to}{answer.headers}")
        self.assertEqual(ticket.message_ids[0].author_id, self.engineer.user_id.partner_id)

    def test_an_answer_by_mail_of_the_mailbox_too(self):
        ticket = self.make_ticket()
        told = self.told(ticket, self.contract.mailbox_partner_id)
        with self.mock_mail_gateway():
            self.receive(MAILBOX, "Re: it", "Try F5.", In_Reply_To=told.message_id)
        answer = self.sent(self.clerk.partner_id)
        self.assertEqual(answer.email_from, f'"ECOSIRE Support" <{DESK}>')
        self.assertIn("Try F5.", answer.body_html)

    def test_an_answer_threads_onto_its_own_ticket_and_no_other(self):
        ticket, other = self.make_ticket(), self.make_ticket()
        with self.mock_mail_gateway():
            self.by(ticket, self.engineer).engineer_reply("We look into it.")
        answer = self.sent(self.clerk.partner_id)
        mine = set(ticket.message_ids.mapped("message_id"))
        referred = set(answer.references.split())
        self.assertTrue(referred & mine)
        self.assertFalse(referred & set(other.message_ids.mapped("message_id")))
        self.receive(self.clerk.email, "Re: it", "Thanks.", References=answer.references)
        self.assertIn("Thanks.", ticket.message_ids[0].body)

    def test_an_engineer_gets_a_button_to_his_own_page(self):
        ticket = self.make_ticket()
        self.by(ticket, self.engineer).take()
        with self.mock_mail_gateway():
            self.say(ticket, "And?")
        mail = self.sent(self.engineer.user_id.partner_id)
        self.assertIn(f"/my/support/ticket/{ticket.number}", mail.body_html)
        self.assertNotIn("/mail/view", mail.body_html)

    def test_without_an_address_of_the_desk_names_stay_as_they_were(self):
        self.env.ref("ecosire_support.mail_alias").alias_name = False
        with self.mock_mail_gateway():
            self.make_ticket()
        mail = self.sent(self.contract.mailbox_partner_id)
        self.assertIn(self.clerk.email, mail.email_from)


@tagged("post_install", "-at_install")
class TestReach(MailCase):
    def test_a_list_of_tickets_asks_once_for_each_contract(self):
        company, _contract = self.make_company("Lonely", "ecosire_support.plan_included")
        clerk = self.make_staff("lonely", company=company)
        tickets = self.env["ecosire.support.ticket"].union(
            *(self.make_ticket(clerk) for _count in range(3))
        )

        def queries(records):
            records.env.invalidate_all()
            records.mapped("is_open")
            before = self.env.cr.sql_log_count
            self.assertTrue(all(records.mapped("reach_problem")))
            return self.env.cr.sql_log_count - before

        queries(tickets)
        self.assertEqual(queries(tickets), queries(tickets[:1]))
