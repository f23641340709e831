"""The chain of terms: whatever is asked and confirmed in whatever order, one term is in force."""

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.billing_period import day_start, local_day, period_of
from core.notice import downgrade_effective, short_term_end
from core.term_chain import Link, chain_of, downgrade, existing, short_term, upgrade
from making import KARACHI, day, local, utc

BEGIN = utc("2026-01-10 09:00")
PLANS = {
    rank: Link(BEGIN, 100 + rank, rank, Decimal(price))
    for rank, price in ((1, 0), (2, 299), (3, 799), (4, 2500))
}
INCLUDED, STANDARD, PRIORITY, ENTERPRISE = PLANS.values()


def chain(*links):
    return chain_of(links or (STANDARD,))


def after(before, plan, *args, **kwargs):
    return before.apply(plan(before, *args, **kwargs))


def plans(of):
    return [link.plan for link in of.links]


# -- one rule after the other ------------------------------------------------------------


def test_an_upgrade_takes_effect_immediately_upon_confirmation():
    """Article, FAQ: "Upgrades [...] take effect immediately upon the partner's confirmation."""
    at = utc("2026-03-05 10:00")
    changed = after(chain(), upgrade, PRIORITY, at)
    assert changed.at(at).plan == PRIORITY.plan
    assert changed.at(at - timedelta(seconds=1)) == STANDARD


def test_an_upgrade_supersedes_the_downgrade_that_was_planned():
    now = utc("2026-03-05 10:00")
    leaving = after(chain(PRIORITY), downgrade, STANDARD, day("2026-03-01"), now, 10, KARACHI)
    assert len(leaving.after(now)) == 1
    stays = after(leaving, upgrade, PRIORITY, now + timedelta(days=1))
    assert plans(stays) == [PRIORITY.plan, PRIORITY.plan] and not stays.links[-1].short
    higher = after(leaving, upgrade, ENTERPRISE, now + timedelta(days=1))
    assert plans(higher) == [PRIORITY.plan, ENTERPRISE.plan]


def test_an_upgrade_to_what_is_in_force_anyway_is_refused():
    with pytest.raises(ValueError, match=r"^plan: .*nothing planned"):
        upgrade(chain(), STANDARD, utc("2026-03-05 10:00"))
    for lower in (STANDARD, INCLUDED):
        with pytest.raises(ValueError, match=r"^plan: "):
            upgrade(chain(PRIORITY), lower, utc("2026-03-05 10:00"))


def test_a_downgrade_begins_with_the_period_after_the_notice():
    now = utc("2026-03-05 10:00")
    changed = after(chain(PRIORITY), downgrade, STANDARD, day("2026-03-04"), now, 10, KARACHI)
    (planned,) = changed.after(now)
    assert planned.start == day_start(day("2026-04-10"), KARACHI)
    assert planned.plan == STANDARD.plan


def test_a_downgrade_confirmed_too_late_rewrites_no_period_that_has_begun():
    # Requested on the 4th of March, due on the 10th of April, confirmed on the 20th of April.
    now = local("2026-04-20 11:00")
    change = downgrade(chain(PRIORITY), STANDARD, day("2026-03-04"), now, 10, KARACHI)
    assert change.add[0].start == day_start(day("2026-05-10"), KARACHI)


def test_a_downgrade_confirmed_on_its_very_day_begins_at_once():
    now = local("2026-04-10 11:00")
    change = downgrade(chain(PRIORITY), STANDARD, day("2026-03-04"), now, 10, KARACHI)
    assert change.add[0].start == now
    with pytest.raises(ValueError, match=r"^at: "):
        busy = after(chain(PRIORITY), upgrade, ENTERPRISE, now)
        downgrade(busy, STANDARD, day("2026-03-04"), now, 10, KARACHI)


def test_a_downgrade_to_the_same_or_a_higher_plan_is_refused():
    now = utc("2026-03-05 10:00")
    for new in (STANDARD, PRIORITY):
        with pytest.raises(ValueError, match=r"^plan: "):
            downgrade(chain(STANDARD), new, day("2026-03-04"), now, 10, KARACHI)


def test_a_later_downgrade_replaces_an_earlier_one_but_not_a_step_on_its_way():
    now = utc("2026-03-05 10:00")
    stepping = after(chain(PRIORITY), downgrade, STANDARD, day("2026-03-04"), now, 10, KARACHI)
    later = utc("2026-04-05 10:00")
    further = after(stepping, downgrade, INCLUDED, day("2026-04-01"), later, 10, KARACHI)
    assert plans(further) == [PRIORITY.plan, STANDARD.plan, INCLUDED.plan]
    # Straight to Included, then only to Standard: the way down would pass the goal, so it goes.
    falling = after(chain(PRIORITY), downgrade, INCLUDED, day("2026-03-04"), now, 10, KARACHI)
    caught = after(falling, downgrade, STANDARD, day("2026-04-01"), later, 10, KARACHI)
    assert plans(caught) == [PRIORITY.plan, STANDARD.plan]


