"""The ladder reckoned in the plainest way, minute by minute, to hold the real one against.

It knows nothing of core, of ``next_tick_at`` or of SQL: each minute it looks at every ticket and
every rule. Times are minutes since the day began.
"""

from dataclasses import dataclass, field

HOURS = {"critical": 2, "high": 4, "medium": 8}  # article, Enterprise; always or within the day


@dataclass
class Rule:
    """A rule as a person reads it off the screen."""

    key: str
    name: str
    percent: float
    severities: tuple
    repeat: int
    only_untaken: bool
    ecosire: bool


@dataclass
class Said:
    """A step that the sweep has found due."""

    rule: Rule
    planned: float
    fired: int
    repeat: int
    waits: bool = True


@dataclass
class Ticket:
    """One promise of one ticket: from when, for how long, and what became of it."""

    severity: str
    filed: int
    start: float
    hours: float
    deadline: float = 0
    ended: int | None = None
    taken: int | None = None
    seen: int | None = None
    rows: dict = field(default_factory=dict)  # key -> list of Said; empty: left out

    def __post_init__(self):
        self.deadline = self.start + self.hours * 60

    def instant(self, rule):
        """When ``rule`` is reached; what lies past the deadline is counted from it."""
        whole = self.hours * 60
        if rule.percent < 100:
            return self.start + whole * rule.percent / 100
        return self.deadline + whole * (rule.percent - 100) / 100

    def raise_to(self, severity, now):
        """Raised: the earlier of the two deadlines holds, with the ruling that gave it."""
        self.severity = severity
        if now + HOURS[severity] * 60 < self.deadline:
            self.start, self.hours = now, HOURS[severity]
            self.deadline = now + self.hours * 60


class Shadow:
    """All tickets of the day, and the list of what is said: ``(ticket, step, repeat, minute)``."""

    def __init__(self, rules):
        self.rules = rules
        self.tickets = []
        self.said = []

    def sweep(self, now):
        for ticket in self.tickets:
            if ticket.ended is None:
                self.sweep_one(ticket, now)

    def sweep_one(self, ticket, now):
        due = []
        for rule in self.rules:
            if ticket.severity not in rule.severities or rule.key in ticket.rows:
                continue
            if ticket.instant(rule) < now:
                due.append(rule)
        able = []
        for rule in due:
            if rule.only_untaken and (ticket.taken is not None or ticket.seen is not None):
                ticket.rows[rule.key] = []
            else:
                able.append(rule)
        if able:
            top = max(ticket.instant(rule) for rule in able)
            for rule in able:
                at = ticket.instant(rule)
                ticket.rows[rule.key] = [Said(rule, at, now, 0)] if at == top else []
            return
        for said in self.repeats(ticket, now):
            ticket.rows[said.rule.key].append(said)

    def repeats(self, ticket, now):
        """The steps that asked last for an acknowledgement, and wait for it too long."""
        asking = []
        for rule in self.rules:
            rows = ticket.rows.get(rule.key)
            if rows and not rows[0].repeat and rule.repeat and ticket.severity in rule.severities:
                if not rule.only_untaken or (ticket.taken is None and ticket.seen is None):
                    asking.append(rows)
        if not asking:
            return []
        top = max(rows[0].fired for rows in asking)
        heard = max(said.fired for rows in ticket.rows.values() for said in rows)
        found = []
        for rows in asking:
            last = rows[-1]
            seen = ticket.seen is not None and ticket.seen >= last.fired
            instant = heard + last.rule.repeat
            if rows[0].fired == top and not seen and instant < now:
                found.append(Said(last.rule, instant, now, last.repeat + 1))
        return found

    def tell(self, now):
        for number, ticket in enumerate(self.tickets):
            waiting = [one for rows in ticket.rows.values() for one in rows if one.waits]
            top = max((one.planned for one in waiting), default=None)
            for one in waiting:
                one.waits = False
                if ticket.ended is None and one.planned == top:
                    self.said.append((number, one.rule.name, one.repeat, now))
