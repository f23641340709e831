"""Absences and hand-overs on several servers at one instant: each happens once."""

from odoo.tests import tagged

from .actions import ENGINEER, LEAD
from .case import ConcurrencyCase
from .routing_actions import BEGINS

MORNING = "2026-11-24 04:00"  # 09:00 in Karachi


@tagged("post_install", "-at_install")
class TestRoutingTogether(ConcurrencyCase):
    def setUp(self):
        super().setUp()
        self.db.run("name_engineers")

    def unbroken(self):
        """Each ticket's rows are numbered without a gap, in time, and end with its holder."""
        return self.db.rows(
            """SELECT ticket.number FROM ecosire_support_ticket ticket
                 JOIN (SELECT ticket_id, count(*) AS rows, max(sequence) AS last,
                              array_agg(at ORDER BY sequence) AS ats,
                              array_agg(at ORDER BY at, sequence) AS sorted,
                              (array_agg(engineer_id ORDER BY sequence DESC))[1] AS holder
                         FROM ecosire_support_ticket_holding GROUP BY ticket_id) held
                   ON held.ticket_id = ticket.id
                WHERE held.rows = held.last AND held.ats = held.sorted
                  AND held.holder IS NOT DISTINCT FROM ticket.engineer_id"""
        )

    def test_two_engineers_take_the_same_tickets_and_each_take_is_one_row(self):
        tickets = self.db.run("file", moments=[MORNING] * 6)
        answers = self.db.run_together(
            *(("take", {"ticket_ids": tickets, "login": login}) for login in (ENGINEER, LEAD))
        )
        self.assertEqual(len(self.unbroken()), 6)
        taken = self.db.rows(
            """SELECT ticket_id, engineer_name, count(*) FROM ecosire_support_ticket_holding
                WHERE why = 'taken' GROUP BY 1, 2"""
        )
        self.assertEqual(len(taken), 12, "each took each ticket, in turn")
        self.assertEqual({count for _ticket, _name, count in taken}, {1})
        self.report("two engineers took six tickets each", answers)

    def test_an_absence_that_three_servers_begin_begins_once(self):
        tickets = self.db.run("file", moments=[MORNING] * 12)
        self.db.run("plan_absence")
        answers = self.db.run_parallel("begin_absences", n=3, look=0.5)
        self.assertEqual(len(self.unbroken()), len(tickets))
        rows = self.db.rows(
            "SELECT why, count(*) FROM ecosire_support_ticket_holding GROUP BY why ORDER BY why"
        )
        self.assertEqual(rows, [("deputy", 12), ("named", 12)])
        said = self.db.value(
            """SELECT count(*) FROM mail_message WHERE model = 'ecosire.support.ticket'
                AND body LIKE '%%is off until%%'"""
        )
        self.assertEqual(said, 12)
        told = self.db.value(
            "SELECT count(*) FROM mail_message WHERE subject = '12 tickets are with you now'"
        )
        self.assertEqual(told, 1)
        self.report("three servers began one absence with twelve tickets", answers)

    def test_an_answer_in_the_second_in_which_the_absence_begins(self):
        """Answered tickets stay with who answered; the others move on; no error is seen."""
        tickets = self.db.run("file", moments=[MORNING] * 6)
        self.db.run("plan_absence")
        answers = self.db.run_together(
            ("reply", {"ticket_ids": tickets[:3], "moment": BEGINS}),
            ("begin_absences", {"look": 0.2}),
        )
        self.assertEqual(len(self.unbroken()), 6)
        holders = dict(
            self.db.rows(
                """SELECT ticket.id, engineer.name FROM ecosire_support_ticket ticket
                     JOIN ecosire_support_engineer engineer ON engineer.id = ticket.engineer_id"""
            )
        )
        self.assertEqual({holders[ticket] for ticket in tickets[3:]}, {"Bilal Raza"})
        self.assertEqual(
            self.db.value(
                "SELECT count(*) FROM ecosire_support_ticket WHERE answered_at IS NOT NULL"
            ),
            3,
        )
        self.report("an absence began while three tickets were answered", answers)

    def test_one_absence_entered_twice_at_one_instant_is_entered_once(self):
        answers = self.db.run_parallel("enter_absence", n=2)
        refused = [answer["result"] for answer in answers if answer["result"]]
        self.assertEqual(len(refused), 1, refused)
        self.assertIn("is off from", refused[0])
        self.assertEqual(self.db.value("SELECT count(*) FROM ecosire_support_absence"), 1)
        self.report("one absence entered twice", answers)

    def test_the_lead_assigns_while_an_engineer_takes(self):
        tickets = self.db.run("file", moments=[MORNING] * 6)
        answers = self.db.run_together(
            ("take", {"ticket_ids": tickets, "login": LEAD}),
            ("assign", {"ticket_ids": tickets, "login": ENGINEER}),
        )
        self.assertEqual(len(self.unbroken()), 6)
        self.report("six tickets assigned and taken at once", answers)
