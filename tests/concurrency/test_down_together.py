"""The day Odoo is down, with three servers: each card, gap and reminder is told once."""

from odoo.tests import tagged

from .actions import LEAD
from .case import ConcurrencyCase

NOW = "2026-11-24 10:00"
LATER = "2026-11-25 11:00"


@tagged("post_install", "-at_install")
class TestDownTogether(ConcurrencyCase):
    def setUp(self):
        super().setUp()
        self.forget()
        self.addCleanup(self.forget)

    def test_three_servers_mail_each_card_once(self):
        """A → B → A with three servers each time: three cards, one mail each to each manager."""
        for card, number in enumerate((0, 1, 0), 1):
            self.db.run("enter_mailbox", now=NOW, number=number)
            answers = self.db.run_parallel("mail_cards", n=3, now=NOW)
            self.db.run_parallel("mail_cards", n=1, now=NOW)
            self.assertEqual(self.numbers(), list(range(1, card + 1)))
            told = self.db.rows(
                """SELECT key, count(*) FROM ecosire_support_notice
                    WHERE key LIKE 'down card%%' GROUP BY key"""
            )
            self.assertEqual({count for _key, count in told}, {1})
            self.assertEqual(self.mails("your card of"), len(told))
            self.assertEqual(len(told) % card, 0)  # as many managers each time
            self.assertTrue(told)
        self.report("three servers mailed a card", answers)

    def test_two_managers_enter_a_number_at_one_instant(self):
        jobs = [("enter_phone", {"now": NOW, "number": number}) for number in (0, 1)]
        answers = self.db.run_together(*jobs)
        self.assertEqual([answer["result"] for answer in answers], [True, True])
        rows = self.db.rows(
            "SELECT before, after FROM ecosire_support_emergency_change ORDER BY id"
        )
        # the second one's "before" is what the first one entered
        self.assertEqual((rows[0][0], rows[1][0]), (None, rows[0][1]))
        self.assertNotEqual(rows[0][1], rows[1][1])
        self.report("two numbers were entered", answers)

    def test_three_servers_tell_of_one_gap_once(self):
        answers = self.db.run_parallel(
            "notice_gap", n=3, last_run="2026-11-24 02:00", now="2026-11-24 05:00"
        )
        self.assertEqual(self.db.value("SELECT count(*) FROM ecosire_support_sla_gap"), 1)
        told = self.db.value("SELECT count(*) FROM ecosire_support_notice WHERE key LIKE 'gap %%'")
        self.assertGreaterEqual(told, 1)
        self.assertEqual(self.mails("The server was down"), told)
        self.report("three servers noticed a gap", answers)

    def test_a_lead_confirms_while_another_refuses(self):
        ticket = self.db.run("file_an_outage", now="2026-11-24 05:05", reported="2026-11-24 02:10")
        jobs = [
            ("decide_outage", {"now": NOW, "login": LEAD, "method": method, "ticket_id": ticket})
            for method in ("confirm_outage", "refuse_outage", "confirm_outage")
        ]
        answers = self.db.run_together(*jobs)
        results = [answer["result"] for answer in answers]
        self.assertEqual(results.count(True), 1, results)
        started = self.db.value(
            """SELECT count(*) FROM ecosire_support_sla_event event
                 JOIN ecosire_support_sla_clock clock ON clock.id = event.clock_id
                WHERE event.kind = 'started' AND clock.metric = 'first_response'"""
        )
        state = self.db.value("SELECT outage_state FROM ecosire_support_ticket")
        self.assertEqual(started, 2 if state == "confirmed" else 1)
        self.report("an outage was confirmed twice and refused", answers)

    def test_three_servers_remind_once_a_day(self):
        self.db.run("file_an_outage", now="2026-11-24 05:05", reported="2026-11-24 02:10")
        before = self.mails("down since")
        answers = self.db.run_parallel("remind_of_outages", n=3, now=LATER)
        self.assertEqual(self.mails("down since"), 2 * before)
        self.report("three servers reminded of an outage", answers)

    # -- helpers

    def numbers(self):
        """The numbers of the client's cards."""
        rows = self.db.rows(
            """SELECT card.number FROM ecosire_support_down_card card
                 JOIN ecosire_support_contract contract ON contract.id = card.contract_id
                WHERE contract.mailbox_partner_id IS NOT NULL ORDER BY card.number"""
        )
        return [row[0] for row in rows]

    def mails(self, subject):
        return self.db.value(
            "SELECT count(*) FROM mail_message WHERE subject ILIKE %s", f"%{subject}%"
        )

    def forget(self):
        self.db.rows("DELETE FROM ecosire_support_down_card")
        self.db.rows("DELETE FROM ecosire_support_emergency_change")
        self.db.rows("DELETE FROM ecosire_support_sla_gap")
        self.db.rows("DELETE FROM ecosire_support_notice")
        self.db.rows("DELETE FROM mail_message WHERE model LIKE 'ecosire.support.%%'")
        self.db.run("forget_numbers")
