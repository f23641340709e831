"""Merging carries over what was said, attached and logged; nobody reads more by it than before."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import SupportCase, at, utc

WORDS = "The colleague's own words 4711"


@tagged("post_install", "-at_install")
class TestMerge(SupportCase):
    def setUp(self):
        super().setUp()
        with at("2026-11-24 10:00"):
            self.first = self.make_ticket(name="Nothing prints")
            self.again = self.make_ticket(
                self.colleague, name="The printer is dead", description="<p>Since this morning</p>"
            )
        with at("2026-11-24 10:20"):
            self.say(self.again, WORDS, self.colleague)
        self.as_engineer = self.by(self.again, self.engineer)

    def merge(self, reason="The same printer", when="2026-11-24 11:00", person=None):
        with at(when):
            self.by(self.again, person or self.engineer).merge_into(self.first.number, reason)

    def shown(self, ticket, person=None):
        ticket = self.by(ticket, person or self.engineer)
        return ticket._portal_messages(ticket._portal_files())

    def notices(self, ticket):
        found = ticket.sudo().message_ids.filtered(lambda m: m.message_type == "notification")
        return " ".join(found.sorted("id").mapped("body"))

    # -- the conversation

    def test_messages_come_along_with_author_time_and_origin(self):
        self.merge()
        spoken = [message for message in self.shown(self.first) if message["from"]]
        self.assertEqual({message["from"] for message in spoken}, {self.again.number})
        self.assertEqual({m["author"] for m in spoken}, {self.colleague.name})
        self.assertIn("Since this morning", spoken[0]["body"])
        self.assertIn(WORDS, spoken[1]["body"])
        copies = self.first.sudo().message_ids.filtered(lambda m: WORDS in (m.body or ""))
        self.assertEqual(copies.date, utc("2026-11-24 10:20"))
        self.assertEqual(copies.subject, f"From {self.again.number}")

    def test_the_source_keeps_its_own(self):
        before = [message["body"] for message in self.shown(self.again)]
        self.merge()
        after = self.shown(self.again)
        self.assertEqual([message["body"] for message in after][: len(before)], before)
        self.assertFalse([message for message in after if message["from"]])

    def test_both_threads_say_so(self):
        self.merge()
        self.assertIn(f"Merged into {self.first.number}", self.notices(self.again))
        self.assertIn(f"{self.again.number} was merged into this ticket", self.notices(self.first))
        for ticket in (self.first, self.again):
            self.assertIn("The same printer", self.notices(ticket))
        self.assertNotIn(self.again.name, self.notices(self.first))

    def test_nobody_is_mailed_what_was_said_before(self):
        self.merge()
        copies = self.first.sudo().message_ids.filtered(lambda m: WORDS in (m.body or ""))
        self.assertFalse(copies.notification_ids)
        self.assertFalse(self.env["mail.mail"].search([("mail_message_id", "in", copies.ids)]))

    def test_the_clients_own_notes_stay_where_they_are(self):
        self.say(self.again, "Between us", self.manager, "mt_note")
        self.merge()
        self.assertNotIn("Between us", " ".join(self.first.sudo().message_ids.mapped("body")))

    def test_notes_for_ecosire_are_read_in_both_places(self):
        self.as_engineer.note_for_ecosire("Fuser unit")
        self.merge()
        [note] = self.by(self.first, self.engineer)._notes_page()
        self.assertEqual((note["text"], note["from"]), ("Fuser unit", self.again.number))

    # -- nobody reads more than before

    def test_whoever_may_not_read_the_one_reads_nothing_of_it_in_the_other(self):
        self.merge()
        messages = self.env["mail.message"]
        copy = self.first.sudo().message_ids.filtered(lambda m: WORDS in (m.body or ""))
        by_clerk = messages.with_user(self.clerk)
        place = [("model", "=", self.first._name), ("res_id", "=", self.first.id)]
        self.assertNotIn(WORDS, " ".join(by_clerk.search(place).mapped("body")))
        fetched = by_clerk._message_fetch(None, thread=self.by(self.first, self.clerk))
        self.assertNotIn(copy.id, fetched["messages"].ids)
        with self.assertRaises(AccessError):
            copy.with_user(self.clerk).read(["body"])
        self.clerk.group_ids += self.env.ref("base.group_allow_export")
        with self.assertRaises(AccessError):
            copy.with_user(self.clerk).export_data(["body"])
        self.assertNotIn(copy.id, self.by(self.first, self.clerk).message_ids.ids)

    def test_nor_by_searching_for_words(self):
        self.merge()
        tickets = self.env["ecosire.support.ticket"].with_user(self.clerk)
        for field in ("message_ids.body", "website_message_ids.body"):
            self.assertFalse(tickets.search([(field, "ilike", WORDS)]))
        self.assertFalse(tickets.search([("message_ids", "ilike", "printer is dead")]))

    def test_who_could_read_it_before_reads_it_there(self):
        self.merge()
        place = [("model", "=", self.first._name), ("res_id", "=", self.first.id)]
        found = self.env["mail.message"].with_user(self.manager).search(place)
        self.assertIn(WORDS, " ".join(found.mapped("body")))
        self.by(self.again, self.manager).message_subscribe(self.clerk.partner_id.ids)
        self.env.invalidate_all()
        found = self.env["mail.message"].with_user(self.clerk).search(place)
        self.assertIn(WORDS, " ".join(found.mapped("body")))

    def test_what_is_said_in_a_clerks_own_ticket_is_found_as_before(self):
        tickets = self.env["ecosire.support.ticket"].with_user(self.colleague)
        self.assertEqual(tickets.search([("message_ids.body", "ilike", WORDS)]), self.again)

    # -- files

    def test_files_come_along_and_only_for_who_could_open_them(self):
        message = self.say(self.again, "See", self.colleague, attachments=[("log.txt", b"4711")])
        self.merge()
        as_engineer = self.by(self.first, self.engineer)
        [file] = as_engineer._portal_files()
        self.assertEqual(file["name"], "log.txt")
        self.assertEqual(as_engineer._portal_file_content(file["key"], "log.txt")[2], b"4711")
        attachment = message.attachment_ids
        self.assertTrue(attachment.with_user(self.manager).has_access("read"))
        self.assertFalse(attachment.with_user(self.clerk).has_access("read"))
        self.assertEqual(self.shown(self.first)[-1]["files"], [file])

    def test_the_source_still_shows_its_files(self):
        self.say(self.again, "See", self.colleague, attachments=[("log.txt", b"4711")])
        with_intake = self.env["ir.attachment"].create(
            {
                "name": "shot.png",
                "raw": b"x",
                "res_model": self.again._name,
                "res_id": self.again.id,
            }
        )
        before = {file["id"] for file in self.by(self.again, self.engineer)._portal_files()}
        self.merge()
        after = {file["id"] for file in self.by(self.again, self.engineer)._portal_files()}
        self.assertEqual(after, before)
        self.assertIn(with_intake.id, after)
        there = {file["id"] for file in self.by(self.first, self.engineer)._portal_files()}
        self.assertEqual(there, before)

    # -- time, quota, clocks, followers

    def test_logged_time_moves_and_the_sum_stays(self):
        with at("2026-11-24 10:40"):
            self.as_engineer.log_time(30, "2026-11-24", "Looked at the colleague's desk")
            self.by(self.first, self.engineer).log_time(20, "2026-11-24", "Looked")
        self.merge()
        self.assertEqual((self.first.work_minutes, self.again.work_minutes), (50, 0))
        texts = self.first.time_entry_ids.mapped("text")
        self.assertIn(f"Carried over from {self.again.number}", texts)
        self.assertNotIn("Looked at the colleague's desk", texts)

    def test_time_taken_back_before_does_not_come_along(self):
        with at("2026-11-24 10:40"):
            entry = self.as_engineer.log_time(30, "2026-11-24", "Looked")
            self.as_engineer.void_time(entry, "Not true")
        self.merge()
        self.assertFalse(self.first.time_entry_ids)

    def test_together_it_may_be_more_than_is_included(self):
        self.first.sudo().work_limit_minutes = 60
        with at("2026-11-24 10:40"):
            for ticket in (self.first, self.again):
                self.by(ticket, self.engineer).log_time(40, "2026-11-24", "Looked")
        self.merge()
        self.assertTrue(self.first.over_limit)
        self.assertIn("quoted separately", self.notices(self.first))

    def test_the_matter_counts_once(self):
        now = "2026-11-24 11:30"
        with at(now):
            self.assertEqual(self.contract._quota_used(utc(now)), 2)
            self.merge()
            self.assertEqual(self.contract._quota_used(utc(now)), 1)
        self.assertEqual(self.again.usage_kind, "freed")
        self.assertEqual(self.first.usage_kind, "used")

    def test_each_keeps_its_own_clock(self):
        events = self.first.clock_ids.event_ids
        self.merge()
        self.assertEqual(self.again.clock_ids.state, "cancelled")
        self.assertEqual(self.first.clock_ids.state, "running")
        self.assertEqual(self.first.clock_ids.event_ids, events)
        self.assertFalse(self.first.answered_at)

    def test_what_was_missed_before_stays(self):
        deadline = self.again.deadline
        self.merge(when="2026-12-10 10:00")
        self.assertEqual(self.again.clock_ids.breached_at, deadline)

    def test_followers_come_along_if_they_may_read_the_other(self):
        self.by(self.again, self.colleague).message_subscribe(self.manager.partner_id.ids)
        self.merge()
        followers = self.first.sudo().message_partner_ids
        self.assertIn(self.manager.partner_id, followers)
        self.assertNotIn(self.colleague.partner_id, followers)
        self.assertIn("support manager can let you follow", self.notices(self.again))

    # -- what cannot be merged

    def test_not_twice(self):
        self.merge()
        with self.assertRaisesRegex(UserError, "finished already"):
            self.merge()
        self.by(self.again, self.colleague).reopen("Ours is in the other hall")
        with self.assertRaisesRegex(UserError, "merged once already"):
            self.merge()
        self.by(self.again, self.engineer).mark_duplicate(self.first.number, "It is the same")
        copies = self.first.sudo().message_ids.filtered(lambda m: WORDS in (m.body or ""))
        self.assertEqual(len(copies), 1)

    def test_not_into_itself_nor_in_a_circle(self):
        with self.assertRaisesRegex(UserError, "of itself"):
            self.as_engineer.merge_into(self.again.number, "x")
        self.merge()
        with self.assertRaisesRegex(UserError, "itself a duplicate"):
            self.by(self.first, self.engineer).merge_into(self.again.number, "x")

    def test_a_chain_carries_all_of_it_and_says_where_each_word_is_from(self):
        self.merge()
        with at("2026-11-24 11:10"):
            third = self.make_ticket(self.manager, name="Printing")
        with at("2026-11-24 11:20"):
            self.by(self.first, self.engineer).merge_into(third.number, "All one")
        spoken = [m for m in self.shown(third) if WORDS in m["body"]]
        self.assertEqual([m["from"] for m in spoken], [self.again.number])
        self.assertEqual(
            set(self.by(third, self.engineer)._merged_tickets()), {self.first, self.again}
        )

    def test_not_into_a_finished_one(self):
        self.by(self.first, self.engineer).resolve("Done")
        with self.assertRaisesRegex(UserError, "is finished"):
            self.merge()
        self.assertTrue(self.again.is_open)

    def test_not_across_companies(self):
        company, _contract = self.make_company("Zeta", self.plan_xmlid)
        foreign = self.make_ticket(self.make_staff("zeta_clerk", company=company))
        with self.assertRaisesRegex(UserError, "There is no ticket"):
            self.as_engineer.merge_into(foreign.number, "x")

    def test_a_reason_is_needed_and_nothing_is_half_done(self):
        with self.assertRaisesRegex(UserError, "say why"):
            self.merge(reason=" ")
        self.assertFalse(self.env["ecosire.support.merge"].search([]))
        self.assertTrue(self.again.is_open)

    def test_only_engineers_with_access(self):
        _company, contract = self.make_company("Zeta", self.plan_xmlid)
        stranger = self.make_engineer("Zara", "z@ecosire.example", contracts=contract)
        for person in (self.clerk, self.manager, self.colleague, stranger):
            with self.assertRaises(AccessError):
                self.merge(person=person)
