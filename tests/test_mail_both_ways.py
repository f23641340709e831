"""Mail, both ways: who gets what, whose word counts, and what a mail may not do."""

from email.message import EmailMessage
from email.utils import make_msgid

from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.mail.tests.common import MailCommon

from .common import SupportMixin, at, utc

DESK = "support@delta.example"
MAILBOX = "desk@ecosire.example"


class MailCase(SupportMixin, MailCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        domain = cls.env["mail.alias.domain"].create({"name": "delta.example"})
        cls.company.alias_domain_id = domain
        alias = cls.env.ref("ecosire_support.mail_alias")
        alias.write({"alias_name": "support", "alias_domain_id": domain.id})
        for user in (cls.clerk, cls.colleague, cls.manager):
            user.email = f"{user.login}@delta.example"
        cls.contract._set_mailbox(MAILBOX)

    def receive(self, sender, subject="Help", body="It stands still.", **headers):
        """Let a mail in through Odoo's own gateway."""
        message = EmailMessage()
        message["From"] = sender
        message["To"] = headers.pop("to", DESK)
        message["Subject"] = subject
        message["Message-ID"] = headers.pop("message_id", make_msgid())
        for name, value in headers.items():
            message[name.replace("_", "-")] = value
        message.set_content(body)
        self.env["mail.thread"].message_process(False, message.as_bytes())
        self.env.flush_all()
        self.env.invalidate_all()
        return message

    def file_by_mail(self, **kwargs):
        self.receive(self.clerk.email, **kwargs)
        return self.env["ecosire.support.ticket"].search([], order="id desc", limit=1)

    def told(self, ticket, partner):
        """The newest message of the ticket that was notified to ``partner``."""
        return self.env["mail.message"].search(
            [
                ("model", "=", ticket._name),
                ("res_id", "=", ticket.id),
                ("notified_partner_ids", "in", partner.ids),
            ],
            order="id desc",
            limit=1,
        )

    def intake(self):
        return self.env["ecosire.support.mail.intake"].search([], order="id desc", limit=1)


@tagged("post_install", "-at_install")
class TestMailOut(MailCase):
    def test_a_ticket_reaches_the_mailbox_with_all_it_needs(self):
        with self.mock_mail_gateway(), at("2026-11-24 10:00"):
            ticket = self.make_critical(description="<p>KeyError: lot_id</p>")
        mail = next(m for m in self._new_mails if MAILBOX in m.recipient_ids.mapped("email"))
        for part in (ticket.number, "KeyError", "Work has stopped", "19:00", "15:00"):
            self.assertIn(part, mail.body_html)
        self.assertIn(ticket.number, mail.subject)
        self.assertIn("auto-generated", mail.headers)
        self.assertIn(DESK, mail.reply_to)

    def test_the_submitter_is_told_what_was_promised(self):
        with self.mock_mail_gateway(), at("2026-11-24 10:00"):
            self.make_critical()
        mail = next(m for m in self._new_mails if self.clerk.partner_id in m.recipient_ids)
        self.assertIn("15:00", mail.body_html)

    def test_a_clients_message_goes_to_the_mailbox_and_the_holder(self):
        ticket = self.make_ticket()
        self.by(ticket, self.engineer).take()
        message = self.say(ticket, "And?")
        told = message.sudo().notified_partner_ids
        self.assertIn(self.contract.mailbox_partner_id, told)
        self.assertIn(self.engineer.user_id.partner_id, told)

    def test_a_note_of_the_client_leaves_the_house_to_nobody(self):
        ticket = self.make_ticket()
        message = self.say(ticket, "Between us", subtype="mt_note")
        self.assertFalse(message.sudo().notified_partner_ids)

    def test_nobody_can_see_it_is_said(self):
        company, contract = self.make_company("Lonely", "ecosire_support.plan_included")
        ticket = self.make_ticket(self.make_staff("lonely", company=company))
        self.assertIn("no support mailbox", ticket.reach_problem)
        self.assertIn(ticket.name, ticket.hand_text)
        contract._set_mailbox(MAILBOX)
        self.env["ir.mail_server"].create({"name": "out", "smtp_host": "mail.delta.example"})
        ticket.invalidate_recordset()
        self.assertFalse(ticket.reach_problem)


@tagged("post_install", "-at_install")
class TestMailIn(MailCase):
    def test_mail_of_known_staff_is_a_ticket(self):
        with at("2026-11-24 10:00"):
            ticket = self.file_by_mail(subject="Labels print twice")
        self.assertEqual((ticket.name, ticket.submitter_id), ("Labels print twice", self.clerk))
        self.assertTrue(ticket.by_mail)
        self.assertEqual(ticket.submitted_at, utc("2026-11-24 10:00"))
        self.assertEqual(ticket.sla_state, "running")

    def test_a_mails_own_date_is_not_believed(self):
        with at("2026-11-24 10:00"):
            ticket = self.file_by_mail(Date="Mon, 02 Nov 2026 09:00:00 +0000")
        self.assertEqual(ticket.submitted_at, utc("2026-11-24 10:00"))

    def test_a_strangers_mail_waits_for_the_manager_and_is_not_answered(self):
        before = self.env["ecosire.support.ticket"].search_count([])
        with self.mock_mail_gateway():
            self.receive("stranger@elsewhere.example", subject="Hello")
        self.assertFalse(self._new_mails)
        self.assertEqual(self.env["ecosire.support.ticket"].search_count([]), before)
        entry = self.intake()
        self.assertEqual((entry.reason, entry.state), ("stranger", "waiting"))
        entry.with_user(self.manager).accept()
        self.assertEqual(entry.ticket_id.name, "Hello")
        self.assertEqual(entry.ticket_id.submitter_id, self.manager)

    def test_the_same_mail_twice_is_one_ticket(self):
        tickets = self.env["ecosire.support.ticket"]
        before = tickets.search_count([])
        for _turn in range(2):
            self.receive(self.clerk.email, message_id="<once@delta.example>")
        self.assertEqual(tickets.search_count([]), before + 1)

    def test_machines_make_no_tickets(self):
        tickets = self.env["ecosire.support.ticket"]
        before = tickets.search_count([])
        for headers in (
            {"Auto-Submitted": "auto-replied"},
            {"Precedence": "bulk"},
            {"List-Id": "<news.example>"},
        ):
            self.receive(self.clerk.email, **headers)
            self.assertEqual(self.intake().state, "kept")
        self.assertEqual(tickets.search_count([]), before)

    def test_a_subject_alone_takes_no_matter_away_from_a_colleague(self):
        """It begins as absence notices do, so no ticket is made of it, and a manager decides."""
        self.receive(self.clerk.email, "Automatic reply to our customers is not sent")
        self.assertEqual((self.intake().reason, self.intake().state), ("automatic", "waiting"))
        self.receive("stranger@elsewhere.example", "Out of Office: back on Monday")
        self.assertEqual((self.intake().reason, self.intake().state), ("automatic", "kept"))

    def test_a_flood_of_one_sender_waits(self):
        with at("2026-11-24 10:00"):
            for count in range(23):
                self.receive(self.clerk.email, subject=f"Mail {count}")
        mails = self.env["ecosire.support.ticket"].search_count(
            [("submitter_id", "=", self.clerk.id), ("by_mail", "=", True)]
        )
        self.assertEqual(mails, 20)
        self.assertEqual(self.intake().reason, "flood")


@tagged("post_install", "-at_install")
class TestMailTrust(MailCase):
    def setUp(self):
        super().setUp()
        with at("2026-11-24 10:00"):
            self.ticket = self.make_critical()

    def answer(self, sender, message, **headers):
        with at("2026-11-24 10:30"):
            self.receive(
                sender, "Re: it", "We look into it.", In_Reply_To=message.message_id, **headers
            )

    def test_the_mailboxs_answer_stops_the_clock(self):
        told = self.told(self.ticket, self.contract.mailbox_partner_id)
        self.answer(f"Desk <{MAILBOX}>", told)
        self.assertEqual(self.ticket.sla_state, "met")
        self.assertEqual(self.ticket.answered_at, utc("2026-11-24 10:30"))

    def test_an_engineers_answer_stops_the_clock(self):
        self.by(self.ticket, self.engineer).take()
        self.say(self.ticket, "And?")
        partner = self.engineer.user_id.partner_id
        self.answer(partner.email, self.told(self.ticket, partner))
        self.assertEqual(self.ticket.sla_state, "met")

    def test_a_forged_engineer_stops_nothing(self):
        """Never told by mail, so no mail in that name answers anything we sent."""
        told = self.told(self.ticket, self.clerk.partner_id)
        self.answer(self.engineer.email, told)
        self.assertEqual(self.ticket.sla_state, "running")
        self.assertIn("Unverified sender", self.ticket.message_ids[0].body)

    def test_the_right_address_without_a_reference_stops_nothing(self):
        with at("2026-11-24 10:30"):
            token = self.ticket._with_token("Re: it")
            self.receive(MAILBOX, token, "We look into it.")
        self.assertEqual(self.ticket.sla_state, "running")

    def test_nobody_hands_in_a_mail_of_anothers(self):
        """A clerk can read the Message-ID, and Odoo's gateway method is open to every login."""
        told = self.told(self.ticket, self.contract.mailbox_partner_id)
        mail = f"From: {MAILBOX}\nTo: {DESK}\nIn-Reply-To: {told.message_id}\n\nDone."
        with self.assertRaises(AccessError):
            self.env["mail.thread"].with_user(self.clerk).message_process(False, mail)
        self.assertEqual(self.ticket.sla_state, "running")

    def test_an_absence_notice_of_the_mailbox_stops_nothing(self):
        told = self.told(self.ticket, self.contract.mailbox_partner_id)
        self.answer(MAILBOX, told, Auto_Submitted="auto-replied")
        self.assertEqual(self.ticket.sla_state, "running")

    def hasty(self, subject, seconds=40, **headers):
        """The mailbox answers so soon after the ticket was filed at ten; the ticket's state."""
        told = self.told(self.ticket, self.contract.mailbox_partner_id)
        minutes, seconds = divmod(seconds, 60)
        with at(f"2026-11-24 10:{minutes:02}:{seconds:02}"):
            self.receive(MAILBOX, subject, "Hello.", In_Reply_To=told.message_id, **headers)
        return self.ticket.sla_state

    def test_a_machine_without_any_mark_stops_nothing_and_waits_for_a_manager(self):
        """An absence notice in haste, with our own subject before it and no header that says so."""
        subject = f"Re: {self.ticket._with_token(self.ticket.name)} - Abwesenheit"
        self.assertEqual(self.hasty(subject), "running")
        entry = self.intake()
        self.assertEqual((entry.reason, entry.state), ("automatic", "waiting"))
        self.assertEqual(entry.ticket_id, self.ticket)
        self.assertIn("Abwesen", entry.sign)

    def test_a_quick_human_answer_counts(self):
        self.assertEqual(self.hasty(f"Re: {self.ticket.name}", 5), "met")
        self.assertEqual(self.ticket.answered_at, utc("2026-11-24 10:00:05"))

    def test_a_quick_answer_about_absences_counts(self):
        self.ticket.sudo().name = "Out of office replies are not sent"
        self.assertEqual(self.hasty("Re: Out of office replies are not sent", 5), "met")

    def test_the_same_words_later_are_a_persons(self):
        self.assertEqual(self.hasty("Re: it - I am on leave from tomorrow", 121), "met")

    def test_a_hasty_answer_that_is_fetched_late(self):
        """The mail's own date says that it was hasty; that takes nothing from anybody else."""
        date = "Tue, 24 Nov 2026 10:00:10 +0000"
        self.assertEqual(self.hasty("Re: it (out of office)", 400, Date=date), "running")

    def test_a_person_taken_for_a_machine_is_put_on_the_ticket_by_a_manager(self):
        self.hasty("Re: it - on leave from tomorrow, Bilal takes over")
        with at("2026-11-24 11:00"):
            self.intake().with_user(self.manager).accept()
        self.assertEqual(self.ticket.sla_state, "met")

    def test_a_forged_colleague_files_a_ticket_and_the_colleague_is_told(self):
        """README, Mail: a first mail answers nothing by which it could be verified."""
        with self.mock_mail_gateway(), at("2026-11-24 10:30"):
            ticket = self.file_by_mail(Received="from elsewhere.example by mx.delta.example")
        self.assertEqual((ticket.submitter_id, ticket.severity), (self.clerk, "medium"))
        self.assertIn("Filed by mail", ticket.severity_reason)
        self.assertTrue(any(self.clerk.partner_id in m.recipient_ids for m in self._new_mails))
        ticket.with_user(self.clerk).cancel("I did not write that")
        self.assertEqual(ticket.state, "cancelled")

    def test_what_is_stored_with_a_mailed_message_is_the_desks(self):
        """README, Mail: its From and subject; who wrote it is the author."""
        with self.mock_mail_gateway():
            message = self.say(self.ticket, "And?").sudo()
        self.assertIn(DESK, message.email_from)
        self.assertNotIn(self.clerk.email, message.email_from)
        self.assertEqual(message.subject, self.ticket._with_token(message.subject))
        self.assertEqual(message.author_id, self.clerk.partner_id)
        self.assertNotEqual(message.subject, self.ticket.name)

    def test_a_clients_mail_reopens_and_a_forged_one_does_not(self):
        with at("2026-11-24 10:30"):
            self.by(self.ticket, self.engineer).resolve("Done.")
        told = self.told(self.ticket, self.clerk.partner_id)
        self.receive(self.manager.email, "Re: it", "No", In_Reply_To=told.message_id)
        self.assertEqual(self.ticket.state, "resolved")
        self.receive(self.clerk.email, "Re: it", "It is back.", In_Reply_To=told.message_id)
        self.assertEqual(self.ticket.state, "in_progress")
        self.assertEqual(self.ticket.clock_id.round, 2)

    def test_an_answer_to_a_message_of_the_contract_is_not_posted_there(self):
        """Odoo would put it into the contract's log, in the name of whoever stands in From."""
        lead = self.by(self.contract, self.lead)
        with self.mock_mail_gateway():
            self.assertTrue(lead.ask_for_handbook())
        [asked] = self.contract.message_ids.filtered("subject")
        self.assertTrue(all(DESK in mail.email_from for mail in self._new_mails))
        self.assertTrue(all(DESK in mail.reply_to for mail in self._new_mails))
        before = self.contract.message_ids
        for to in (DESK, "catchall@delta.example"):
            self.receive(
                self.lead.user_id.email, "Re: it", "Done", to=to, In_Reply_To=asked.message_id
            )
            self.assertEqual((self.intake().reason, self.intake().state), ("stranger", "waiting"))
        self.assertEqual(len(self.env["ecosire.support.mail.intake"].search([])), 2)
        self.assertEqual(self.contract.message_ids, before)

    def test_stripped_references_are_found_by_the_token(self):
        with at("2026-11-24 10:30"):
            self.receive(self.clerk.email, self.ticket._with_token("Re: it"), "More.")
        self.assertEqual(
            self.env["ecosire.support.ticket"].search_count(
                [("by_mail", "=", True), ("submitter_id", "=", self.clerk.id)]
            ),
            0,
        )

    def test_what_is_said_about_a_duplicate_lands_on_its_original(self):
        other = self.make_ticket()
        self.ticket.sudo().duplicate_of_id = other
        told = self.told(self.ticket, self.clerk.partner_id)
        self.receive(self.clerk.email, "Re: it", "More.", In_Reply_To=told.message_id)
        self.assertIn("More.", str(other.message_ids[0].body))

    def test_an_answer_to_a_closed_ticket_is_kept_and_reopens_nothing(self):
        told = self.told(self.ticket, self.contract.mailbox_partner_id)
        with at("2026-11-24 10:30"):
            self.by(self.ticket, self.engineer).resolve("Done.")
            self.ticket.with_user(self.clerk).confirm_resolution()
        self.answer(MAILBOX, told)
        self.assertEqual(self.ticket.state, "closed")
        self.assertIn("We look into it.", str(self.ticket.message_ids[0].body))
