"""What a period costs: the plan by days, extra tickets by rank, credits, and late corrections."""

from dataclasses import replace
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.billing_period import Period, bounds, day_start, period_of
from core.charges import (
    Credit,
    Use,
    base_charges,
    bill,
    difference,
    extra_uses,
    rounded,
)
from core.forecast import FORECAST_DAYS, forecast
from core.statement import (
    canonical_json,
    correction_lines,
    fingerprint,
    head,
    own_lines,
    total,
)
from core.term_chain import Link, chain_of
from making import KARACHI, day, local, utc
from strategies import ZONES

NOVEMBER = Period(day("2026-11-01"), day("2026-12-01"))
LONG_AGO = utc("2020-01-01 00:00")
STANDARD = Link(LONG_AGO, 2, 20, Decimal(299), 20, Decimal(25))
PRIORITY = Link(LONG_AGO, 3, 30, Decimal(799))


def starting(link, at):
    return Link(at, link.plan, link.rank, link.price, link.quota, link.extra_price)


def uses(count, first="2026-11-02 09:00", company=1, ids=1, link=STANDARD):
    begin = local(first)
    return [Use(ids + n, begin + timedelta(minutes=n), company, link) for n in range(count)]


# -- the article's numbers ---------------------------------------------------------------


def test_299_and_799_a_month():
    """Article: "Tier 2: Standard Support ($299/month)", "Tier 3: Priority Support ($799/month)"."""
    assert bill(NOVEMBER, chain_of([STANDARD]), KARACHI).total == Decimal("299.00")
    assert bill(NOVEMBER, chain_of([PRIORITY]), KARACHI).total == Decimal("799.00")


def test_9588_a_year():
    """Article, ROI: "Priority Support ($799/month) [...] annual support cost $9,588"."""
    total, at = Decimal(0), day("2028-01-31")  # with its leap February
    for _month in range(12):
        period = period_of(at, 31)
        total += bill(period, chain_of([PRIORITY]), KARACHI).total
        at = period.end
    assert total == Decimal("9588.00")


def test_20_tickets_then_25_each():
    """Article, Tier 2: "Up to 20 support tickets per month. Additional tickets [...] $25/ticket"."""
    whole = bill(NOVEMBER, chain_of([STANDARD]), KARACHI, uses(20))
    assert whole.total == Decimal("299.00") and not whole.extras
    more = bill(NOVEMBER, chain_of([STANDARD]), KARACHI, uses(23))
    assert [one.rank for one in more.extras] == [21, 22, 23]
    assert more.total == Decimal("374.00")


def test_unlimited_incidents():
    """Article, Tier 3: "Unlimited incidents within SLA scope." A quota of 0 is no limit."""
    assert not extra_uses(NOVEMBER, KARACHI, uses(200, link=PRIORITY))


# -- the plan by days --------------------------------------------------------------------


def test_the_day_of_an_upgrade_is_the_new_plans():
    """11 November at 15:00: ten days of Standard, twenty of Priority."""
    chain = chain_of([STANDARD, starting(PRIORITY, local("2026-11-11 15:00"))])
    first, second = base_charges(NOVEMBER, chain, KARACHI)
    assert (first.first, first.last, first.days) == (day("2026-11-01"), day("2026-11-10"), 10)
    assert (second.first, second.last, second.days) == (day("2026-11-11"), day("2026-11-30"), 20)
    assert (first.amount, second.amount) == (Decimal("99.67"), Decimal("532.67"))


def test_a_term_that_begins_at_midnight_takes_no_day_before():
    at_midnight = day_start(day("2026-11-11"), KARACHI)
    before = chain_of([STANDARD, starting(PRIORITY, at_midnight - timedelta(seconds=1))])
    assert base_charges(NOVEMBER, before, KARACHI)[0].days == 9
    exact = chain_of([STANDARD, starting(PRIORITY, at_midnight)])
    assert base_charges(NOVEMBER, exact, KARACHI)[0].days == 10


def test_a_term_that_lasted_less_than_its_day_costs_nothing():
    morning, noon = local("2026-11-11 09:00"), local("2026-11-11 12:00")
    enterprise = Link(noon, 4, 40, Decimal(3000))
    chain = chain_of([STANDARD, starting(PRIORITY, morning), enterprise])
    assert [one.link.plan for one in base_charges(NOVEMBER, chain, KARACHI)] == [2, 4]


def test_days_before_the_first_term_are_not_charged():
    chain = chain_of([starting(STANDARD, local("2026-11-16 10:00"))])
    (segment,) = base_charges(NOVEMBER, chain, KARACHI)
    assert (segment.days, segment.of_days, segment.amount) == (15, 30, Decimal("149.50"))


def test_a_contract_that_has_ended_is_charged_up_to_the_day_before():
    chain = chain_of([STANDARD])
    (segment,) = base_charges(NOVEMBER, chain, KARACHI, until=day("2026-11-11"))
    assert (segment.days, segment.amount) == (10, Decimal("99.67"))
    assert base_charges(NOVEMBER, chain, KARACHI, until=day("2026-11-01")) == ()
    assert base_charges(NOVEMBER, chain, KARACHI, until=day("2027-01-01"))[0].days == 30


