"""Routing at filing and afterwards: named engineer, deputy, queue, and what is by hand."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import FOR_EVER, at, utc
from .case import HOURS, NOON, RoutingCase


@tagged("post_install", "-at_install")
class TestRoute(RoutingCase):
    def test_the_account_engineer_first_and_why_is_shown(self):
        ticket = self.file()
        self.assertEqual(self.holders(ticket), [("Amina Khan", "named")])
        self.assertEqual(ticket.with_whom, "With Amina Khan: your Account Engineer")

    def test_the_deputy_while_she_is_off_and_until_when(self):
        with at(NOON):
            self.enter(self.engineer, NOON, "2026-11-29 19:00", reason="Wedding")
            ticket = self.file()
            self.assertEqual(self.holders(ticket), [("Chandra Rao", "deputy")])
            seen = self.by(ticket, self.clerk)
            self.assertEqual(
                seen.with_whom, "With Chandra Rao: deputy, Amina Khan is off until Mon 30 Nov"
            )
            self.assertNotIn("Wedding", seen.with_whom)
        with at("2026-12-01 10:00"):
            ticket.invalidate_recordset()
            self.assertEqual(seen.with_whom, "With Chandra Rao: deputy")

    def test_the_queue_when_neither_is_there(self):
        with at(NOON):
            self.enter(self.engineer, NOON, "2026-11-29 19:00")
            self.enter(self.deputy, NOON, "2026-11-29 19:00")
            ticket = self.file()
            self.assertEqual(self.holders(ticket), [("queue", "queue")])
            self.assertEqual(
                self.by(ticket, self.clerk).with_whom,
                "With nobody yet, in ECOSIRE's queue, Amina Khan is off until Mon 30 Nov",
            )

    def test_who_is_back_before_half_of_the_time_is_gone_keeps_the_ticket(self):
        critical = {"impact": "stopped", "workaround": "nobody"}  # 2 hours
        with at(NOON):
            self.enter(self.engineer, NOON, "2026-11-24 11:00")
            self.enter(self.deputy, NOON, "2026-11-24 11:01")
            self.assertEqual(self.file(**critical).engineer_id, self.engineer)
        with at("2026-11-24 09:59"):
            self.name_engineers(self.deputy, self.engineer)
            self.assertEqual(self.file(NOON, **critical).engineer_id, self.engineer)

    def test_working_hours_are_honoured_only_where_the_time_is_short(self):
        self.by(self.engineer, self.lead).set_working_hours("Asia/Karachi", HOURS)
        night = "2026-11-24 19:00"  # Wednesday 00:00 in Karachi
        self.assertEqual(
            self.file(night, impact="stopped", workaround="nobody").engineer_id, self.deputy
        )
        self.assertEqual(self.file(night).engineer_id, self.engineer, "its clock starts at 08:00")

    def test_without_the_entitlement_it_is_the_queue(self):
        self.contract._open_term(self.env.ref("ecosire_support.plan_standard"), utc(NOON))
        self.assertFalse(self.file("2026-11-25 10:00").engineer_id)

    def test_who_has_no_access_is_not_asked(self):
        self.engineer.grant_ids._revoke("the administrator")
        self.assertEqual(self.file().engineer_id, self.deputy)

    # -- the queue gives by expertise

    def test_the_least_loaded_who_knows_the_topic(self):
        self.contract._open_term(self.env.ref("ecosire_support.plan_standard"), utc(NOON))
        self.by(self.contract, self.lead).set_queue_routing(True)
        topic = self.env.ref("ecosire_support.topic_odoo_config")
        expert, idle = self.engineer, self.deputy
        self.by(expert, self.lead).set_expertise(topic.ids)
        later = "2026-11-25 10:00"
        ticket = self.file(later)
        self.assertEqual(self.holders(ticket), [("Amina Khan", "least_loaded")])
        self.by(idle, self.lead).set_expertise(topic.ids)
        self.assertEqual(self.file(later).engineer_id, idle, "she has fewer")
        with at(later):
            self.enter(idle, later, "2026-12-05 10:00")
        self.assertEqual(self.file(later).engineer_id, expert, "the other one is off")

    def test_a_batch_does_not_all_go_to_one_person(self):
        self.contract._open_term(self.env.ref("ecosire_support.plan_standard"), utc(NOON))
        later = "2026-11-25 10:00"
        tickets = self.tickets.union(*[self.file(later) for _n in range(4)])
        self.by(self.contract, self.lead).set_queue_routing(True)
        with at(later):
            tickets._route()
        self.assertEqual(sorted(map(len, tickets.grouped("engineer_id").values())), [1, 1, 2])

    # -- afterwards

    def test_naming_somebody_else_moves_what_waits_and_says_so(self):
        waiting, answered, taken = self.file(), self.file(), self.file()
        with at(NOON):
            self.by(answered, self.engineer).engineer_reply("On it")
            self.by(taken, self.engineer).take()
            self.name_engineers(self.deputy)
            moved = self.tickets._route_unanswered(self.contract, self.engineer)
        self.assertEqual(moved, waiting)
        self.assertEqual(waiting.engineer_id, self.deputy)
        self.assertEqual(taken.engineer_id, self.engineer, "by hand stays by hand")
        self.assertEqual(answered.engineer_id, self.engineer)
        self.assertIn("With Chandra Rao now: who answers first has changed", self.thread(waiting))
        self.assertEqual(self.told(self.deputy), [f"{waiting.number} is with you now"])

    def test_naming_brings_what_waits_in_the_queue(self):
        self.name_engineers(self.engineer.browse())
        ticket = self.file()
        self.assertFalse(ticket.engineer_id)
        with at(NOON):
            self.by(self.contract, self.lead).name_engineer(self.engineer.id, None, "She knows it")
        self.assertEqual(ticket.engineer_id, self.engineer)

    def test_losing_access_moves_every_open_ticket_by_hand_or_not(self):
        waiting, taken, answered = self.file(), self.file(), self.file()
        with at(NOON):
            self.by(taken, self.engineer).take()
            self.by(answered, self.engineer).engineer_reply("On it")
            self.engineer._end_access("the administrator")
        for ticket in waiting | taken | answered:
            self.assertEqual(ticket.engineer_id, self.deputy)
            self.assertIn("Amina Khan no longer has access", self.thread(ticket))
        self.assertEqual(self.told(self.deputy), ["3 tickets are with you now"])

    def test_an_access_that_ends_by_date_for_one_contract_alone(self):
        ticket = self.file()
        _other, contract = self.make_company("Omega", self.plan_xmlid)
        self.engineer._grant(contract, utc("2026-01-01 00:00"), FOR_EVER)
        grant = self.engineer.grant_ids.filtered(lambda g: g.contract_id == self.contract)
        grant.date_to = utc("2026-11-24 12:00")
        with at("2026-11-24 11:59"):
            self.absences._cron_absences()
            self.assertEqual(ticket.engineer_id, self.engineer)
        with at("2026-11-24 12:00"):
            grant.invalidate_recordset()
            self.absences._cron_absences()
        self.assertEqual(ticket.engineer_id, self.deputy)
        self.assertIn("no longer has access", self.thread(ticket))

    def test_an_extra_ticket_is_routed_anew_when_it_is_approved(self):
        standard = self.env.ref("ecosire_support.plan_standard")
        standard.entitlement_ids |= self.env.ref("ecosire_support.entitlement_named_engineer")
        self.contract._open_term(standard, utc("2026-11-24 09:00"), quota=1)
        self.by(self.contract, self.manager).set_extra_policy("ask")
        self.file()
        ticket = self.file("2026-11-24 10:30")
        self.assertEqual(ticket.extra_state, "waiting")
        self.assertEqual(set(ticket.holding_ids.mapped("phase")), {"waiting"}, "the client's turn")
        with at(NOON):
            self.enter(self.engineer, "2026-11-24 11:00", "2026-12-04 19:00")
        with at("2026-11-24 12:00"):
            self.by(ticket, self.manager).approve_extra()
        self.assertEqual(ticket.engineer_id, self.deputy)
        self.assertEqual(
            [(row.engineer_name, row.phase) for row in ticket.holding_ids.sorted("sequence")][-3:],
            [("Amina Khan", "waiting"), ("Amina Khan", "working"), ("Chandra Rao", "working")],
        )

    # -- a lead assigns

    def test_a_lead_gives_several_with_a_note_that_only_ecosire_reads(self):
        tickets = self.file() | self.file()
        with at(NOON):
            self.by(tickets, self.lead).assign(self.deputy.id, "Their API key is in the vault")
        self.assertEqual(tickets.engineer_id, self.deputy)
        self.assertEqual(self.told(self.deputy), ["2 tickets are with you now"])
        row = tickets[0].holding_ids.sorted("sequence")[-1]
        self.assertEqual((row.why, row.by_name), ("assigned", "Bilal Raza"))
        self.assertIn("vault", self.by(row, self.deputy).note)
        self.assertNotIn("vault", self.thread(tickets[0]))
        for user in (self.manager, self.clerk):
            told = self.env["mail.message"].with_user(user)
            self.assertFalse(told.search([("body", "ilike", "vault")]), "not by mail either")
            rows = self.env["ecosire.support.ticket.holding"].with_user(user)
            with self.assertRaises(AccessError):
                rows.search([("note", "ilike", "vault")])
        self.assertNotIn(
            "note", self.env["ecosire.support.ticket.holding"].with_user(self.manager).fields_get()
        )

    def test_nothing_is_given_to_who_is_off_nor_what_is_closed(self):
        ticket = self.file()
        with at(NOON):
            self.enter(self.deputy, NOON, "2026-11-29 19:00")
            with self.assertRaisesRegex(UserError, "Chandra Rao is off until Mon 30 Nov"):
                self.by(ticket, self.lead).assign(self.deputy.id)
            self.by(ticket, self.clerk).cancel("Found it")
            with self.assertRaisesRegex(UserError, "not open any more"):
                self.by(ticket, self.lead).assign(self.lead.id)
            with self.assertRaisesRegex(UserError, "no access"):
                self.by(ticket, self.lead).assign(0)

    # -- what it costs

    def test_fifty_tickets_cost_one_set_of_queries(self):
        with at(NOON):
            one = self.tickets.union(*[self.make_ticket().sudo() for _n in range(3)])
            many = self.tickets.union(*[self.make_ticket().sudo() for _n in range(50)])
            self.name_engineers(self.deputy)
            few = self.count(one)
            self.assertEqual(many.engineer_id, self.engineer)
            lots = self.count(many)
            self.assertEqual((one | many).engineer_id, self.deputy)
        self.assertLessEqual(lots, few + 6, "batches of inserts may be split, nothing else")

    def count(self, tickets):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        tickets._route()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before
