"""Two who are at the same ticket at once: a fetched mail is tried again, and never lost."""

from types import SimpleNamespace
from unittest.mock import patch

from psycopg2.errors import SerializationFailure

from odoo.service import model as service
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.ecosire_support.models.mail.ticket_mail_in import EcosireSupportTicket

from .test_mail_both_ways import MailCase

BUSY, LOCKED, TWICE = "40001", "55P03", "23505"  # what PostgreSQL calls them
QUIET = (
    "odoo.sql_db",
    "odoo.addons.ecosire_support.models.mail.ticket_mail_in",
    "odoo.service.model",
)


@tagged("post_install", "-at_install")
class TestMailAgain(MailCase):
    def setUp(self):
        super().setUp()
        self.registry_enter_test_mode()  # the second try has a cursor of its own
        self.patch(service, "time", SimpleNamespace(sleep=lambda _seconds: None))
        self.count = 0

    def fetch(self, *faults, by_job=True):
        """Let a mail of the clerk come in, while the first tries meet ``faults``.

        :param faults: an SQLSTATE that the database raises, or an error
        """
        left, judge = list(faults), EcosireSupportTicket._judge_mail
        self.count += 1

        def judge_or_fail(tickets, mail):
            if left:
                self.meet(tickets.env.cr, left.pop(0))
            judge(tickets, mail)

        if by_job:
            self.env = self.env(context={**self.env.context, "default_fetchmail_server_id": 7})
        with patch.object(EcosireSupportTicket, "_judge_mail", judge_or_fail), mute_logger(*QUIET):
            self.receive(self.clerk.email, "Labels print twice", f"On printer {self.count}.")
        self.assertFalse(left)

    def meet(self, cr, fault):
        if isinstance(fault, Exception):
            raise fault
        cr.execute(f"DO $$ BEGIN RAISE EXCEPTION 'busy' USING ERRCODE = '{fault}'; END $$")

    def tickets(self):
        return self.env["ecosire.support.ticket"].search([("name", "=", "Labels print twice")])

    def test_a_fetched_mail_is_tried_again_at_once(self):
        for fault in (BUSY, LOCKED, TWICE):
            with self.subTest(fault):
                before = len(self.tickets())
                self.fetch(fault)
                self.assertEqual(len(self.tickets()), before + 1)
                self.assertTrue(self.tickets()[0].by_mail)

    def test_and_again_while_others_are_still_there(self):
        self.fetch(*[BUSY] * 4)
        self.assertEqual(len(self.tickets()), 1)

    def test_in_the_end_it_is_kept_whole(self):
        self.fetch(*[BUSY] * 6)
        self.assertFalse(self.tickets())
        entry = self.intake()
        self.assertEqual((entry.reason, entry.state), ("fault", "waiting"))
        entry.with_user(self.manager).accept(self.clerk.id)
        self.assertEqual(len(self.tickets()), 1)

    def test_another_fault_of_the_second_try_keeps_it_too(self):
        self.fetch(BUSY, ValueError("something else"))
        self.assertFalse(self.tickets())
        self.assertEqual(self.intake().sign, "something else")

    def test_whoever_hands_it_in_himself_is_asked_to_try_again(self):
        with self.assertRaises(SerializationFailure):
            self.fetch(BUSY, by_job=False)
        self.assertFalse(self.tickets())
        self.assertFalse(self.intake())
