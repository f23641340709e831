"""After a miss plain words: what was missed, who was told since, how to reach somebody now."""

from odoo.tests import tagged

from ..common import SupportCase, at, utc

PHONE = "+92 300 1234567"


@tagged("post_install", "-at_install")
class TestMissWords(SupportCase):
    def setUp(self):
        super().setUp()
        with at("2026-11-24 10:00"):
            self.ticket = self.make_critical()
            self.contract.set_emergency({"emergency_phone": PHONE})

    def note(self, person=None, ticket=None):
        ticket = self.by(ticket or self.ticket, person or self.clerk)
        ticket.invalidate_recordset(["miss_note", "reach_now"])
        return str(ticket.miss_note or "")

    def on_priority(self):
        self.contract._open_term(
            self.env.ref("ecosire_support.plan_priority"), utc("2026-11-01 00:00")
        )

    def test_nothing_is_said_while_nothing_is_late(self):
        with at("2026-11-24 14:00"):
            self.assertEqual(self.note(), "")

    def test_what_was_missed_in_the_readers_time_and_the_other_sides(self):
        with at("2026-11-24 14:01"):
            self.assertIn("We missed Tue 24 Nov 15:00 your time (19:00 Karachi", self.note())
            self.assertIn("Nobody at ECOSIRE has taken it yet.", self.note(self.manager))
            self.by(self.ticket, self.engineer).take()
            self.assertIn("Amina Khan", self.note())

    def test_who_was_told_and_when_by_the_ladder(self):
        with at("2026-11-24 14:01"):
            self.tick()
            self.env["ecosire.support.escalation.event"]._cron_tell()
            self.assertRegex(
                self.note(), r"Next: Bilal Raza, the ECOSIRE account lead, was told at 15:01\."
            )

    def test_an_aim_was_no_promise(self):
        self.contract.term_ids.sorted("start")[-1:].plan_id = self.env.ref(
            "ecosire_support.plan_included"
        )
        topic = self.env.ref("ecosire_support.topic_unknown").id
        with at("2026-11-24 10:00"):
            ticket = self.make_ticket(topic_id=topic)
        with at("2026-11-26 12:00"):
            self.assertIn("Later than aimed", self.note(ticket=ticket))
            self.assertNotIn("We missed", self.note(ticket=ticket))

    def test_the_number_stands_there_where_the_plan_grants_it_and_only_there(self):
        with at("2026-11-24 14:01"):
            self.assertNotIn(PHONE, self.note())
            self.assertIn("“Chase” tells ECOSIRE", self.note())
        self.on_priority()
        with at("2026-11-24 14:01"):
            self.assertIn(f'<a href="tel:+923001234567"><strong>{PHONE}</strong></a>', self.note())

    def test_a_promised_update_that_did_not_come(self):
        with at("2026-11-24 10:30"):
            self.by(self.ticket, self.engineer).engineer_reply(
                "We look at it.", next_update=utc("2026-11-24 12:00")
            )
        with at("2026-11-24 12:01"):
            self.assertIn("We missed the update promised for Tue 24 Nov 13:00", self.note())
            self.by(self.ticket, self.engineer).engineer_reply("Found it.")
            self.assertEqual(self.note(), "")

    def test_a_name_in_it_is_text(self):
        self.engineer.sudo().name = "<b>A</b>"
        with at("2026-11-24 14:01"):
            self.by(self.ticket, self.engineer).take()
            self.assertNotIn("<b>A</b>", self.note())

    def test_outside_hours_the_submitter_reads_when_the_clock_starts_and_whom_to_call(self):
        """Before it is sent, on the ticket afterwards, and in the mail."""
        self.on_priority()
        values = {
            "name": "Nobody can ship",
            "topic_id": self.env.ref("ecosire_support.topic_odoo_config").id,
            "company_id": self.company.id,
            "impact": "stopped",
            "workaround": "nobody",
        }
        tickets = self.env["ecosire.support.ticket"].with_user(self.clerk)
        with at("2026-11-28 22:00"):  # Saturday night
            draft = tickets.new(values)
            self.assertIn(PHONE, str(draft.reach_now))
            quiet = tickets.new({**values, "impact": "question", "workaround": False})
            self.assertFalse(quiet.reach_now)
            self.assertIn("The clock starts", quiet.clock_note)
            ticket = tickets.submit(values)
            self.assertIn(PHONE, str(ticket.reach_now))
            mail = self.env["mail.message"].search(
                [("partner_ids", "in", self.clerk.partner_id.ids)], order="id desc", limit=1
            )
            self.assertIn(PHONE, mail.body)
            ticket.cancel("Never mind.")
            ticket.invalidate_recordset(["reach_now"])
            self.assertFalse(ticket.reach_now)
