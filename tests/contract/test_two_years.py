"""Two years of a contract, day by day, beside a shadow that reckons the same in the plainest way.

From 31 January 2027 to the end of January 2029: a billing day that most months lack, a leap day,
a company that joins and leaves, and changes of the plan asked for, confirmed late, refused and
withdrawn in any order. Each day every cron runs, and each day the contract is what the shadow says.
"""

import logging
import random
from datetime import date
from decimal import Decimal

from odoo.tests import tagged

from ..common import LONG_AGO, at
from .case import ContractCase
from .shadow import DAY, RANKS, Shadow, begin_of, day_of

_logger = logging.getLogger(__name__)
FIRST, LAST = date(2027, 1, 31), date(2029, 1, 31)
JOINS, LEAVES = date(2027, 4, 10), date(2028, 9, 20)
COVERED = {  # article, tiers 1 to 3
    "included": {"module_defect"},
    "standard": {"module_defect", "odoo_config", "performance"},
    "priority": {"module_defect", "odoo_config", "performance", "infrastructure"},
}
TOPICS = ("odoo_config", "performance", "module_defect", "infrastructure", "training", "unknown")


@tagged("post_install", "-at_install")
class TestTwoYears(ContractCase):
    def setUp(self):
        super().setUp()
        self.random = random.Random(2027)
        self.sister = self.env["res.company"].create({"name": "Delta Retail"})
        self.sister_clerk = self.make_staff("retail_clerk", company=self.sister)
        self.manager.company_ids |= self.sister
        self.begin_with_standard()
        self.pending, self.due, self.open = None, None, {}
        self.counts = dict.fromkeys(("tickets", "changes", "corrections", "checks"), 0)

    def begin_with_standard(self):
        start = begin_of(FIRST)
        self.contract.term_ids.write({"start": start, "recorded_at": start})
        self.contract.anchor_day = 31
        self.shadow = Shadow(31, "standard", start)
        self.assertLess(LONG_AGO, start)

    def test_two_years(self):
        day = FIRST
        while day <= LAST:
            with at(f"{day} 10:00"):
                self.live_through(day)
            with at(f"{day} 12:00"):
                self.plan_changes(day)
                self.check(day)
            day += DAY
        stated = self.env["ecosire.support.contract.statement"].search(
            [("contract_id", "=", self.contract.id)]
        )
        self.assertTrue(all(stated.mapped("holds")))
        _logger.info("two years: %s, %s statements", self.counts, len(stated))
        enough = {"tickets": 300, "changes": 10, "corrections": 3, "checks": 700}
        self.assertFalse({name for name in enough if self.counts[name] < enough[name]})

    # -- what happens on a day

    def live_through(self, day):
        self.run_crons()
        if self.shadow.begins(day) and day > FIRST:
            self.check_closed(day)
        if day in (JOINS, LEAVES):
            self.move_company(day)
        self.people_file()
        self.people_end_tickets(day)

    def run_crons(self):
        self.begin_due()
        self.env["ecosire.support.contract"]._cron_usage()
        self.env["ecosire.support.contract"]._cron_close_periods()
        self.env["ecosire.support.license"]._cron_remind()
        self.tick()

    def move_company(self, day):
        if self.pending:
            self.by(self.pending, self.manager).withdraw()
            self.pending = None
        kind = "join" if day == JOINS else "leave"
        self.confirm(self.ask(kind, company_id=self.sister.id, effective_day=str(day)))

    def people_file(self):
        now = self.now()
        # some months are busy: then the quota is used up, and late cancellations are corrections
        busy = now.month % 4 == 0
        for _each in range(self.random.choice((1, 1, 2, 3) if busy else (0, 0, 0, 1))):
            topic = "odoo_config" if busy else self.random.choice(TOPICS)
            clerk = self.clerk
            if self.sister in self.contract.company_ids and self.random.random() < 0.4:
                clerk = self.sister_clerk
            ticket = self.file(topic=topic, user=clerk, company_id=clerk.company_id.id)
            self.counts["tickets"] += 1
            self.open[ticket] = (topic, day_of(now) + self.random.choice((1, 2, 3, 45)) * DAY)
            self.shadow.tickets[ticket.id] = [now, self.counts_now(topic), clerk.company_id.id]

    def counts_now(self, topic):
        plan = self.shadow.plan_at(self.now())
        return topic == "unknown" or topic in COVERED[plan] - COVERED["included"]

    def people_end_tickets(self, day):
        for ticket, (_topic, until) in list(self.open.items()):
            if until > day:
                continue
            del self.open[ticket]
            if self.random.random() < 0.4:
                self.by(ticket, ticket.submitter_id).cancel("not needed")
                self.shadow.tickets[ticket.id][1] = False
            else:
                ticket._move("closed", "engineer")

    def plan_changes(self, day):
        if self.pending and day >= self.due:
            self.decide()
        elif not self.pending and self.random.random() < 0.06:
            self.request(day)
        elif not self.pending:
            self.withdraw_now_and_then()

    def request(self, day):
        plan = self.shadow.plan_at(self.now())
        rank = RANKS[plan]
        kinds = [("upgrade", one) for one in RANKS if RANKS[one] > rank]
        kinds += [("downgrade", one) for one in RANKS if RANKS[one] < rank]
        kinds += [("short_term", "priority")] * (plan == "standard")
        if any(at > self.now() for at, _plan in self.shadow.plans):
            kinds = [one for one in kinds if one[0] == "upgrade"]
        if not kinds:
            return
        kind, target = self.random.choice(kinds)
        months = self.random.choice((3, 4, 5)) if kind == "short_term" else 0
        self.pending = self.ask(kind, target, months=months)
        self.due = day + self.random.choice((0, 1, 5, 33)) * DAY
        self.counts["changes"] += 1

    def decide(self):
        change, self.pending = self.pending, None
        lot = self.random.random()
        if lot < 0.15:
            self.by(change, self.lead).refuse("not now")
        elif lot < 0.3:
            self.by(change, self.manager).withdraw()
        else:
            self.confirm(change)
            self.follow(change)

    def follow(self, change):
        now, plan = self.now(), change.plan_id.code
        if change.kind == "upgrade":
            self.shadow.upgrade(plan, now)
        elif change.kind == "downgrade":
            self.shadow.downgrade(plan, change.requested_at, now)
        else:
            self.shadow.short_term(plan, change.months, now)
        if change.kind != "downgrade":
            self.raise_open_tickets(plan)

    def raise_open_tickets(self, plan):
        """Open, unanswered tickets that were outside the old plan count from now on."""
        for ticket, (topic, _until) in self.open.items():
            row = self.shadow.tickets[ticket.id]
            if not row[1] and topic in COVERED[plan] - COVERED["included"]:
                row[0], row[1] = self.now(), True

    def withdraw_now_and_then(self):
        """Take back a confirmed downgrade that has not begun."""
        confirmed = self.contract.change_ids.filtered(
            lambda change: change.state == "confirmed" and change.kind == "downgrade"
        )
        if confirmed and self.random.random() < 0.03:
            self.by(confirmed, self.manager).withdraw()
            self.shadow.forget_after(self.now())

    # -- what has to hold on each day

    def check(self, day):
        now = self.now()
        self.assertEqual(self.plan_now(), self.shadow.plan_at(now), day)
        starts = self.contract.term_ids.mapped("start")
        self.assertEqual(len(starts), len(set(starts)))
        ahead = [(one.start, one.plan_id.code) for one in self.contract.term_ids.sorted("start")]
        self.assertEqual(self.merged(ahead), self.merged(self.shadow.plans), day)
        self.assertEqual(self.used(), self.shadow.used(now), day)
        self.assertLessEqual(
            len(self.contract.change_ids.filtered(lambda change: change.state == "requested")), 1
        )
        for company in (self.company, self.sister):
            lasting = self.env["ecosire.support.contract"].search(
                [("company_ids", "in", company.ids), ("ended_at", "=", False)]
            )
            self.assertEqual(len(lasting), 1, company.name)
        self.counts["checks"] += 1

    @staticmethod
    def merged(plans):
        """The plans in their order, one entry for each time the plan changes."""
        return [
            plan for index, plan in enumerate(plans) if not index or plan[1] != plans[index - 1][1]
        ]

    def check_closed(self, today):
        """The period that ended last midnight is closed once, and states what it cost."""
        periods = self.env["ecosire.support.contract.period"].search(
            [("contract_id", "=", self.contract.id)], order="start"
        )
        self.assertEqual(periods[-1].end, today)
        self.assertEqual(periods[1:].mapped("start"), periods[:-1].mapped("end"))
        before = sum(self.shadow.billed.values(), Decimal(0))
        expected = self.shadow.state(periods[-1].start)
        own = self.shadow.billed[periods[-1].start]
        self.counts["corrections"] += sum(self.shadow.billed.values(), Decimal(0)) - own != before
        statement = self.env["ecosire.support.contract.statement"].search(
            [("period_id", "=", periods[-1].id)]
        )
        self.assertEqual(Decimal(str(round(statement.total, 2))), expected, today)
        self.assertTrue(
            all(statement.search([("contract_id", "=", self.contract.id)]).mapped("holds"))
        )
