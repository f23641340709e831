"""Access that ends while somebody acts, on several servers; and what outlives a refused request."""

from odoo.tests import tagged

from .actions import ENGINEER
from .case import ConcurrencyCase

TICKETS = 12


@tagged("post_install", "-at_install")
class TestRevokedTogether(ConcurrencyCase):
    def setUp(self):
        super().setUp()
        self.db.rows("TRUNCATE ecosire_support_access_log")
        self.db.run_parallel("analyze", n=2)

    def file(self, count=1):
        moments = [f"2026-11-24 10:{minute:02d}" for minute in range(count)]
        self.db.run("file", moments=moments)
        return [row[0] for row in self.db.rows("SELECT id FROM ecosire_support_ticket ORDER BY id")]

    def test_who_is_taking_tickets_while_his_access_ends_keeps_none(self):
        ids = self.file(TICKETS)
        try:
            answers = self.db.run_together(
                ("take_in_turn", {"ticket_ids": ids, "login": ENGINEER}),
                ("end_engineer", {"login": ENGINEER}),
            )
            self.assertLess(answers[0]["result"], TICKETS, "the access ended in between")
            self.db.run("move_away")
            kept = self.db.value(
                """SELECT count(*) FROM ecosire_support_ticket ticket
                     JOIN ecosire_support_engineer engineer ON engineer.id = ticket.engineer_id
                    WHERE NOT engineer.active"""
            )
            self.assertEqual(kept, 0)
            active = "SELECT active FROM res_users WHERE login = %s"
            self.assertFalse(self.db.value(active, ENGINEER))
        finally:
            self.db.run("invite_back", login=ENGINEER)

    def test_access_that_is_over_ends_once(self):
        [ticket_id] = self.file()
        self.db.run("grant_request", ticket_id=ticket_id, login=ENGINEER)
        self.db.run_parallel("end_over", n=2)
        over = "SELECT count(*) FROM ecosire_support_access_log WHERE what = 'access_over'"
        self.assertEqual(self.db.value(over), 1)
        state = "SELECT state, answer FROM ecosire_support_access_request"
        self.assertEqual(self.db.rows(state), [("over", None)])

    def test_a_refusal_outlives_its_request_and_nothing_else_does(self):
        self.db.run("refuse", login=ENGINEER, note="_note")
        self.assertFalse(self.db.rows("SELECT id FROM ecosire_support_access_log"))
        self.db.run("refuse", login=ENGINEER, note="_note_apart")
        rows = "SELECT what, outcome, detail, address FROM ecosire_support_access_log"
        self.assertEqual(
            self.db.rows(rows), [("outside", "refused", "/my/invoices/7", "203.0.113.9")]
        )
