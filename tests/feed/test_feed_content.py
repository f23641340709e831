"""What a feed tells: his own open deadlines, and not a word of any ticket."""

import json

import vobject

from odoo.exceptions import AccessError
from odoo.tests import TransactionCase, tagged, warmup

from ...models.feed import feed_content
from ...models.feed.calendar import calendar_text
from ..common import at
from .case import FeedMixin

TUESDAY = "2026-11-24 06:00"  # 11:00 in Karachi


@tagged("post_install", "-at_install")
class TestFeedContent(FeedMixin, TransactionCase):
    # -- whose

    def test_his_own_and_those_that_nobody_has(self):
        mine, theirs, free = (self.make_ticket(name=name) for name in ("a", "b", "c"))
        self.by(mine, self.engineer).take()
        self.by(theirs, self.lead).take()
        told = {one["number"]: one["mine"] for one in self.document()["deadlines"]}
        self.assertEqual(told.get(mine.number), True)
        self.assertEqual(told.get(free.number), False)
        self.assertNotIn(theirs.number, told)

    def test_nothing_of_a_contract_he_does_not_serve(self):
        company, contract = self.make_company("Omega", self.plan_xmlid)
        clerk = self.make_staff("omega_clerk", company=company)
        foreign = self.make_ticket(clerk, company_id=company.id)
        self.assertNotIn(foreign.number, self.numbers())
        self.engineer._grant(contract, "2026-01-01", "2099-01-01")
        document = self.document()
        told = {one["number"]: one for one in document["deadlines"]}
        self.assertEqual(told[foreign.number]["client"], "Omega")
        self.assertEqual(told[foreign.number]["colour"], company._support_face()["colour"])
        self.assertEqual(told[self.ticket.number]["client"], "Delta Distribution")
        self.engineer.grant_ids.filtered(lambda g: g.contract_id == contract)._revoke("somebody")
        self.assertNotIn(foreign.number, self.numbers())

    # -- what

    def test_no_word_of_a_ticket_leaves(self):
        token = self.feeds._make(self.engineer)
        feed = self.feeds._live(token)
        for text in (feed._as_json()[0], feed._as_ics()[0]):
            self.assertIn(self.ticket.number, text)
            for word in (self.ticket.name, self.clerk.name, self.engineer.name, "amina"):
                self.assertNotIn(word, text)

    def test_each_obligation_with_its_deadline(self):
        with at(TUESDAY):
            ticket = self.make_critical(name="Nobody can ship")
            self.by(ticket, self.engineer).take()
            owed = {one["obligation"]: one for one in self.of(ticket)}
            self.assertEqual(set(owed), {"first_response"})
            self.assertEqual(owed["first_response"]["deadline"], "2026-11-24T10:00:00Z")
            self.assertEqual(owed["first_response"]["at_risk"], "2026-11-24T09:12:00Z")
            self.assertEqual(owed["first_response"]["severity"], "critical")
            self.by(ticket, self.engineer).engineer_reply("We are at it.")
            # the client was promised the next word, and an answer is owed no more
            owed = {one["obligation"]: one for one in self.of(ticket)}
            self.assertEqual(set(owed), {"next_update"})
            self.assertEqual(owed["next_update"]["deadline"], "2026-11-24T08:00:00Z")
            self.by(ticket, self.engineer).resolve("Fixed.", "A full disk")
            self.assertEqual(self.of(ticket), [])

    def of(self, ticket):
        return [one for one in self.document()["deadlines"] if one["number"] == ticket.number]

    def test_a_missed_deadline_stays_until_it_is_answered(self):
        with at(TUESDAY):
            ticket = self.make_critical(name="x")
        with at("2026-11-24 12:00"):
            self.tick("2026-11-24 12:00")
            self.assertEqual([one["obligation"] for one in self.of(ticket)], ["first_response"])
            self.by(ticket, self.engineer).engineer_reply("Sorry.")
            self.assertNotIn("first_response", [one["obligation"] for one in self.of(ticket)])

    def test_what_is_due_first_comes_first(self):
        low = self.make_ticket(name="low", impact="question")
        critical = self.make_critical(name="critical")
        numbers = self.numbers()
        self.assertLess(numbers.index(critical.number), numbers.index(low.number))

    def test_the_server_says_its_own_time_and_where_to_go(self):
        with at(TUESDAY):
            document = self.document()
        self.assertEqual(document["now"], "2026-11-24T06:00:00Z")
        self.assertEqual((document["format"], document["version"]), ("ecosire-support-feed", 1))
        self.assertEqual(document["client"], "Delta Distribution")
        base = self.feeds.get_base_url()
        self.assertEqual(
            document["deadlines"][0]["link"], f"{base}/my/support/ticket/{self.ticket.number}"
        )

    # -- the calendar

    def calendar(self):
        feed = self.feeds._live(self.feeds._make(self.engineer))
        text = feed._as_ics()[0]
        return text, vobject.readOne(text)

    def test_a_calendar_reads_it(self):
        self.company.name = 'Größe, Öl; "Käse" \\ & Söhne ' + "漢字" * 30 + "\r\nBEGIN:VEVENT"
        text, calendar = self.calendar()
        lines = text.split("\r\n")
        self.assertEqual(lines[0], "BEGIN:VCALENDAR")
        self.assertNotIn("\n", text.replace("\r\n", ""))
        self.assertLessEqual(max(len(line.encode()) for line in lines), 75)
        event = calendar.vevent
        self.assertEqual(len(calendar.vevent_list), 1)
        self.assertIn('Größe, Öl; "Käse" \\ & Söhne', event.summary.value)
        self.assertTrue(event.summary.value.startswith(f"{self.ticket.number} · "))
        self.assertEqual(event.dtend.value.replace(tzinfo=None), self.ticket.deadline)
        self.assertTrue(event.url.value.endswith(f"/my/support/ticket/{self.ticket.number}"))
        for name in ("dtstamp", "dtstart", "dtend"):
            self.assertRegex(text, rf"\r\n{name.upper()}:\d{{8}}T\d{{6}}Z\r\n")

    def test_an_entry_keeps_its_name_while_the_deadline_moves(self):
        before = self.calendar()[1].vevent
        self.by(self.ticket, self.engineer).set_severity("critical", "It is worse than said.")
        after = self.calendar()[1].vevent
        self.assertEqual(after.uid.value, before.uid.value)
        self.assertNotEqual(after.dtend.value, before.dtend.value)
        self.assertNotIn(self.env.cr.dbname, after.uid.value)

    def test_an_empty_calendar_is_one(self):
        text = calendar_text("Nothing", [], [])
        self.assertFalse(vobject.readOne(text).contents.get("vevent"))

    def test_it_speaks_the_engineers_language(self):
        self.assertIn("First answer", self.calendar()[1].vevent.summary.value)

    # -- what it costs

    @warmup
    def test_many_tickets_cost_no_more_queries_than_few(self):
        feed = self.feeds._live(self.feeds._make(self.engineer))
        self.env["ecosire.support.feed"].search_count([])

        def asked():
            self.env.flush_all()
            self.env.invalidate_all()
            with self.assertQueryCount(COST):
                return json.loads(feed._as_json()[0])["deadlines"]

        self.assertEqual(len(asked()), 1)
        for at_hour in range(20):
            self.make_ticket(name=f"x {at_hour}")
        self.assertEqual(len(asked()), 21)

    def test_a_queue_without_end_is_cut_where_it_is_least_urgent(self):
        critical = self.make_critical(name="critical")
        self.patch(feed_content, "MOST", 1)
        self.assertEqual(self.numbers(), [critical.number])

    # -- rights

    def test_who_sees_the_addresses(self):
        self.feeds._make(self.engineer)
        for person in (self.engineer.user_id, self.lead.user_id, self.manager, self.clerk):
            with self.subTest(person.name), self.assertRaises(AccessError):
                self.feeds.with_user(person).search([]).read(["engineer_id"])
        seen = self.feeds.with_user(self.admin).search([])
        self.assertEqual(seen.read(["fetched_from"])[0]["fetched_from"], False)
        for name in ("token_hash", "span_used"):
            with self.assertRaises(AccessError):
                seen.read([name])
            with self.assertRaises(AccessError):
                self.feeds.with_user(self.admin).search([(name, "!=", False)])
        with self.assertRaises(AccessError):
            seen.write({"ended_at": False})

    def test_who_ends_them(self):
        feed = self.feeds._live(self.feeds._make(self.engineer))
        for person in (self.engineer.user_id, self.lead.user_id, self.manager, self.clerk):
            for method in ("action_end", "action_end_all"):
                with self.subTest(f"{person.name} {method}"), self.assertRaises(AccessError):
                    getattr(feed.with_user(person), method)()
        feed.with_user(self.admin).action_end()
        self.assertEqual(feed.ended_by, self.admin.name)
        ended = feed.ended_at
        feed.with_user(self.admin).action_end()
        self.assertEqual(feed.ended_at, ended)


COST = 40  # measured below
