from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from ..common import SupportCase, at


@tagged("post_install", "-at_install")
class TestToday(SupportCase):
    def today(self, person=None):
        tickets = self.env["ecosire.support.ticket"].with_user((person or self.engineer).user_id)
        return tickets.desk_today()

    def test_it_tells_what_is_due_next_what_is_missed_and_what_waits_for_me(self):
        with at("2026-11-24 05:00"):
            late = self.make_critical(name="Late")
            self.make_ticket(name="Low")
        with at("2026-11-24 09:30"):
            soon = self.make_critical(name="Soon")
            self.by(soon, self.engineer).take()
            today = self.today()
        self.assertEqual([one["title"] for one in today["next"]], ["Soon", "Low"])
        first = today["next"][0]
        self.assertEqual(first["id"], soon.id)
        self.assertEqual(first["due"]["level"], "running")
        self.assertEqual(first["due"]["deadline_ms"] // 1000, int(soon.due_at.timestamp()))
        self.assertEqual(today["missed"], 1)
        self.assertEqual((today["mine"], today["owing"]), (1, 1))
        self.assertEqual(today["unassigned"], 2)
        self.assertFalse(late.engineer_id)

    def test_what_is_answered_waits_for_nobody(self):
        ticket = self.make_critical()
        self.by(ticket, self.engineer).engineer_reply("We look at it")
        today = self.today()
        self.assertEqual((today["mine"], today["owing"], today["next"]), (1, 0, []))

    def test_a_colleague_who_is_off_is_named_with_until_when(self):
        now = fields.Datetime.now()
        self.env["ecosire.support.absence"].sudo().create(
            {
                "engineer_id": self.lead.id,
                "date_from": now - timedelta(hours=1),
                "date_to": now + timedelta(days=2),
                "entered_by": "Bilal Raza",
            }
        )
        off = self.today()["off"]
        self.assertEqual([one["name"] for one in off], ["Bilal Raza"])
        self.assertIn("off until", off[0]["until"])

    def test_nothing_of_a_contract_he_does_not_serve(self):
        _company, other = self.make_company("Zeta Limited", self.plan_xmlid)
        stranger = self.make_engineer("Carl Zee", "carl@ecosire.example", contracts=other)
        self.make_critical()
        today = self.today(stranger)
        self.assertEqual((today["next"], today["unassigned"], today["off"]), ([], 0, []))

    def test_it_costs_the_same_with_many_tickets(self):
        self.make_ticket()
        self.today()
        for number in range(12):
            self.make_ticket(name=f"Ticket {number}")
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(14):
            self.today()


@tagged("post_install", "-at_install")
class TestDueAt(SupportCase):
    def test_due_is_what_is_owed_and_nothing_once_it_is_answered(self):
        ticket = self.make_critical()
        self.assertEqual(ticket.due_at, ticket.deadline)
        self.by(ticket, self.engineer).engineer_reply("We look at it")
        self.assertFalse(ticket.due_at)
        self.assertTrue(ticket.deadline)

    def test_the_queue_has_what_is_due_first_at_the_top(self):
        low, critical = self.make_ticket(name="Low"), self.make_critical(name="Critical")
        answered = self.make_critical(name="Answered")
        self.by(answered, self.engineer).engineer_reply("We look at it")
        found = self.env["ecosire.support.ticket"].search(
            [("contract_id", "=", self.contract.id)],
            order="is_open desc, due_at, submitted_at, id",
        )
        self.assertEqual(found, critical + low + answered)


@tagged("post_install", "-at_install")
class TestDueBeforeReopening(SupportCase):
    """Standard: Mon-Sat 08-22 in Karachi (UTC+5), which is 03:00 to 17:00 UTC; clock hours run on."""

    def due(self):
        tickets = self.env["ecosire.support.ticket"].with_user(self.engineer.user_id)
        found = tickets.search([("due_before_reopening", "=", True)])
        kept = tickets.search([("due_before_reopening", "=", False)])
        self.assertFalse(found & kept)
        self.assertEqual(found, (found | kept).filtered("due_before_reopening"))
        return found.mapped("name")

    def test_in_the_afternoon_it_is_what_falls_due_in_the_night(self):
        with at("2026-11-24 14:00"):  # 19:00 in Karachi: 8 h end at 03:00 there
            self.make_ticket(name="Night", impact="impaired", workaround="nobody")
        with at("2026-11-24 09:00"):  # 14:00 in Karachi: due 18:00
            self.make_critical(name="Evening")
        with at("2026-11-24 14:30"):
            self.assertEqual(self.due(), ["Night"])

    def test_while_closed_it_is_all_that_is_due_before_the_next_opening(self):
        with at("2026-11-24 14:00"):
            self.make_ticket(name="Night", impact="impaired", workaround="nobody")
            self.make_ticket(name="Two days")
        with at("2026-11-24 20:00"):
            self.assertEqual(self.due(), ["Night"])

    def test_an_engineer_is_told_of_his_contracts_alone(self):
        _company, other = self.make_company("Zeta Limited", self.plan_xmlid)
        stranger = self.make_engineer("Carl Zee", "carl@ecosire.example", contracts=other)
        with at("2026-11-24 14:00"):
            self.make_ticket(name="Night", impact="impaired", workaround="nobody")
        with at("2026-11-24 20:00"):
            tickets = self.env["ecosire.support.ticket"].with_user(stranger.user_id)
            self.assertFalse(tickets.search([("due_before_reopening", "=", True)]))


@tagged("post_install", "-at_install")
class TestWhose(SupportCase):
    def test_mine_is_what_is_with_me(self):
        mine, _other = self.make_ticket(), self.make_ticket()
        self.by(mine, self.engineer).take()
        tickets = self.env["ecosire.support.ticket"].with_user(self.engineer.user_id)
        self.assertEqual(tickets.search([("with_me", "=", True)]), mine)
        self.assertNotIn(mine, tickets.search([("with_me", "=", False)]))
        self.assertFalse(mine.with_user(self.clerk).with_me)

    def test_a_lead_sees_a_column_for_who_has_nothing(self):
        ticket = self.make_ticket()
        self.by(ticket, self.engineer).take()
        columns = {}
        for person in (self.lead.user_id, self.engineer.user_id, self.manager):
            tickets = self.env["ecosire.support.ticket"].with_user(person)
            groups = tickets.with_context(read_group_expand=True).web_read_group(
                [("contract_id", "=", self.contract.id)], ["engineer_id"], ["__count"]
            )["groups"]
            columns[person] = [group["engineer_id"][1] for group in groups]
        self.assertEqual(columns[self.lead.user_id], ["Amina Khan", "Bilal Raza"])
        self.assertEqual(columns[self.engineer.user_id], ["Amina Khan"])
        self.assertEqual(columns[self.manager], ["Amina Khan"])
