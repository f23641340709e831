"""People who do the same thing at the same instant, on different servers."""

from odoo.tests import tagged

from .actions import ENGINEER, LEAD
from .case import ConcurrencyCase


@tagged("post_install", "-at_install")
class TestPeopleTogether(ConcurrencyCase):
    def test_fifty_tickets_at_one_instant(self):
        """Five processes with ten threads each: all are kept, with a number and a clock each."""
        answers = self.db.run_parallel("file_at_once", n=5, count=10)
        self.assertEqual([error for one in answers for error in one["result"]["errors"]], [])
        numbers = [number for one in answers for number in one["result"]["numbers"]]
        self.assertEqual(len(set(numbers)), 50)
        kept, numbered, with_clock = self.db.rows(
            """SELECT count(*), count(DISTINCT number), count(clock_id)
                 FROM ecosire_support_ticket"""
        )[0]
        self.assertEqual((kept, numbered, with_clock), (50, 50, 50))
        self.assertEqual(self.db.run("problems"), [])
        self.report("fifty tickets at one instant", answers)

    def test_two_first_uses_of_one_answer_time(self):
        for policy_id in [
            row[0] for row in self.db.rows("SELECT id FROM ecosire_support_sla_policy LIMIT 5")
        ]:
            answers = self.db.run_parallel("keep_snapshot", n=2, policy_id=policy_id)
            self.assertEqual(len({answer["result"] for answer in answers}), 1)
        self.assertEqual(self.db.value("SELECT count(*) FROM ecosire_support_snapshot"), 5)
        self.report("the last of five snapshots made twice", answers)

    def test_two_engineers_take_the_same_tickets(self):
        """Both succeed in turn, nobody sees an error, and each ticket has one holder."""
        tickets = self.db.run("file", moments=["2026-11-24 04:00"] * 6)
        answers = self.db.run_together(
            *(("take", {"ticket_ids": tickets, "login": login}) for login in (ENGINEER, LEAD))
        )
        states = self.db.rows("SELECT state, engineer_id IS NULL FROM ecosire_support_ticket")
        self.assertEqual(set(states), {("in_progress", False)})
        moves = self.db.value(
            """SELECT count(*) FROM mail_tracking_value v JOIN mail_message m ON m.id = v.mail_message_id
                WHERE m.model = 'ecosire.support.ticket' AND m.res_id IN %s
                  AND v.new_value_char = 'In progress'""",
            tuple(tickets),
        )
        self.assertLessEqual(moves, len(tickets), "a ticket was moved twice")
        self.report("two engineers took six tickets each", answers)

    def test_servers_that_give_the_same_notices_at_one_instant(self):
        keys = [f"licence {n} 30" for n in range(5)]
        answers = self.db.run_parallel("say_once", n=3, keys=keys)
        self.assertEqual(sum(answer["result"] for answer in answers), len(keys))
        self.report("three servers gave the same five notices", answers)

    def test_a_quote_asked_for_twice_at_one_instant_is_asked_for_once(self):
        ticket = self.db.run("file_outside")
        answers = self.db.run_parallel("ask_quote", n=2, ticket_id=ticket)
        refused = [answer["result"] for answer in answers if answer["result"]]
        self.assertEqual(len(refused), 1)
        self.assertIn("asked ECOSIRE for a quote", refused[0])
        messages = self.db.value(
            """SELECT count(*) FROM mail_message WHERE model = 'ecosire.support.ticket'
                AND res_id = %s AND body LIKE '%%make a quote%%'""",
            ticket,
        )
        self.assertEqual(messages, 1)
        self.report("a quote asked for twice", answers)

    def test_one_key_entered_twice_at_one_instant_is_one_licence(self):
        """The second is told in words, not by PostgreSQL, which would log the key."""
        answers = self.db.run_parallel("enter_licence", n=2, key="SHOP-1111-2222-3333-4444")
        refused = [answer["result"] for answer in answers if answer["result"]]
        self.assertEqual(len(refused), 1)
        self.assertIn("has this licence key already", refused[0])
        self.assertEqual(self.db.value("SELECT count(*) FROM ecosire_support_license"), 1)
        self.report("one licence key entered twice", answers)
