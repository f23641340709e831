"""From when a change of plan counts: notice of a downgrade, end of a short term.

Article, FAQ: "Support tier changes require 30 days notice. Upgrades (moving to a higher tier) take
effect immediately upon the partner's confirmation. Downgrades take effect at the next billing cycle
start after the 30-day notice period." And: "short-term Priority Support coverage (minimum 3
months)". Nobody pays a part of a period twice, so both end where a period ends.
"""

from datetime import date, timedelta

from .billing_period import add_months, next_start
from .window_parts import check_date

NOTICE_DAYS = 30
SHORT_TERM_MONTHS = 3


def downgrade_effective(requested: date, anchor_day: int) -> date:
    """The first start of a period on or after 30 days from the day of the request."""
    noticed = check_date(requested, "requested") + timedelta(days=NOTICE_DAYS)
    return next_start(noticed, anchor_day)


def short_term_end(start: date, months: int, anchor_day: int) -> date:
    """The day a short term ends and the plan before it is back: a start of a period.

    :raises ValueError: names months when they are fewer than 3, or no whole number
    """
    if isinstance(months, bool) or not isinstance(months, int):
        raise ValueError(f"months: a whole number is needed, not {months!r}")
    if months < SHORT_TERM_MONTHS:
        raise ValueError(f"months: a short term is at least {SHORT_TERM_MONTHS}, not {months}")
    return next_start(add_months(check_date(start, "start"), months), anchor_day)
