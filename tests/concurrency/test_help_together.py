"""Issue 5: the same traceback from ten users becomes one ticket, also at one instant."""

from odoo.tests import tagged

from .actions import ENGINEER
from .case import ConcurrencyCase

PEOPLE = [f"delta_{n}" for n in range(10)]
KEY = "0f8fad5b-d9cb-469f-a165-70867728950e"


def first_key(login):
    return f"report-of-{login.replace('_', '-')}-first"


@tagged("post_install", "-at_install")
class TestHelpTogether(ConcurrencyCase):
    def setUp(self):
        super().setUp()
        if not self.db.value("SELECT count(*) FROM res_users WHERE login = %s", PEOPLE[0]):
            self.db.run("hire", logins=PEOPLE)

    def send_together(self, groups, **more):
        """The answers of one process for each group of people, all at one instant."""
        jobs = [("send_error", {"logins": group, **more}) for group in groups]
        answers = self.db.run_together(*jobs)
        told = [one for answer in answers for one in answer["result"]]
        self.assertEqual([one["error"] for one in told if "error" in one], [])
        return told, answers

    def tickets(self):
        return self.db.value("SELECT count(*) FROM ecosire_support_ticket")

    def test_ten_people_meet_one_error_at_one_instant(self):
        """Five processes with two threads each: one ticket, ten followers, one unit of the quota."""
        told, answers = self.send_together([PEOPLE[n : n + 2] for n in range(0, 10, 2)])
        self.assertEqual(len({one["number"] for one in told}), 1)
        self.assertEqual(sorted(one["status"] for one in told), ["filed"] + ["joined"] * 9)
        self.assertEqual(self.tickets(), 1)
        people, rows = self.db.rows(
            "SELECT count(DISTINCT person_number), count(*) FROM ecosire_support_sighting"
        )[0]
        self.assertEqual((people, rows), (10, 10))
        followers = self.db.value(
            """SELECT count(*) FROM mail_followers f
                 JOIN ecosire_support_ticket t ON t.id = f.res_id
                 JOIN res_users u ON u.partner_id = f.partner_id
                WHERE f.res_model = 'ecosire.support.ticket' AND u.login = ANY(%s)""",
            PEOPLE,
        )
        self.assertEqual(followers, 10)
        self.assertEqual(self.db.value("SELECT count(*) FROM ecosire_support_contract_usage"), 1)
        self.assertEqual(self.db.run("problems"), [])
        self.report("ten people met one error", answers)

    def test_one_click_that_arrives_three_times(self):
        told, answers = self.send_together([PEOPLE[:1]] * 3, key=KEY)
        self.assertEqual(len({one["number"] for one in told}), 1)
        self.assertEqual(self.tickets(), 1)
        self.assertEqual(self.db.value("SELECT count(*) FROM ecosire_support_sighting"), 1)
        self.report("one report sent three times", answers)

    def test_three_file_anew_at_one_instant_what_was_cured(self):
        self.send_together([PEOPLE[:1]])
        self.db.run("cure", login=ENGINEER)
        told, answers = self.send_together([[one] for one in PEOPLE[1:4]], anew=True)
        self.assertEqual(len({one["number"] for one in told}), 1)
        self.assertEqual(self.tickets(), 2)
        self.report("three filed anew what was cured", answers)

    def test_all_say_at_one_instant_how_bad_it_is(self):
        """Each answer is kept, and the worst one holds, raised once."""
        self.send_together([PEOPLE[:1], PEOPLE[1:2], PEOPLE[2:3]])
        weights = (
            {"impact": "flaw", "workaround": "everyone"},
            {"impact": "stopped", "workaround": "nobody"},
            {"impact": "stopped", "workaround": "nobody"},
        )
        answers = self.db.run_together(
            *(
                ("answer_error", {"login": who, "key": first_key(who), "answers": how})
                for who, how in zip(PEOPLE[:3], weights, strict=True)
            )
        )
        self.assertEqual(self.db.value("SELECT severity FROM ecosire_support_ticket"), "critical")
        kept = self.db.value(
            "SELECT count(*) FROM ecosire_support_sighting WHERE kind = 'answered'"
        )
        self.assertEqual(kept, 3)
        raised = self.db.value(
            "SELECT count(*) FROM ecosire_support_sla_event WHERE change = 'raised'"
        )
        self.assertEqual(raised, 1)
        self.assertEqual(self.db.run("problems"), [])
        self.report("three said how bad it is", answers)
