"""Issue 5: the promised next update of a critical ticket climbs a ladder of its own."""

from odoo.tests import tagged

from ..common import at, utc
from .case import LadderCase


@tagged("post_install", "-at_install")
class TestUpdate(LadderCase):
    def setUp(self):
        super().setUp()
        with at("2026-11-24 05:00"):
            self.ticket = self.make_critical()
        with at("2026-11-24 05:10"):
            self.by(self.ticket, self.engineer).engineer_reply("We look into it.")
            self.ticket.sudo().write(
                {
                    "next_update_set_at": utc("2026-11-24 05:10"),
                    "next_update_by": utc("2026-11-24 06:10"),
                }
            )

    def test_it_climbs_before_and_after_it_is_due(self):
        self.minutes("2026-11-24 05:59", 3)
        self.minutes("2026-11-24 06:09", 4)
        self.assertEqual(
            self.said(self.ticket),
            ["The promised update is due soon", "The promised update is overdue"],
        )
        overdue = self.events(self.ticket)[-1]
        self.assertEqual(overdue.planned_at, utc("2026-11-24 06:10"))
        self.assertEqual(overdue.metric, "next_update")
        self.assertEqual([one["name"] for one in overdue.told], ["Amina Khan", "Bilal Raza"])

    def test_it_is_said_again_until_somebody_acknowledges(self):
        self.minutes("2026-11-24 06:11", 2)
        self.minute("2026-11-24 06:43")
        with at("2026-11-24 06:50"):
            self.by(self.ticket, self.lead).acknowledge()
        self.minute("2026-11-24 07:30")
        overdue = self.events(self.ticket).filtered(lambda e: "overdue" in e.name)
        self.assertEqual(overdue.mapped("repeat"), [0])
        # half as long again as was promised: the next step took the word
        self.assertIn("No update for long", self.said(self.ticket))

    def test_an_update_that_came_ends_it_and_the_next_has_a_ladder_of_its_own(self):
        self.minute("2026-11-24 06:01")
        with at("2026-11-24 06:05"):
            self.by(self.ticket, self.engineer).engineer_reply("Found it; two hours more.")
            self.ticket.sudo().write(
                {
                    "next_update_set_at": utc("2026-11-24 06:05"),
                    "next_update_by": utc("2026-11-24 08:05"),
                }
            )
        self.minutes("2026-11-24 06:11", 3)
        self.assertEqual(self.said(self.ticket), ["The promised update is due soon"])
        self.minute("2026-11-24 07:56")
        self.assertEqual(self.said(self.ticket), ["The promised update is due soon"] * 2)

    def test_nothing_is_told_of_an_update_that_came_between_fact_and_notice(self):
        self.tick("2026-11-24 06:11")
        with at("2026-11-24 06:11:30"):
            self.by(self.ticket, self.engineer).engineer_reply("Found it.")
        with at("2026-11-24 06:12"):
            self.env["ecosire.support.escalation.event"]._cron_tell()
        told = self.events(self.ticket).filtered("fired_at")
        self.assertEqual(told.mapped("outcome"), ["settled"])

    def test_a_chase_brings_its_next_step_forward(self):
        with at("2026-11-24 05:30"):
            self.ticket._climb_now("Chased twice")
        self.assertEqual(
            self.events(self.ticket).mapped("name"), ["The promised update is due soon"]
        )

    def test_a_minute_without_any_promise_costs_one_query(self):
        self.ticket.sudo().write({"next_update_by": False, "next_update_set_at": False})
        self.env.flush_all()
        tickets = self.env["ecosire.support.ticket"]
        tickets._climb_updates(utc("2026-11-24 06:00"))
        with self.assertQueryCount(1):
            tickets._climb_updates(utc("2026-11-24 06:00"))