def test_a_short_term_ends_by_itself():
    at = local("2026-03-20 11:00")
    changed = after(chain(), short_term, PRIORITY, 3, at, 10, KARACHI)
    begun, back = changed.links[1:]
    assert (begun.plan, begun.start, begun.short) == (PRIORITY.plan, at, True)
    assert (back.plan, back.start, back.short) == (
        STANDARD.plan,
        day_start(day("2026-07-10"), KARACHI),
        False,
    )
    assert back.price == STANDARD.price


def test_a_short_term_leads_back_to_what_would_have_been_in_force_then():
    now = local("2026-03-20 11:00")
    leaving = after(chain(), downgrade, INCLUDED, day("2026-03-20"), now, 10, KARACHI)
    at = now + timedelta(days=1)
    changed = after(leaving, short_term, PRIORITY, 3, at, 10, KARACHI)
    assert plans(changed) == [STANDARD.plan, PRIORITY.plan, INCLUDED.plan]
    assert changed.links[-1].start == day_start(day("2026-07-10"), KARACHI)


def test_a_downgrade_never_cuts_a_short_term():
    at = local("2026-03-20 11:00")
    short = after(chain(), short_term, PRIORITY, 6, at, 10, KARACHI)
    early = after(short, downgrade, INCLUDED, day("2026-03-25"), at + timedelta(5), 10, KARACHI)
    assert plans(early) == [STANDARD.plan, PRIORITY.plan, INCLUDED.plan]
    assert early.links[-1].start == short.links[-1].start
    late = local("2026-09-20 11:00")
    beyond = after(short, downgrade, INCLUDED, day("2026-09-20"), late, 10, KARACHI)
    assert plans(beyond) == [STANDARD.plan, PRIORITY.plan, STANDARD.plan, INCLUDED.plan]
    with pytest.raises(ValueError, match=r"^plan: .*without any change"):
        downgrade(short, STANDARD, day("2026-03-25"), at + timedelta(5), 10, KARACHI)


def test_a_short_term_can_be_kept_for_good():
    at = local("2026-03-20 11:00")
    short = after(chain(), short_term, PRIORITY, 3, at, 10, KARACHI)
    kept = after(short, upgrade, PRIORITY, at + timedelta(days=9))
    assert plans(kept) == [STANDARD.plan, PRIORITY.plan, PRIORITY.plan]
    assert not kept.after(at + timedelta(days=9)) and not kept.links[-1].short


def test_a_short_term_can_be_made_longer_but_not_begun_twice_or_downwards():
    at = local("2026-03-20 11:00")
    short = after(chain(), short_term, PRIORITY, 3, at, 10, KARACHI)
    longer = after(short, short_term, PRIORITY, 12, at + timedelta(days=9), 10, KARACHI)
    assert longer.links[-1].start == day_start(day("2027-04-10"), KARACHI)
    with pytest.raises(ValueError, match=r"^plan: .*already"):
        short_term(chain(PRIORITY), PRIORITY, 3, at, 10, KARACHI)
    with pytest.raises(ValueError, match=r"^plan: "):
        short_term(chain(PRIORITY), STANDARD, 3, at, 10, KARACHI)


def test_a_plan_that_stood_already_replaces_what_came_later():
    changed = after(chain(INCLUDED), existing, PRIORITY, utc("2024-05-01 00:00"))
    assert plans(changed) == [PRIORITY.plan]
    inside = after(chain(INCLUDED), existing, PRIORITY, utc("2026-02-01 00:00"))
    assert plans(inside) == [INCLUDED.plan, PRIORITY.plan]
    same = after(chain(INCLUDED), existing, PRIORITY, BEGIN)
    assert plans(same) == [PRIORITY.plan]


# -- whatever the order ------------------------------------------------------------------

requests = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(("upgrade", "downgrade", "short_term", "existing")),
        "rank": st.integers(1, 4),
        "months": st.integers(3, 12),
        "back": st.integers(1, 200),
        "answer": st.sampled_from(("confirm", "confirm", "confirm", "refuse", "cancel")),
        "asked": st.integers(0, 60 * 86_400),
        "answered": st.integers(0, 90 * 86_400),
    }
)


def plan_change(before, request, asked, now, anchor, zone):
    new = PLANS[request["rank"]]
    if request["kind"] == "upgrade":
        return upgrade(before, new, now)
    if request["kind"] == "downgrade":
        return downgrade(before, new, local_day(asked, zone), now, anchor, zone)
    if request["kind"] == "short_term":
        return short_term(before, new, request["months"], now, anchor, zone)
    return existing(before, new, now - timedelta(days=request["back"]))


@settings(max_examples=150)
@given(
    st.lists(requests, max_size=10),
    st.integers(1, 31),
    st.sampled_from((KARACHI, "America/Havana", "Pacific/Apia", "Europe/Berlin")),
)
def test_whatever_is_asked_and_confirmed_one_term_is_in_force_at_every_instant(asked, anchor, zone):
    current, now = chain(STANDARD), BEGIN
    for request in asked:
        requested = now + timedelta(seconds=request["asked"])
        now = requested + timedelta(seconds=request["answered"])
        if request["answer"] != "confirm":
            continue
        try:
            change = plan_change(current, request, requested, now, anchor, zone)
        except ValueError:
            continue
        changed = current.apply(change)
        check(current, changed, request, now, anchor, zone)
        current = changed


