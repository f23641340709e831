"""Two engineers on one ticket see each other; nothing is written more often than needed."""

import json

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..common import SupportCase, at

ROWS = "ecosire.support.presence"


@tagged("post_install", "-at_install")
class TestPresence(SupportCase):
    def setUp(self):
        super().setUp()
        with at("2026-11-24 10:00"):
            self.ticket = self.make_ticket()

    def stay(self, person, when, typing=False):
        with at(f"2026-11-24 {when}"):
            return self.by(self.ticket, person).stay(typing)

    def names(self, person, when):
        return [other["name"] for other in self.stay(person, when)["others"]]

    def test_each_sees_the_other_and_not_himself(self):
        self.assertEqual(self.names(self.engineer, "10:01:00"), [])
        [other] = self.stay(self.lead, "10:01:05")["others"]
        self.assertEqual((other["name"], other["typing"]), ("Amina Khan", False))
        self.assertEqual(other["since"] % 60_000, 0)
        self.assertEqual(self.names(self.engineer, "10:01:10"), ["Bilal Raza"])

    def test_whoever_says_nothing_any_more_is_gone_within_a_minute(self):
        self.stay(self.engineer, "10:01:00")
        self.assertEqual(self.names(self.lead, "10:01:40"), ["Amina Khan"])
        self.assertEqual(self.names(self.lead, "10:02:00"), [])

    def test_whoever_leaves_is_gone_at_once(self):
        self.stay(self.engineer, "10:01:00")
        self.by(self.ticket, self.engineer).leave()
        self.assertEqual(self.names(self.lead, "10:01:01"), [])
        self.assertTrue(self.by(self.ticket, self.engineer).leave(), "twice is once")

    def test_writing_is_seen_and_passes(self):
        self.stay(self.engineer, "10:01:00")
        self.stay(self.engineer, "10:01:05", typing=True)
        self.assertTrue(self.stay(self.lead, "10:01:06")["others"][0]["typing"])
        self.stay(self.engineer, "10:01:25")
        self.stay(self.engineer, "10:01:45")
        self.assertFalse(self.stay(self.lead, "10:01:46")["others"][0]["typing"])

    def told(self, act):
        """Whose desks are told to look who is there, by what ``act`` sends at its commit."""
        self.env.cr.flush()
        bus = self.env["bus.bus"].sudo()
        last = bus._bus_last_id()
        act()
        self.env.cr.flush()
        rows = bus.search([("id", ">", last), ("message", "like", "ecosire_support.here")])
        for row in rows:
            self.assertEqual(json.loads(row.message)["payload"], {"id": self.ticket.id})
        return [json.loads(row.channel)[1:] for row in rows]

    def test_those_who_are_there_are_told_at_once_and_nobody_else(self):
        engineer, lead = (
            ["ecosire.support.engineer", one.id] for one in (self.engineer, self.lead)
        )
        self.assertEqual(self.told(lambda: self.stay(self.engineer, "10:01:00")), [])
        self.assertEqual(self.told(lambda: self.stay(self.lead, "10:01:05")), [engineer])
        self.assertEqual(self.told(lambda: self.stay(self.lead, "10:01:10")), [])
        self.assertEqual(self.told(lambda: self.stay(self.lead, "10:01:12", True)), [engineer])
        self.assertEqual(self.told(lambda: self.stay(self.engineer, "10:01:25")), [])
        with at("2026-11-24 10:01:30"):
            left = self.told(lambda: self.by(self.ticket, self.engineer).leave())
        self.assertEqual(left, [lead])

    def test_since_is_when_he_came_this_time(self):
        self.stay(self.engineer, "10:01:00")
        self.stay(self.engineer, "10:01:30")
        first = self.stay(self.lead, "10:01:31")["others"][0]["since"]
        self.stay(self.engineer, "10:11:00")
        again = self.stay(self.lead, "10:11:01")["others"][0]["since"]
        self.assertEqual(again - first, 10 * 60_000)

    def test_it_is_written_every_twenty_seconds_at_most(self):
        seen = []
        for second in range(0, 60, 5):
            self.stay(self.engineer, f"10:01:{second:02d}")
            seen.append(self.env[ROWS].search([]).seen_at)
        self.assertEqual(len(set(seen)), 3)
        self.assertEqual(self.env[ROWS].search_count([]), 1)

    def test_a_call_costs_few_queries(self):
        self.stay(self.engineer, "10:01:00")
        self.stay(self.lead, "10:01:00")
        self.env.invalidate_all()
        with self.assertQueryCount(6):
            self.stay(self.engineer, "10:01:05")

    def test_rows_that_nobody_needs_go_away(self):
        self.stay(self.engineer, "10:01:00")
        with at("2026-11-24 12:00"):
            self.env[ROWS]._gc_gone()
        self.assertFalse(self.env[ROWS].search([]))

    def test_the_client_neither_comes_nor_sees(self):
        self.stay(self.engineer, "10:01:00")
        for person in (self.clerk, self.manager):
            for call in ("stay", "leave"):
                with self.assertRaises(AccessError):
                    getattr(self.by(self.ticket, person), call)()
            with self.assertRaises(AccessError):
                self.env[ROWS].with_user(person).search([])

    def test_nor_an_engineer_without_access(self):
        _company, contract = self.make_company("Zeta", self.plan_xmlid)
        stranger = self.make_engineer("Zara", "z@ecosire.example", contracts=contract)
        with self.assertRaises(AccessError):
            self.stay(stranger, "10:01:00")
