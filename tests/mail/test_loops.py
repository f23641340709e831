"""Machines that answer machines, and floods: they end by themselves, and no real mail is lost."""

import logging
import time
from email import message_from_string, policy

from odoo.tests import tagged

from ..common import at
from .corpus import CorpusCase

_logger = logging.getLogger(__name__)

CLERK = "delta_clerk@delta.example"
MAILBOX = "desk@ecosire.example"
TURNS = 12


def now():
    """Seconds of the real clock, which stands still for nobody."""
    return time.clock_gettime(time.CLOCK_MONOTONIC)


class Answering(CorpusCase):
    def answer_to(self, mail, sender, body, subject=None):
        """A mail of ``sender`` in answer to one that we sent, as a mail program writes it."""
        message = message_from_string("", policy=policy.SMTP)
        message["From"], message["To"] = sender, "support@delta.example"
        message["Subject"] = subject or f"Re: {mail.subject}"
        message["In-Reply-To"] = mail.message_id
        message.set_content(body)
        return message.as_bytes()

    def sent_to(self, partner):
        """What was sent to somebody since the last mail came in."""
        return self.made("mail.message").filtered(lambda m: partner in m.notified_partner_ids)


@tagged("post_install", "-at_install")
class TestLoops(Answering):
    def test_two_machines_without_any_mark_end_at_once(self):
        """Each of them answers whatever we send it, with the same words, from its true address."""
        people = {
            self.clerk.partner_id: (CLERK, "I am not at my desk."),
            self.contract.mailbox_partner_id: (MAILBOX, "Thank you, we have got your mail."),
        }
        with at("2026-11-24 10:00"):
            self.process(self.mail("plain"))
            turns = self.let_them_answer(people)
        ticket = self.env["ecosire.support.ticket"].search([], order="id desc", limit=1)
        self.assertLessEqual(turns, 4, "they go on")
        automatic = self.env["mail.message"].search_count(
            [
                ("model", "=", ticket._name),
                ("res_id", "=", ticket.id),
                ("message_type", "in", ("notification", "user_notification")),
                ("notified_partner_ids", "in", self.clerk.partner_id.ids),
            ]
        )
        self.assertEqual(automatic, 1, "more than one automatic answer")
        _logger.info("mail: two machines without marks were silent after %s mails", turns)

    def let_them_answer(self, people):
        """Let the machines answer until they are silent; the number of their mails."""
        waiting, turns = self.due(people), 0
        while waiting and turns < TURNS:
            message, (sender, words) = waiting.pop(0)
            turns += 1
            self.process(self.answer_to(message, sender, words))
            waiting += self.due(people)
        return turns

    def due(self, people):
        return [
            (message, said) for partner, said in people.items() for message in self.sent_to(partner)
        ]

    def test_a_machine_that_begins_a_new_mail_each_time(self):
        """No mark, no reference, no token: it makes one ticket, not one for each of ours."""
        raw = self.mail("plain")
        outcomes = []
        for turn in range(4):
            with at("2026-11-24 10:00"):
                self.process(raw.replace(b"<plain@", b"<plain-%d@" % turn))
            outcomes.append(self.outcome())
        self.assertEqual(outcomes, ["ticket"] + ["automatic/waiting"] * 3)

    def test_the_same_words_on_a_finished_ticket_wait_for_a_manager(self):
        """A person may mean them twice: nothing moves, but somebody decides."""
        message = self.told(self.ticket, self.clerk.partner_id)
        raw = self.answer_to(message, CLERK, "It still does not work.")
        with at("2026-11-24 09:00"):
            self.process(raw)
            self.by(self.ticket, self.engineer).resolve("Done.")
            self.process(self.answer_to(message, CLERK, "It still does not work.", "Again"))
        self.assertEqual(self.outcome(), "client + automatic/waiting")
        self.assertEqual(self.ticket.state, "resolved")
        self.assertEqual((self.kept().reason, self.kept().state), ("automatic", "waiting"))
        self.kept().with_user(self.manager).accept()
        self.assertEqual(self.ticket.state, "in_progress")

    def test_the_same_words_a_day_later_are_a_persons(self):
        message = self.told(self.ticket, self.clerk.partner_id)
        for day, outcome in ((24, "client"), (26, "client")):
            with at(f"2026-11-{day} 10:00"):
                raw = self.answer_to(message, CLERK, "Any news?", f"Re: it, {day}")
                self.process(raw)
            self.assertEqual(self.outcome(), outcome)

    def test_what_came_in_is_forgotten_after_a_month(self):
        seen = self.env["ecosire.support.mail.seen"]
        for number, moment in enumerate(("2026-10-01 10:00:00", "2026-11-20 10:00:00")):
            prints = dict.fromkeys(("fingerprint", "head_print", "message_id"), f"month-{number}")
            seen.create({**prints, "at": moment})
        with at("2026-11-24 10:00"):
            seen._gc_seen()
        kept = seen.search([("fingerprint", "=like", "month-%")])
        self.assertEqual(kept.mapped("fingerprint"), ["month-1"])

    def test_a_flood_of_answers_waits_and_can_be_put_on_the_ticket(self):
        message = self.told(self.ticket, self.clerk.partner_id)
        outcomes = []
        with at("2026-11-24 10:00"):
            for number in range(23):
                self.process(self.answer_to(message, CLERK, f"Answer {number}"))
                outcomes.append(self.outcome())
            self.assertEqual(outcomes, ["client"] * 20 + ["flood/waiting"] * 3)
            self.kept().with_user(self.manager).accept()
        self.assertIn("Answer 22", str(self.ticket.message_ids[0].body))
        with at("2026-11-24 11:30"):
            self.process(self.answer_to(message, CLERK, "An hour later"))
        self.assertEqual(self.outcome(), "client")

    def test_unverified_mails_do_not_bury_a_ticket(self):
        before = len(self.ticket.message_ids)
        message = self.told(self.ticket, self.clerk.partner_id)
        with at("2026-11-24 10:00"):
            for number in range(12):
                sender = f"stranger{number}@elsewhere.example"
                self.process(self.answer_to(message, sender, f"Words {number}"))
                self.assertEqual(self.outcome(), "unverified/kept")
        self.assertEqual(len(self.ticket.message_ids) - before, 5)


