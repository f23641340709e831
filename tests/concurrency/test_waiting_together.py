"""Two clicks, several servers, one instant: each thing is done once."""

from odoo.tests import tagged

from .case import ConcurrencyCase

MORNING = "2026-11-24 08:00"


@tagged("post_install", "-at_install")
class TestWaitingTogether(ConcurrencyCase):
    def ticket(self):
        return self.db.run("file", moments=["2026-11-24 04:00"])[0]

    def test_two_clicks_on_one_link_do_it_once(self):
        token = self.db.run("make_link", ticket_id=self.ticket())
        answers = self.db.run_parallel("use_link", n=3, token=token)
        said = [answer["result"] for answer in answers if answer["result"]]
        self.assertEqual(len(said), 1)
        self.assertIn("is closed", said[0])
        self.assertEqual(
            self.db.value("SELECT count(*) FROM ecosire_support_link WHERE action = 'works'"), 1
        )
        messages = self.db.value(
            "SELECT count(*) FROM mail_message WHERE body LIKE '%%It works again, says%%'"
        )
        self.assertEqual(messages, 1)
        self.report("one link pressed three times", answers)

    def test_two_chases_at_one_instant_are_one(self):
        ticket = self.ticket()
        answers = self.db.run_parallel("chase_ticket", n=2, ticket_id=ticket, now=MORNING)
        taken = [one["result"] for one in answers if "was told just now" in one["result"]]
        refused = [one["result"] for one in answers if "already" in one["result"]]
        self.assertEqual((len(taken), len(refused)), (1, 1))
        self.assertEqual(self.db.value("SELECT count(*) FROM ecosire_support_chase"), 1)
        self.report("one ticket chased twice", answers)

    def test_the_daily_mail_goes_out_once_whatever_servers_send_it(self):
        self.ticket()
        answers = self.db.run_parallel("send_digests", n=3, now=MORNING)
        readers = self.db.value(
            "SELECT count(DISTINCT partner_id) FROM ecosire_support_digest WHERE sent"
        )
        rows = self.db.value("SELECT count(*) FROM ecosire_support_digest WHERE sent")
        mails = self.db.value(
            "SELECT count(*) FROM mail_message WHERE subject LIKE '%%day at a glance%%'"
        )
        self.assertGreaterEqual(readers, 1)
        self.assertEqual((rows, mails), (readers, readers))
        self.report("three servers sent the daily mails", answers)

    def test_a_missed_update_is_recorded_once(self):
        tickets = self.db.run("file", moments=["2026-11-24 04:00"] * 5)
        self.db.run("promise_updates", ticket_ids=tickets, due="2026-11-24 07:00")
        answers = self.db.run_parallel("miss_updates", n=3, now=MORNING)
        missed = self.db.rows(
            """SELECT count(*), count(DISTINCT ticket_id) FROM ecosire_support_next_update
                WHERE kind = 'missed'"""
        )
        self.assertEqual(missed, [(5, 5)])
        self.report("three servers found five missed updates", answers)
