"""The contract reckoned a second time, as plainly as can be: day by day, ticket by ticket.

Nothing here is shared with the product but the article's numbers. What takes the product an index
and a formula is a loop over days or tickets here, so that both are hardly wrong in one way.
"""

from datetime import UTC, date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

KARACHI = ZoneInfo("Asia/Karachi")
DAY = timedelta(days=1)
# article: Tier 1 to 3; tickets a month (0: no limit), price of an extra one
RANKS = {"included": 1, "standard": 2, "priority": 3}
PRICES = {"included": 0, "standard": 299, "priority": 799}
QUOTAS = {"included": 0, "standard": 20, "priority": 0}
EXTRA = 25


def day_of(instant):
    return instant.replace(tzinfo=UTC).astimezone(KARACHI).date()


def begin_of(day):
    return datetime.combine(day, time(), KARACHI).astimezone(UTC).replace(tzinfo=None)


class Shadow:
    def __init__(self, anchor, first_plan, start):
        self.anchor = anchor
        self.plans = [(start, first_plan)]
        self.tickets = {}  # id: [instant, counts, company]
        self.billed = {}  # first day of a closed period: its total as stated so far

    # -- periods

    def begins(self, day):
        """Whether a period begins on ``day``: the anchor day, or the last of a shorter month."""
        is_last = (day + DAY).day == 1
        return day.day == self.anchor or (is_last and day.day < self.anchor)

    def next_begin(self, day):
        while not self.begins(day):
            day += DAY
        return day

    def period(self, day):
        first = day
        while not self.begins(first):
            first -= DAY
        return first, self.next_begin(first + DAY)

    # -- plans

    def plan_at(self, instant):
        return [plan for start, plan in self.plans if start <= instant][-1]

    def forget_after(self, instant):
        self.plans = [one for one in self.plans if one[0] <= instant]

    def upgrade(self, plan, now):
        self.forget_after(now)
        self.plans.append((now, plan))

    def downgrade(self, plan, requested, now):
        day = self.next_begin(max(day_of(requested) + timedelta(days=30), day_of(now)))
        self.forget_after(now)
        # confirmed on the very day: what happened earlier that day stays under the plan before
        self.plans.append((max(begin_of(day), now), plan))

    def short_term(self, plan, months, now):
        day = day_of(now)
        month = day.month - 1 + months
        year, month = day.year + month // 12, month % 12 + 1
        while True:  # the same day some months later, or the last one of that month
            try:
                same = date(year, month, day.day)
                break
            except ValueError:
                day -= DAY
        end = begin_of(self.next_begin(same))
        back = self.plan_at(end)
        self.plans = [one for one in self.plans if one[0] <= now or one[0] > end]
        self.plans += [(now, plan), (end, back)]
        self.plans.sort()

    # -- what it costs

    def used(self, instant):
        first, end = self.period(day_of(instant))
        return sum(
            counts and first <= day_of(at) < end and bool(QUOTAS[self.plan_at(at)])
            for at, counts, _company in self.tickets.values()
        )

    def total(self, first):
        """What the period that begins on ``first`` costs, as the tickets stand now."""
        _first, end = self.period(first)
        days, runs = [], []
        day = first
        while day < end:
            days.append(self.plan_at(begin_of(day + DAY) - timedelta(seconds=1)))
            day += DAY
        for plan in days:
            if runs and runs[-1][0] == plan:
                runs[-1][1] += 1
            else:
                runs.append([plan, 1])
        total = sum(
            (Decimal(PRICES[plan]) * count / len(days)).quantize(Decimal("0.01"), ROUND_HALF_UP)
            for plan, count in runs
        )
        rank = 0
        for _id, (at, counts, _company) in sorted(
            self.tickets.items(), key=lambda one: (one[1][0], one[0])
        ):
            if counts and first <= day_of(at) < end and QUOTAS[self.plan_at(at)]:
                rank += 1
                total += EXTRA if rank > QUOTAS[self.plan_at(at)] else 0
        return total

    def state(self, first):
        """The total of the next statement: the period's own, and what earlier ones lacked."""
        corrections = Decimal(0)
        for earlier, stated in self.billed.items():
            present = self.total(earlier)
            corrections += present - stated
            self.billed[earlier] = present
        self.billed[first] = self.total(first)
        return self.billed[first] + corrections
