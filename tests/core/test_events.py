"""The canonical form of an event, and the chain of hashes that makes tampering evident."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.sla import KINDS, Event, daily_root, event_hash, verify_chain
from making import HOUR, Life, clock_hours, local, utc

AT = utc("2026-03-06 10:00")
POLICY, OTHER = clock_hours(4), clock_hours(2)


def test_canonical_form():
    event = Event("met", local("2026-03-06 15:00"), 2, data={"name": "Aïsha", "actor": "7"})
    assert event.canonical() == (
        '{"at":"2026-03-06T10:00:00Z","change":"","data":{"actor":"7","name":"A\\u00efsha"},'
        '"kind":"met","policy":null,"sequence":2}'
    )
    started = Event("started", AT, 1, POLICY)
    assert f'"policy":"{POLICY.fingerprint}"' in started.canonical()


def test_an_event_hash_can_be_checked_by_anybody():
    """sha256 of the hash before and the canonical text: no more is needed elsewhere."""
    from hashlib import sha256

    event = Event("met", AT, 2, data=(("actor", "7"),))
    assert event_hash(event, "ab") == sha256(b"ab" + event.canonical().encode()).hexdigest()


def test_data_in_any_form_and_order_is_one_event():
    pairs = (("b", "2"), ("a", "1"))
    event = Event("met", AT, 1, data=pairs)
    assert event == Event("met", AT, 1, data=dict(pairs)) == replace(event, data=pairs[::-1])
    assert dict(event.data) == {"a": "1", "b": "2"}
    assert hash(event) == hash(replace(event))


def chain(events):
    hashes, previous = [], ""
    for event in events:
        previous = event_hash(event, previous)
        hashes.append(previous)
    return hashes


def a_life():
    return (
        Life(POLICY, AT)
        .raised(AT + HOUR, OTHER)
        .breached(AT + 3 * HOUR)
        .met(AT + 4 * HOUR, data={"actor": "7"})
        .accepted(AT + 5 * HOUR, data={"reason": "fine"})
        .events
    )


def test_an_untouched_chain():
    events = a_life()
    assert verify_chain(events, chain(events)) is None
    assert verify_chain([], []) is None


CHANGES = st.sampled_from(
    [
        lambda event: replace(event, at=event.at + HOUR),
        lambda event: replace(event, sequence=event.sequence + 100),
        lambda event: replace(event, data={**dict(event.data), "reason": "another"}),
        lambda event: (
            Event(
                KINDS[(KINDS.index(event.kind) + 1) % len(KINDS)]
                if not event.policy
                else "started",
                event.at,
                event.sequence + (1000 if event.policy and event.kind == "started" else 0),
                event.policy,
                data=event.data,
            )
            if event.kind not in ("accepted", "cancelled")
            else replace(event, kind="paused")
        ),
        lambda event: (
            replace(event, policy=clock_hours(9)) if event.policy else replace(event, sequence=99)
        ),
    ]
)


@given(st.integers(0, 4), CHANGES)
def test_any_single_change_is_found_where_it_was_made(index, change):
    events = a_life()
    hashes = chain(events)
    changed = change(events[index])
    assert changed != events[index]
    assert verify_chain([*events[:index], changed, *events[index + 1 :]], hashes) == index


@given(st.integers(0, 4), st.integers(0, 4))
def test_leaving_out_putting_in_and_swapping_are_found(index, other):
    events = a_life()
    hashes = chain(events)
    assert verify_chain(events[:index] + events[index + 1 :], hashes) == index
    assert verify_chain([*events[:index], Event("met", AT, 9), *events[index:]], hashes) == index
    if index != other:
        swapped = list(events)
        swapped[index], swapped[other] = swapped[other], swapped[index]
        assert verify_chain(swapped, hashes) == min(index, other)


@given(st.integers(0, 4))
def test_a_changed_hash_is_found(index):
    events = a_life()
    hashes = chain(events)
    hashes[index] = hashes[index][::-1]
    assert verify_chain(events, hashes) == index


def test_a_tail_that_was_cut_off_is_found():
    events = a_life()
    hashes = chain(events)
    assert verify_chain(events, hashes[:-1]) == 4
    assert verify_chain(events[:-1], hashes) == 4


def test_daily_root():
    pairs = [(1, "aa"), (2, "bb"), (10, "cc")]
    assert daily_root(pairs) == daily_root(reversed(pairs))
    assert daily_root(pairs) != daily_root([*pairs[:2], (10, "cd")])
    assert daily_root(pairs) != daily_root(pairs[:2])
    assert len(daily_root([])) == 64
    with pytest.raises(ValueError, match="^pairs:"):
        daily_root([(1, "aa"), (1, "bb")])