class Volume(Answering):
    def flood(self, count):
        """So many mails in an hour: strangers, machines, forgeries, and real ones between."""
        message = self.told(self.ticket, self.clerk.partner_id)
        stranger, machine = self.mail("stranger"), self.mail("auto_submitted")
        mails, real = [], []
        for number in range(count):
            if number % (count // 10) == 5:
                real.append(f"Real answer {number}")
                mails.append(self.answer_to(message, CLERK, real[-1]))
            elif number % 3 == 0:
                mails.append(machine.replace(b"<auto_submitted@", b"<auto-%d@" % number))
            elif number % 3 == 1:
                mails.append(stranger.replace(b"<stranger@", b"<stranger-%d@" % number))
            else:
                forged = f"kim{number}@elsewhere.example"
                mails.append(self.answer_to(message, forged, f"Close it {number}"))
        with at("2026-11-24 10:00"):
            seconds = self.process_all(mails)
        said = " ".join(str(body) for body in self.ticket.message_ids.mapped("body"))
        for words in real:
            self.assertIn(words, said, "a real mail was lost")
        domain = [("received_at", "=", "2026-11-24 10:00:00")]
        kept = self.env["ecosire.support.mail.intake"].search_count(domain)
        self.assertEqual(kept, count - len(real))
        _logger.info(
            "mail: %s mails in %.1f s, %.0f a second, nine of ten within %.0f ms",
            *(count, sum(seconds), count / sum(seconds), 1000 * sorted(seconds)[count * 9 // 10]),
        )
        return seconds

    def process_all(self, mails):
        seconds = []
        for raw in mails:
            start = now()
            self.env["mail.thread"].message_process(False, raw)
            self.env.flush_all()
            self.env.invalidate_all()
            seconds.append(now() - start)
        return seconds


@tagged("post_install", "-at_install")
class TestFlood(Volume):
    def test_three_hundred_mails_and_ten_real_ones(self):
        self.flood(300)


@tagged("-standard", "long", "post_install", "-at_install")
class TestFloodLong(Volume):
    def test_ten_thousand_mails_in_an_hour(self):
        """The last thousand cost no more than the first: nothing is read that grows with them."""
        seconds = self.flood(10_000)
        self.assertLess(sum(seconds), 3600 / 4)
        self.assertLess(sum(seconds[-1000:]), 3 * sum(seconds[:1000]))