def test_each_segment_is_rounded_half_up():
    assert rounded(Decimal("0.125"), 2) == Decimal("0.13")
    assert rounded(Decimal("2.5"), 0) == Decimal("3")
    assert rounded(Decimal("1.0005"), 3) == Decimal("1.001")
    assert rounded(Decimal("-0.125"), 2) == Decimal("-0.13")
    chain = chain_of([Link(LONG_AGO, 1, 1, Decimal("100.005"))])
    assert bill(NOVEMBER, chain, KARACHI).total == Decimal("100.01")
    assert bill(NOVEMBER, chain, KARACHI, digits=3).total == Decimal("100.005")
    assert bill(NOVEMBER, chain, KARACHI, digits=0).total == Decimal("100")


@st.composite
def chains(draw):
    first, end = bounds(NOVEMBER, KARACHI)
    span = int((end - first).total_seconds())
    starts = draw(st.sets(st.integers(-5 * 86_400, span + 86_400), min_size=1, max_size=6))
    prices = st.integers(0, 500_000).map(lambda cents: Decimal(cents) / 100)
    return chain_of(
        Link(
            first + timedelta(seconds=at), n, n, draw(prices), draw(st.integers(0, 6)), draw(prices)
        )
        for n, at in enumerate(sorted(starts))
    )


@given(chains(), st.sampled_from(ZONES))
def test_each_day_from_the_first_term_on_is_charged_once(chain, zone):
    segments = base_charges(NOVEMBER, chain, zone)
    charged = [
        segment.first + timedelta(days=n) for segment in segments for n in range(segment.days)
    ]
    assert charged == sorted(set(charged))
    expected = []
    for n in range(NOVEMBER.days):
        at = NOVEMBER.start + timedelta(days=n)
        link = chain.at(day_start(at + timedelta(days=1), zone) - timedelta(seconds=1))
        if link:
            expected.append((at, link))
    assert expected == [
        (segment.first + timedelta(days=n), segment.link)
        for segment in segments
        for n in range(segment.days)
    ]
    for segment in segments:
        exact = segment.link.price * segment.days / NOVEMBER.days
        assert abs(segment.amount - exact) <= Decimal("0.005")


# -- extra tickets -----------------------------------------------------------------------


@given(chains(), st.lists(st.tuples(st.integers(0, 2_591_999), st.integers(1, 3)), max_size=25))
def test_extra_tickets_by_the_slow_way(chain, filed):
    """One after the other, a counter in hand, as a person would."""
    first, _end = bounds(NOVEMBER, KARACHI)
    instants = [first + timedelta(seconds=second) for second, _company in filed]
    all_uses = [
        Use(n, at, company, chain.at(at))
        for n, (at, (_second, company)) in enumerate(zip(instants, filed, strict=True))
        if chain.at(at)
    ]
    found = {
        one.use.ticket: one.price
        for one in extra_uses(NOVEMBER, KARACHI, reversed(all_uses))
        if one.extra
    }
    count, expected = 0, {}
    for use in sorted(all_uses, key=lambda one: (one.submitted, one.ticket)):
        if use.link.quota:
            count += 1
            if count > use.link.quota:
                expected[use.ticket] = use.link.extra_price.quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert found == expected


def test_what_is_filed_at_the_same_instant_is_ranked_by_its_id():
    at = local("2026-11-05 10:00")
    link = Link(LONG_AGO, 2, 20, Decimal(299), 1, Decimal(25))
    counted = extra_uses(NOVEMBER, KARACHI, [Use(8, at, 1, link), Use(7, at, 1, link)])
    assert [(one.use.ticket, one.extra) for one in counted] == [(7, False), (8, True)]


def test_the_quota_is_not_prorated_and_an_upgrade_ends_it():
    """Two days of Standard have all twenty; what is filed under Priority takes no rank."""
    filed = uses(21) + uses(30, "2026-11-04 09:00", ids=100, link=PRIORITY)
    counted = extra_uses(NOVEMBER, KARACHI, filed)
    assert len(counted) == 21 and [one.rank for one in counted if one.extra] == [21]


# -- companies, credits, corrections -----------------------------------------------------


def test_a_column_for_each_company_and_the_plan_for_the_whole():
    filed = uses(19, company=1) + uses(4, "2026-11-20 09:00", company=2, ids=50)
    credit = Credit(1, 5, 1, Decimal("40"))
    whole = bill(NOVEMBER, chain_of([STANDARD]), KARACHI, filed, [credit])
    assert whole.by_company() == {None: Decimal(299), 2: Decimal(75), 1: Decimal(-40)}
    assert whole.total == Decimal("334.00")
    assert whole.has_charges
    assert not bill(NOVEMBER, chain_of([Link(LONG_AGO, 1, 1)]), KARACHI, uses(9)).has_charges


