"""Two servers at one instant: no circle of duplicates, one step, one word on a passed limit."""

from odoo.tests import tagged

from ..concurrency.actions import ENGINEER, LEAD
from ..concurrency.case import ConcurrencyCase


@tagged("post_install", "-at_install")
class TestWorkTogether(ConcurrencyCase):
    def both(self, ticket_id, method, arguments):
        """The engineer and the lead do the same at one instant; what each was told."""
        return self.each(
            [(login, ticket_id, method, arguments) for login in (ENGINEER, LEAD)],
        )

    def each(self, calls):
        answers = self.db.run_together(
            *(
                (
                    "act",
                    {"login": login, "ticket_id": one, "method": method, "arguments": arguments},
                )
                for login, one, method, arguments in calls
            )
        )
        return sorted(answer["result"] for answer in answers)

    def numbers(self, ids):
        return [
            self.db.value("SELECT number FROM ecosire_support_ticket WHERE id = %s", one)
            for one in ids
        ]

    def test_two_tickets_as_each_others_duplicate(self):
        for _round in range(3):
            first, second = self.db.run("file", moments=["2026-11-24 04:00"] * 2)
            of_first, of_second = self.numbers((first, second))
            told = self.each(
                [
                    (ENGINEER, first, "mark_duplicate", [of_second, "The same"]),
                    (LEAD, second, "mark_duplicate", [of_first, "The same"]),
                ]
            )
            self.assertEqual(told[0], "", "one of them is closed")
            self.assertIn("itself a duplicate", told[1])
            [(circles,)] = self.db.rows(
                """SELECT count(*) FROM ecosire_support_ticket a
                     JOIN ecosire_support_ticket b ON b.id = a.duplicate_of_id
                    WHERE b.duplicate_of_id = a.id"""
            )
            self.assertEqual(circles, 0)

    def test_one_step_said_twice(self):
        [ticket] = self.db.run("file", moments=["2026-11-24 04:00"])
        told = self.both(ticket, "suspect_core_bug", ["Perhaps Odoo"])
        self.assertEqual(told[0], "")
        self.assertIn("cannot follow", told[1])
        self.assertEqual(self.db.value("SELECT count(*) FROM ecosire_support_core_bug_step"), 1)

    def test_one_defect_confirmed_twice(self):
        [ticket] = self.db.run("file", moments=["2026-11-24 04:00"])
        told = self.both(ticket, "confirm_defect", ["Encoding"])
        self.assertEqual(told[0], "")
        self.assertIn("confirmed already", told[1])

    def test_a_limit_passed_only_together_is_told_once(self):
        [ticket] = self.db.run("file", moments=["2026-11-24 04:00"])
        self.db.run("limit_time", ticket_id=ticket, minutes=120)
        self.assertEqual(self.both(ticket, "log_time", [90, "2026-11-24", "Looked"]), ["", ""])
        minutes, over = self.db.rows(
            "SELECT work_minutes, over_limit FROM ecosire_support_ticket WHERE id = %s", ticket
        )[0]
        self.assertEqual((minutes, over), (180, True))
        told = self.db.value(
            "SELECT count(*) FROM mail_message WHERE res_id = %s AND body LIKE %s",
            ticket,
            "%quoted separately%",
        )
        self.assertEqual(told, 1)

    def test_one_entry_taken_back_twice(self):
        [ticket] = self.db.run("file", moments=["2026-11-24 04:00"])
        self.both(ticket, "log_time", [30, "2026-11-24", "Looked"])
        entry = self.db.value(
            """SELECT e.id FROM ecosire_support_time_entry e
                 JOIN ecosire_support_engineer p ON p.id = e.engineer_id
                 JOIN res_users u ON u.id = p.user_id WHERE u.login = %s""",
            ENGINEER,
        )
        told = self.both(ticket, "void_time", [entry, "Wrong"])
        self.assertEqual(told[0], "")
        self.assertIn("taken back already", told[1])
        self.assertEqual(
            self.db.value("SELECT work_minutes FROM ecosire_support_ticket WHERE id = %s", ticket),
            30,
        )