def check(before, changed, request, now, anchor, zone):
    starts = [link.start for link in changed.links]
    assert starts == sorted(set(starts))
    first = starts[0]
    if request["kind"] != "existing":
        assert first == before.links[0].start
        begun = [link for link in before.links if link.start <= now]
        assert list(changed.links[: len(begun)]) == begun
        for link in set(changed.links) - set(before.links):
            assert link.start >= now
            if link.start > now:
                start_day = local_day(link.start, zone)
                assert day_start(start_day, zone) == link.start
                assert period_of(start_day, anchor).start == start_day
    for start in starts:
        for at in (start, start + timedelta(seconds=1)):
            # In force is the last that has begun, and no other: where it ends the next begins.
            assert [
                link
                for link, end in zip(changed.links, [*starts[1:], None], strict=True)
                if link.start <= at and (end is None or at < end)
            ] == [changed.at(at)]
    assert changed.at(first - timedelta(seconds=1)) is None
    check_promises(before, changed, request, now, anchor, zone)


def check_promises(before, changed, request, now, anchor, zone):
    new = PLANS[request["rank"]]
    if request["kind"] == "upgrade":
        assert changed.at(now).plan == new.plan and not changed.after(now)
    elif request["kind"] == "short_term":
        end = day_start(short_term_end(local_day(now, zone), request["months"], anchor), zone)
        assert changed.at(end - timedelta(seconds=1)).plan == new.plan
        assert changed.at(end).plan == before.at(end).plan
    elif request["kind"] == "downgrade":
        last = changed.links[-1]
        assert last.plan == new.plan and last.start >= now
        for link, ended in zip(before.links, before.links[1:], strict=False):
            # A short term that was running, or is to come back, runs to its end.
            if link.short and ended.start > now:
                assert changed.at(ended.start - timedelta(seconds=1)) == before.at(
                    ended.start - timedelta(seconds=1)
                )


@given(st.integers(0, 400), st.integers(0, 120), st.integers(1, 31))
def test_a_downgrade_never_begins_within_30_days_of_its_request(asked, answered, anchor):
    requested = BEGIN + timedelta(days=asked)
    now = requested + timedelta(days=answered)
    change = downgrade(
        chain(PRIORITY), STANDARD, local_day(requested, KARACHI), now, anchor, KARACHI
    )
    start = local_day(change.add[0].start, KARACHI)
    assert start >= downgrade_effective(local_day(requested, KARACHI), anchor)
    assert period_of(start, anchor).start == start


def test_bad_input_names_its_field():
    naive = BEGIN.replace(tzinfo=None)
    for call, field in (
        (lambda: Link(naive, 1, 1), "start"),
        (lambda: Link(BEGIN, 1, 1, Decimal("-0.01")), "price"),
        (lambda: Link(BEGIN, 1, 1, Decimal("NaN")), "price"),
        (lambda: Link(BEGIN, 1, 1, 299.0), "price"),
        (lambda: Link(BEGIN, 1, 1, extra_price=Decimal(-25)), "extra_price"),
        (lambda: Link(BEGIN, 1, 1, quota=-1), "quota"),
        (lambda: Link(BEGIN, 1, 1, quota=True), "quota"),
        (lambda: chain_of(()), "links"),
        (lambda: chain(STANDARD, PRIORITY), "links"),
        (lambda: upgrade(chain(), PRIORITY, BEGIN), "at"),
        (lambda: upgrade(chain(), PRIORITY, utc("2026-01-10 08:59")), "at"),
        (lambda: downgrade(chain(), INCLUDED, BEGIN, BEGIN, 1, KARACHI), "requested"),
        (lambda: short_term(chain(), PRIORITY, 2, utc("2026-03-01 09:00"), 1, KARACHI), "months"),
        (lambda: existing(chain(), PRIORITY, naive), "true_start"),
    ):
        with pytest.raises(ValueError, match=rf"^{field}: "):
            call()


def test_a_change_that_does_not_fit_the_chain_is_refused():
    change = upgrade(chain(), PRIORITY, utc("2026-03-05 10:00"))
    changed = chain().apply(change)
    with pytest.raises(ValueError, match=r"^links: two terms"):
        changed.apply(change)
    gone = downgrade(chain(PRIORITY), STANDARD, day("2026-03-04"), BEGIN, 10, KARACHI)
    planned = chain(PRIORITY).apply(gone)
    dropped = upgrade(planned, ENTERPRISE, utc("2026-03-05 10:00"))
    with pytest.raises(ValueError, match=r"^links: 1 to remove"):
        chain(PRIORITY).apply(dropped)


def test_a_term_that_costs_something_is_told_from_one_that_never_can():
    assert not INCLUDED.is_charged and STANDARD.is_charged
    assert Link(BEGIN, 1, 1, quota=5).is_charged