@given(chains(), st.lists(st.integers(0, 2_591_999), max_size=12), st.data())
def test_a_difference_is_what_leads_from_one_bill_to_the_other(chain, filed, data):
    first, _end = bounds(NOVEMBER, KARACHI)
    link = chain.links[0]
    every = [Use(n, first + timedelta(seconds=at), n % 3, link) for n, at in enumerate(filed)]
    kept = [use for use in every if data.draw(st.booleans())]
    before, after = (bill(NOVEMBER, chain, KARACHI, some) for some in (every, kept))
    change = difference(after, before)
    sums = before.by_company()
    for company, amount in change.items():
        sums[company] = sums.get(company, 0) + amount
    assert all(amount for amount in change.values())
    assert {key: value for key, value in sums.items() if value} == {
        key: value for key, value in after.by_company().items() if value
    }
    assert before.total + sum(change.values()) == after.total
    assert difference(before, before) == {}


# -- forecast ----------------------------------------------------------------------------


def test_nothing_is_foretold_in_the_first_three_days():
    start, end = bounds(NOVEMBER, KARACHI)
    assert FORECAST_DAYS == 3
    assert forecast(9, start, end, start + timedelta(days=3, seconds=-1)) is None
    assert forecast(3, start, end, start + timedelta(days=3)) == 30
    assert forecast(0, start, end, start + timedelta(days=10)) == 0
    assert forecast(7, start, end, start + timedelta(days=20)) == 11  # 10.5
    assert forecast(12, start, end, end + timedelta(days=5)) == 12


@given(st.integers(0, 500), st.integers(0, 40 * 86_400))
def test_a_forecast_is_never_less_than_what_is_used(used, passed):
    start, end = bounds(NOVEMBER, KARACHI)
    found = forecast(used, start, end, start + timedelta(seconds=passed))
    assert found is None or found >= used


def test_bad_input_names_its_field():
    start, end = bounds(NOVEMBER, KARACHI)
    chain = chain_of([STANDARD])
    twice = [Use(1, start, 1, STANDARD), Use(1, start + timedelta(days=1), 1, STANDARD)]
    december = period_of(day("2026-12-02"), 1)
    for call, field in (
        (lambda: Use(1, start.replace(tzinfo=None), 1, STANDARD), "submitted"),
        (lambda: Credit(1, 1, 1, Decimal(-1)), "amount"),
        (lambda: Credit(1, 1, 1, 12.5), "amount"),
        (lambda: extra_uses(NOVEMBER, KARACHI, twice), "uses"),
        (lambda: extra_uses(NOVEMBER, KARACHI, [Use(1, end, 1, STANDARD)]), "uses"),
        (
            lambda: difference(bill(december, chain, KARACHI), bill(NOVEMBER, chain, KARACHI)),
            "period",
        ),
        (lambda: forecast(-1, start, end, start), "used"),
        (lambda: forecast(1, end, start, start), "end"),
        (lambda: forecast(1, start, end, 5), "now"),
    ):
        with pytest.raises(ValueError, match=rf"^{field}: "):
            call()


# -- the statement's lines and their proof -------------------------------------------------


def test_lines_say_what_was_reckoned():
    chain = chain_of([STANDARD, starting(PRIORITY, local("2026-11-11 15:00"))])
    filed = uses(20, company=1) + uses(3, "2026-11-05 09:00", company=2, ids=50)
    credits = [Credit(9, 5, 1, Decimal(40)), Credit(10, 6, 1, Decimal(0))]
    lines = own_lines(bill(NOVEMBER, chain, KARACHI, filed, credits))
    assert [(one.kind, one.company, one.quantity, one.amount) for one in lines] == [
        ("base", None, 1, Decimal("99.67")),
        ("base", None, 1, Decimal("532.67")),
        ("extra", 2, 3, Decimal("75.00")),
        ("credit", 1, 1, Decimal("-40.00")),
    ]
    assert lines[2].tickets == (50, 51, 52) and lines[3].tickets == (5,)
    assert total(lines) == Decimal("667.34")


def test_corrections_are_in_order_the_whole_contract_first():
    lines = correction_lines(
        [
            (day("2026-11-01"), {2: Decimal(-25), None: Decimal(5)}, [7, 6, 7]),
            (day("2026-10-01"), {1: Decimal(25)}, []),
        ]
    )
    assert [(one.for_start.month, one.company, one.amount) for one in lines] == [
        (10, 1, Decimal(25)),
        (11, None, Decimal(5)),
        (11, 2, Decimal(-25)),
    ]
    assert lines[1].tickets == (6, 7)


def test_equal_statements_have_equal_proofs_and_any_cent_another():
    place = head("ACME", KARACHI, "USD", NOVEMBER)
    lines = own_lines(bill(NOVEMBER, chain_of([STANDARD]), KARACHI, uses(21)))
    text = canonical_json(place, lines)
    assert text == canonical_json(dict(reversed(place.items())), list(lines))
    assert '"total":"324"' in text and '"to":"2026-11-30"' in text
    cheaper = (replace(lines[0], amount=Decimal("298.99")), *lines[1:])
    assert fingerprint(canonical_json(place, cheaper)) != fingerprint(text)
    # the same amount written otherwise is the same
    longer = (replace(lines[0], amount=Decimal("299.0000")), *lines[1:])
    assert canonical_json(place, longer) == text
    assert '"total":"0"' in canonical_json(place, ())
