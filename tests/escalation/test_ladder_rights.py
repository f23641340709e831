"""Who may do what to the ladder, tried by each role; and what a minute of it costs."""

import logging

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import at, utc
from .case import LadderCase

_logger = logging.getLogger(__name__)
SUNDAY = "2026-11-28 22:00"  # Sunday 03:00 in Karachi


@tagged("post_install", "-at_install")
class TestLadderRights(LadderCase):
    def setUp(self):
        super().setUp()
        with at(SUNDAY):
            self.ticket = self.make_critical()
        self.minute("2026-11-28 22:01")
        self.event = self.events(self.ticket).sudo()
        company, _contract = self.make_company("Zeta", self.plan_xmlid)
        self.stranger = self.make_staff("zeta_clerk", company=company)
        self.customer = self.env["res.users"].create(
            {
                "name": "A customer",
                "login": "a_customer",
                "group_ids": [(6, 0, [self.env.ref("base.group_portal").id])],
            }
        )

    def test_rules_are_the_managers_alone_to_change(self):
        rule = self.env.ref("ecosire_support.escalation_first_half")
        for user in (self.clerk, self.engineer.user_id, self.lead.user_id, self.customer):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                rule.with_user(user).write({"active": False})
        rule.with_user(self.manager).write({"percent": 55})

    def test_nobody_writes_the_history(self):
        for user in (self.clerk, self.manager, self.engineer.user_id, self.lead.user_id):
            mine = self.event.with_user(user)
            with self.subTest(user=user.name):
                with self.assertRaises(UserError):
                    mine.write({"outcome": "settled"})
                with self.assertRaises(UserError):
                    mine.create({"ticket_id": self.ticket.id, "ladder": "x", "key": "y"})

    def test_strangers_neither_see_nor_acknowledge(self):
        for user in (self.stranger, self.customer):
            with self.subTest(user=user.name):
                events = self.env["ecosire.support.escalation.event"].with_user(user)
                with self.assertRaises(AccessError):
                    self.event.with_user(user).read(["name"])
                with self.assertRaises(AccessError):
                    self.ticket.with_user(user).acknowledge()
                if user != self.customer:
                    self.assertFalse(events.search([("ticket_id", "=", self.ticket.id)]))

    def test_a_clerk_cannot_silence_the_ladder(self):
        with at("2026-11-28 22:02"), self.assertRaises(UserError):
            self.ticket.with_user(self.clerk).acknowledge()
        self.minutes("2026-11-28 22:03", 5)
        self.assertIn("Critical, still nobody: the deputy", self.said(self.ticket))

    def test_fifty_due_clocks_cost_few_queries(self):
        """Facts of many clocks at once: no query for each."""
        with at(SUNDAY):
            for _number in range(49):
                self.make_critical()
        self.env.flush_all()
        self.env.invalidate_all()
        clocks = self.env["ecosire.support.sla.clock"].with_context(lastcall=None)
        clocks._cron_tick(utc("2026-11-28 22:00"))  # the rules are in memory from here
        before = self.env.cr.sql_log_count
        clocks._cron_tick(utc("2026-11-28 22:02"))
        self.env.flush_all()
        queries = self.env.cr.sql_log_count - before
        _logger.info("sweep: 50 clocks with a step due cost %s queries", queries)
        self.assertLessEqual(queries, 30)
