"""Two servers at one instant: one merge, no circle, no answer that nobody knew of."""

import json

from odoo.tests import tagged

from ..concurrency.actions import ENGINEER, LEAD
from ..concurrency.case import ConcurrencyCase

MORNING = "2026-11-24 04:00"
COMMENTS = """SELECT count(*) FROM mail_message WHERE model = 'ecosire.support.ticket'
               AND message_type = 'comment' AND res_id = %s AND body LIKE '%%Answer%%'"""


@tagged("post_install", "-at_install")
class TestAtOnce(ConcurrencyCase):
    def file(self, count):
        tickets = self.db.run("file", moments=[MORNING] * count)
        for ticket in tickets:
            self.db.run("say", ticket_id=ticket, text=f"Words {ticket}")
            number = self.number(ticket)
            self.db.run(
                "act",
                login=ENGINEER,
                ticket_id=ticket,
                method="log_time",
                arguments=[30, "2026-11-24", number],
            )
        return tickets

    def number(self, ticket):
        return self.db.value("SELECT number FROM ecosire_support_ticket WHERE id = %s", ticket)

    def merge(self, *pairs):
        """``(login, from, into)``: what each was told."""
        answers = self.db.run_together(
            *(
                (
                    "act",
                    {
                        "login": login,
                        "ticket_id": one,
                        "method": "merge_into",
                        "arguments": [self.number(other), "One matter"],
                    },
                )
                for login, one, other in pairs
            )
        )
        self.report(f"{len(pairs)} merges at once", answers)
        return [answer["result"] for answer in answers]

    def words_in(self, ticket):
        return self.db.rows(
            """SELECT regexp_replace(body, '<[^>]*>', '', 'g'), count(*) FROM mail_message
                WHERE model = 'ecosire.support.ticket' AND res_id = %s AND body LIKE '%%Words%%'
                GROUP BY 1 ORDER BY 1""",
            ticket,
        )

    def minutes(self):
        return dict(self.db.rows("SELECT id, work_minutes FROM ecosire_support_ticket"))

    def test_one_ticket_merged_by_two(self):
        first, again = self.file(2)
        told = sorted(self.merge((ENGINEER, again, first), (LEAD, again, first)))
        self.assertEqual(told[0], "")
        self.assertIn("finished already", told[1])
        self.assertEqual(self.words_in(first), [(f"Words {one}", 1) for one in (first, again)])
        self.assertEqual(self.minutes(), {first: 60, again: 0})
        self.assertEqual(self.db.value("SELECT count(*) FROM ecosire_support_merge"), 1)

    def test_two_tickets_into_each_other(self):
        for _round in range(3):
            self.db.empty()
            first, second = self.file(2)
            told = sorted(self.merge((ENGINEER, first, second), (LEAD, second, first)))
            self.assertEqual(told[0], "", "one of them is merged")
            self.assertTrue(told[1])
            self.assertEqual(self.db.value("SELECT count(*) FROM ecosire_support_merge"), 1)
            self.assertEqual(sorted(self.minutes().values()), [0, 60])

    def test_a_chain_in_either_order_loses_nothing(self):
        first, second, third = self.file(3)
        told = self.merge((ENGINEER, first, second), (LEAD, second, third))
        self.assertEqual(told[1], "", "the second can be merged whatever came first")
        if told[0]:
            self.assertIn("itself a duplicate", told[0])
            expected = (second, third)
        else:
            expected = (first, second, third)
        self.assertEqual(self.words_in(third), [(f"Words {one}", 1) for one in sorted(expected)])
        self.assertEqual(sum(self.minutes().values()), 90)
        self.assertEqual(self.minutes()[third], 30 * len(expected))

    def test_two_answers_upon_the_same_page(self):
        [ticket] = self.db.run("file", moments=[MORNING])
        seen = self.db.run("mark_of", login=ENGINEER, ticket_id=ticket)
        answers = self.db.run_together(
            *(
                ("answer_upon", {"login": login, "ticket_id": ticket, "seen": seen, "text": text})
                for login, text in ((ENGINEER, "Answer one"), (LEAD, "Answer two"))
            )
        )
        told = sorted(answer["result"] for answer in answers)
        self.assertEqual(told[0], "")
        self.assertRegex(told[1], "(Amina Khan|Bilal Raza) answered just now")
        count = COMMENTS
        self.assertEqual(self.db.value(count, ticket), 1)
        late = LEAD if answers[1]["result"] else ENGINEER
        fresh = self.db.run("mark_of", login=late, ticket_id=ticket)
        again = self.db.run(
            "answer_upon", login=late, ticket_id=ticket, seen=fresh, text="Answer x"
        )
        self.assertEqual(again, "", "what is new was shown, so it goes through")
        self.assertEqual(self.db.value(count, ticket), 2)
        self.report("two answers upon the same page", answers)

    def test_one_answer_sent_twice_at_once(self):
        [ticket] = self.db.run("file", moments=[MORNING])
        seen = self.db.run("mark_of", login=ENGINEER, ticket_id=ticket)
        answers = self.db.run_parallel(
            "answer_upon", n=2, login=ENGINEER, ticket_id=ticket, seen=seen, text="Answer"
        )
        self.assertEqual([answer["result"] for answer in answers], ["", ""])
        count = COMMENTS
        self.assertEqual(self.db.value(count, ticket), 1)

    def test_one_engineer_in_three_windows_is_there_once(self):
        [ticket] = self.db.run("file", moments=[MORNING])
        self.db.run_parallel("stay", n=3, login=ENGINEER, ticket_id=ticket)
        self.assertEqual(self.db.value("SELECT count(*) FROM ecosire_support_presence"), 1)

    def test_one_file_of_replies_imported_twice(self):
        rows = [{"code": f"x{number}", "name": "X", "body": "x"} for number in range(20)]
        text = json.dumps({"replies": rows})
        answers = self.db.run_parallel("import_replies", n=2, text=text)
        self.assertIn("(20, 0)", [answer["result"] for answer in answers])
        self.assertEqual(
            self.db.value(
                "SELECT count(*) FROM ecosire_support_canned_reply WHERE code ~ '^x[0-9]+$'"
            ),
            20,
        )
        self.report("one file of replies imported twice", answers)

    def test_one_calendar_imported_twice(self):
        days = "".join(
            f"BEGIN:VEVENT\nUID:{day}\nDTSTART;VALUE=DATE:202612{day}\nEND:VEVENT\n"
            for day in range(10, 20)
        )
        text = f"BEGIN:VCALENDAR\n{days}END:VCALENDAR\n"
        answers = self.db.run_parallel("import_absences", n=2, text=text, login=ENGINEER)
        self.assertIn("(10, 0, 0)", [answer["result"] for answer in answers])
        self.assertEqual(self.db.value("SELECT count(*) FROM ecosire_support_absence"), 10)
        self.report("one calendar imported twice", answers)
