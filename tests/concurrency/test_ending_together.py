"""A ticket ends once, whatever servers come and whoever writes in the same second."""

from odoo.tests import tagged

from .case import ConcurrencyCase

FILED, RESOLVED = "2026-11-10 04:00", "2026-11-10 10:00"
LATE = "2026-11-20 03:00"


@tagged("post_install", "-at_install")
class TestEndingTogether(ConcurrencyCase):
    def tickets(self, count=1):
        ids = self.db.run("file", moments=[FILED] * count)
        self.db.run("resolve_tickets", ticket_ids=ids, moment=RESOLVED)
        return ids

    def notes(self, words):
        return self.db.value(
            "SELECT count(*) FROM mail_message WHERE body LIKE %s AND message_type = 'notification'"
            " AND model = 'ecosire.support.ticket'"
            " AND res_id IN (SELECT id FROM ecosire_support_ticket)",
            f"%{words}%",
        )

    def test_three_servers_close_each_ticket_once_at_its_own_time(self):
        self.tickets(5)
        answers = self.db.run_parallel("close_due", n=3, moment=LATE)
        closed = self.db.rows(
            "SELECT state, closed_at::text, count(*) FROM ecosire_support_ticket GROUP BY 1, 2"
        )
        self.assertEqual(closed, [("closed", "2026-11-17 10:00:00", 5)])
        self.assertEqual(self.notes("Closed by itself"), 5)
        asked = self.db.value(
            "SELECT count(*) FROM rating_rating WHERE res_model = 'ecosire.support.ticket'"
            " AND res_id IN (SELECT id FROM ecosire_support_ticket)"
        )
        self.assertEqual(asked, 5)
        self.report("three servers closed five tickets", answers)

    def test_a_message_of_the_client_in_the_same_second_reopens_it(self):
        """Whoever comes first: the message is kept, and the ticket is open in its second round."""
        for _again in range(3):
            self.db.empty()
            [ticket] = self.tickets()
            answers = self.db.run_together(
                *[
                    ("close_or_hear", {"role": role, "ticket_id": ticket, "moment": LATE})
                    for role in ("job", "client", "job")
                ]
            )
            [(state, closed_at, closes_on)] = self.db.rows(
                "SELECT state, closed_at, closes_on FROM ecosire_support_ticket"
            )
            self.assertEqual((state, closed_at, closes_on), ("in_progress", None, None))
            rounds = self.db.rows(
                "SELECT round, state FROM ecosire_support_sla_clock"
                " WHERE metric = 'first_response' ORDER BY round"
            )
            self.assertEqual(rounds, [(1, "met"), (2, "running")])
            messages = self.db.value(
                "SELECT count(*) FROM mail_message WHERE body LIKE '%%It does not work.%%'"
                " AND message_type = 'comment' AND model = 'ecosire.support.ticket'"
                " AND res_id = %s",
                ticket,
            )
            self.assertEqual(messages, 1)
            self.assertLessEqual(self.notes("Closed by itself"), 1)
        self.report("a client wrote while two servers closed", answers)

    def test_two_confirmations_at_one_instant_ask_once(self):
        [ticket] = self.tickets()
        answers = self.db.run_parallel("confirm_ticket", n=2, ticket_id=ticket, moment=RESOLVED)
        asked = self.db.value("SELECT count(*) FROM rating_rating WHERE res_id = %s", ticket)
        mails = self.db.value(
            "SELECT count(*) FROM mail_message WHERE res_id = %s AND subject LIKE 'How did it go%%'",
            ticket,
        )
        self.assertEqual((asked, mails), (1, 1))
        self.report("one ticket confirmed twice", answers)

    def test_of_two_forms_at_one_instant_one_is_kept(self):
        [ticket] = self.tickets()
        self.db.run("confirm_ticket", ticket_id=ticket, moment=RESOLVED)
        answers = self.db.run_together(
            *[("rate_ticket", {"ticket_id": ticket, "rate": rate}) for rate in (5, 1)]
        )
        refused = [one["result"] for one in answers if "stays as it is" in one["result"]]
        self.assertEqual(len(refused), 1)
        [(rated, score, given)] = self.db.rows(
            "SELECT rated, rating_score, rating FROM ecosire_support_ticket t"
            " JOIN rating_rating r ON r.res_id = t.id AND r.res_model = 'ecosire.support.ticket'"
        )
        self.assertEqual(score, given)
        self.assertEqual(rated, {5.0: "happy", 1.0: "unhappy"}[score])
        self.report("two ratings of one ticket", answers)
