"""The setup page: what it says in words, and a test mail that really goes round."""

import smtplib
import socket
from unittest.mock import patch

from lxml import html

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, new_test_user, tagged

from odoo.addons.base.models.ir_mail_server import IrMail_Server, MailDeliveryException
from odoo.addons.ecosire_support.wizard import mail_setup_test

from .common import SupportMixin, at
from .test_mail_both_ways import DESK, MailCase


class SetupCase(MailCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.admin = cls.make_staff("delta_admin", "base.group_system")
        cls.server = cls.env["ir.mail_server"].create(
            {"name": "Delta's mail", "smtp_host": "mail.delta.example", "sequence": 1}
        )
        (cls.env["ir.mail_server"].search([]) - cls.server).active = False

    def page(self, user=None):
        setups = self.env["ecosire.support.mail.setup"].with_user(user or self.admin)
        action = setups.with_company(self.company).action_open()
        return setups.with_company(self.company).browse(action["res_id"])

    def step(self, setup, title):
        setup.invalidate_recordset()
        return next(step for step in setup._steps() if step["title"] == title)

    def send(self, setup, error=None):
        """Press the button; what leaves is kept in ``self.left``."""
        self.left = []

        def send_email(_servers, message, *args, **kwargs):
            if error:
                raise error
            self.left.append(message)
            return message["Message-Id"]

        with patch.object(IrMail_Server, "send_email", send_email):
            setup.action_test()


@tagged("post_install", "-at_install")
class TestMailSetup(SetupCase):
    def test_a_mail_goes_round(self):
        setup = self.page()
        with at("2026-11-24 10:00"):
            self.send(setup)
            mail = self.left[0]
            self.assertIn(DESK, mail["From"])
            self.assertIn(DESK, mail["To"])
            self.assertEqual(mail["Auto-Submitted"], "auto-generated")
            self.assertIn("Sent 0 s ago", self.step(setup, "Test round trip")["text"])
        before = self.env["ecosire.support.ticket"].search_count([])
        with at("2026-11-24 10:00:42"):
            self.env["mail.thread"].message_process(False, mail.as_bytes())
        step = self.step(setup, "Test round trip")
        self.assertEqual(step["state"], "ok")
        self.assertIn("Out and back in 42 s", step["text"])
        self.assertEqual(self.env["ecosire.support.ticket"].search_count([]), before)
        self.assertFalse(self.intake())

    def test_it_is_known_by_its_subject_when_headers_are_lost(self):
        setup = self.page()
        self.send(setup)
        self.receive(DESK, self.left[0]["Subject"])
        self.assertTrue(setup.test_arrived_at)

    def test_a_mark_that_we_did_not_make_is_any_mail(self):
        setup = self.page()
        self.send(setup)
        self.receive("stranger@elsewhere.example", f"Test [{setup.id}-{'0' * 20}]")
        self.assertFalse(setup.test_arrived_at)
        self.assertEqual(self.intake().reason, "stranger")

    def test_a_test_that_comes_after_its_page_is_gone_says_so(self):
        setup = self.page()
        self.send(setup)
        setup.sudo().unlink()
        tickets = self.env["ecosire.support.ticket"].search_count([])
        for _turn in range(2):
            with patch.object(mail_setup_test._logger, "info") as logged:
                self.env["mail.thread"].message_process(False, self.left[0].as_bytes())
            self.assertIn("took long", str(logged.call_args))
        entry = self.env["ecosire.support.mail.intake"].search([])
        self.assertEqual((len(entry), entry.reason, entry.state), (1, "automatic", "kept"))
        self.assertIn("Mail works both ways, but took long", entry.sign)
        self.assertEqual(self.env["ecosire.support.ticket"].search_count([]), tickets)

    def test_what_the_mail_server_refuses_is_said_in_words(self):
        wrapped = MailDeliveryException("Mail Delivery Failed", "recipient refused")
        for error, words in (
            (ConnectionRefusedError(111, "Connection refused"), "Nothing answers there"),
            (socket.gaierror(-2, "Name or service not known"), "was not found"),
            (smtplib.SMTPAuthenticationError(535, b"no"), "user name or password"),
            (TimeoutError("timed out"), "in time"),
            (wrapped, "did not take the mail"),
            (UserError("Missing SMTP Server"), "Missing SMTP Server"),
        ):
            with self.subTest(error):
                setup = self.page()
                self.send(setup, error)
                step = self.step(setup, "Test round trip")
                self.assertEqual(step["state"], "bad")
                self.assertIn(words, step["text"])
                self.assertFalse(setup.test_sent_at)

    def test_each_thing_that_is_missing_is_named(self):
        setup = self.page()
        self.assertEqual(self.step(setup, "ECOSIRE's support mailbox")["state"], "ok")
        setup.mailbox = False
        setup.desk_name = False
        setup.action_save()
        for title, words in (
            ("ECOSIRE's support mailbox", "no ticket is mailed"),
            ("The desk's own address", "cannot come back"),
            ("Incoming mail", "No incoming mail server"),
        ):
            self.assertIn(words, self.step(setup, title)["text"])
        with self.assertRaisesRegex(UserError, "cannot come back"):
            setup.action_test()
        self.company.alias_domain_id = False
        self.assertIn("no alias domain", self.step(setup, "The desk's own address")["text"])
        self.server.active = False
        self.assertIn("nothing leaves this Odoo", self.step(setup, "Outgoing mail")["text"])

    def test_a_server_that_sends_for_others_only(self):
        self.server.from_filter = "other.example"
        step = self.step(self.page(), "Outgoing mail")
        self.assertEqual(step["state"], "warn")
        self.assertIn("FROM filter", step["text"])

    def test_an_incoming_server_that_fails(self):
        server = self.env["fetchmail.server"].create(
            {"name": "In", "server": "imap.delta.example", "state": "done"}
        )
        server.error_message = "Traceback\nLogin failed"
        step = self.step(self.page(), "Incoming mail")
        self.assertEqual(step["state"], "bad")
        self.assertIn("Login failed", step["text"])

    def test_the_newest_mail_to_ecosire(self):
        setup = self.page()
        with self.mock_mail_gateway():
            self.make_ticket()
        newest = self.env["mail.notification"].search(
            [("res_partner_id", "=", self.contract.mailbox_partner_id.id)]
        )[-1:]
        title = "The newest mail to ECOSIRE"
        for status, state in (("ready", "open"), ("sent", "ok"), ("exception", "bad")):
            newest.write({"notification_status": status, "failure_reason": "Relay denied"})
            self.assertEqual(self.step(setup, title)["state"], state)
        self.assertIn("Relay denied", self.step(setup, title)["text"])

    def test_names_that_are_taken(self):
        setup = self.page()
        self.env["mail.alias"].create(
            {
                "alias_name": "info",
                "alias_domain_id": self.company.alias_domain_id.id,
                "alias_model_id": self.env["ir.model"]._get_id("res.partner"),
            }
        )
        for name, words in (
            ("info", "Contact"),
            ("catchall", "Odoo itself"),
            ("help@elsewhere.example", "not the alias domain"),
        ):
            with self.subTest(name), self.assertRaisesRegex(UserError, words):
                setup.desk_name = name
                setup.action_save()
        setup.desk_name = "help@delta.example"
        setup.action_save()
        self.assertEqual(setup.desk_name, "help")

    def test_the_manager_sets_the_mailbox_and_not_the_address(self):
        setup = self.page(self.manager)
        setup.mailbox = "new@ecosire.example"
        setup.action_save()
        self.assertEqual(self.contract.mailbox, "new@ecosire.example")
        setup.desk_name = "other"
        with self.assertRaises(AccessError):
            setup.action_save()
        with self.assertRaises(AccessError):
            self.page(self.clerk)

    def test_the_last_step_is_the_day_odoo_is_down(self):
        title = "When Odoo itself is down"
        setup = self.page(self.manager)
        step = self.step(setup, title)
        self.assertEqual(step["state"], "ok")  # a plan without phone: the mailbox is the way
        self.assertIn(f"Mail {self.contract.mailbox}", step["text"])
        self.contract._set_mailbox(False)
        self.assertEqual(self.step(setup, title)["state"], "bad")
        self.assertIn("/card/", setup.action_print_card()["url"])
        action = setup.action_edit_emergency()
        self.assertEqual(action["context"]["default_contract_id"], self.contract.id)

    def test_the_page_is_found_again_with_its_test(self):
        setup = self.page()
        self.send(setup)
        self.assertEqual(self.page(), setup)
        self.assertTrue(self.page().test_sent_at)


@tagged("post_install", "-at_install")
class TestMailAccept(MailCase):
    def waiting(self):
        self.receive("stranger@elsewhere.example", "Hello", "Our printer burns.")
        return self.intake()

    def accept(self, entry, submitter):
        wizards = self.env["ecosire.support.mail.accept"].with_user(self.manager)
        wizard = wizards.with_context(active_id=entry.id).create({"submitter_id": submitter.id})
        return wizard.action_accept()

    def test_a_colleague_files_it(self):
        entry = self.waiting()
        action = self.accept(entry, self.clerk)
        ticket = self.env["ecosire.support.ticket"].browse(action["res_id"])
        self.assertEqual((ticket.name, ticket.submitter_id), ("Hello", self.clerk))
        self.assertEqual(entry.state, "accepted")

    def test_it_is_said_when_a_mail_goes_onto_a_ticket(self):
        ticket = self.make_ticket()
        self.receive(self.clerk.email, f"About {ticket.number}", "Route 7 only.")
        entry, before = self.intake(), ticket.search_count([])
        self.assertEqual((entry.reason, entry.ticket_id), ("no_thread", ticket))
        for view, button in (
            (self.env.ref("ecosire_support.mail_intake_view_form"), "Put it on the ticket"),
            (self.env.ref("ecosire_support.mail_accept_view_form"), "Put it on the ticket"),
        ):
            [shown] = html.fromstring(view.arch).xpath(f"//button[@string='{button}']/@invisible")
            self.assertIn("not ticket_id", shown)
        action = self.accept(entry, self.manager)
        self.assertEqual(action["res_id"], ticket.id)
        self.assertIn("Route 7 only.", str(ticket.sudo().message_ids[0].body))
        self.assertEqual(ticket.search_count([]), before)

    def test_nobody_of_elsewhere_files_it(self):
        other = self.make_staff(
            "elsewhere", company=self.make_company("Elsewhere", "ecosire_support.plan_included")[0]
        )
        for user in (other, self.engineer.user_id):
            with self.subTest(user.login), self.assertRaisesRegex(UserError, "another colleague"):
                self.accept(self.waiting(), user)


@tagged("post_install", "-at_install")
class TestMailSetupTour(SupportMixin, HttpCase):
    def test_the_administrator_sets_mail_up(self):
        domain = self.env["mail.alias.domain"].create({"name": "delta.example"})
        self.company.alias_domain_id = domain
        new_test_user(
            self.env,
            "delta_admin",
            groups="base.group_system,ecosire_support.group_manager",
            company_id=self.company.id,
            company_ids=self.company.ids,
        )
        self.env["ir.mail_server"].search([]).active = False
        self.start_tour("/odoo", "ecosire_support_mail_setup", login="delta_admin")
        self.assertEqual(self.contract.mailbox, "desk@ecosire.example")
        self.assertEqual(
            self.env.ref("ecosire_support.mail_alias").alias_full_name, "support@delta.example"
        )
