"""A feed says what is due and nothing more; its address is signed; it is asked so often only."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import feed, feed_token
from core.allowance import Allowance

SECRET = "s3cret"
NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
drawn = st.text("0123456789abcdef", min_size=32, max_size=32)


def duty(**facts):
    return feed.Duty(
        **{
            "key": "k",
            "number": "DELTA-1042",
            "severity": "high",
            "obligation": "first_response",
            "deadline": NOW + timedelta(hours=4),
            "at_risk": NOW + timedelta(hours=3),
            "aim": False,
            "mine": True,
            "link": "https://delta.example/my/support/ticket/DELTA-1042",
            "client": "Delta Distribution",
            "colour": "#1f5fa8",
            "changed": NOW,
            **facts,
        }
    )


# -- the address


@given(drawn, drawn)
def test_only_the_holder_of_the_secret_makes_tokens(one, other):
    token = feed_token.make_token(one, SECRET)
    assert feed_token.is_signed(token, SECRET)
    assert not feed_token.is_signed(token, "another")
    if one != other:
        forged = f"{other}-{token.split('-')[1]}"
        assert not feed_token.is_signed(forged, SECRET)
        assert feed_token.kept(token) != feed_token.kept(feed_token.make_token(other, SECRET))


@given(st.text(max_size=80))
def test_whatever_else_is_typed_is_no_token(text):
    assert not feed_token.is_signed(text, SECRET)
    assert not feed_token.is_signed(None, SECRET)


@given(drawn)
def test_what_is_kept_holds_nothing_of_the_token(one):
    token = feed_token.make_token(one, SECRET)
    assert one not in feed_token.kept(token)
    assert token.split("-")[1] not in feed_token.kept(token)


@pytest.mark.parametrize(
    ("one", "secret", "field"),
    [("", SECRET, "drawn"), ("A" * 32, SECRET, "drawn"), ("a" * 31, SECRET, "drawn"),
     ("a" * 32, "", "secret")],
)  # fmt: skip
def test_what_makes_no_token_is_refused_by_name(one, secret, field):
    with pytest.raises(ValueError, match=f"^{field}:"):
        feed_token.make_token(one, secret)


# -- how often


@given(
    st.integers(1, 5),
    st.integers(1, 90),
    st.lists(st.integers(0, 60), max_size=60),
)
def test_never_more_than_allowed_within_a_span(times, seconds, gaps):
    """Of the uses that pass, those within one span are never more than allowed."""
    allowance, began, used, now, passed = Allowance(times, seconds), None, 0, NOW, []
    for gap in gaps:
        now += timedelta(seconds=gap)
        kept = allowance.use(began, used, now)
        if kept is None:
            wait = allowance.wait(began, now)
            assert 1 <= wait <= seconds
            assert allowance.use(began, used, now + timedelta(seconds=wait)) is not None
            continue
        began, used = kept
        assert 1 <= used <= times
        passed.append((began, now))
    for start in {began for began, _at in passed}:
        assert sum(began == start for began, _at in passed) <= times


def test_a_clock_put_back_locks_nobody_out():
    began, used = NOW, 5
    assert Allowance(5, 60).use(began, used, NOW) is None
    assert Allowance(5, 60).use(began, used, NOW - timedelta(days=1)) is not None


@pytest.mark.parametrize(("times", "seconds"), [(0, 1), (1, 0), (True, 1), (1, 1.5)])
def test_what_is_no_allowance_is_refused(times, seconds):
    with pytest.raises(ValueError, match="^(times|seconds):"):
        Allowance(times, seconds)


# -- what it says


def test_what_leaves_the_server_and_nothing_else():
    content = feed.document("Delta Distribution", "#1f5fa8", "https://d/", [duty()], NOW)
    assert set(content) == {"format", "version", "now", "client", "colour", "desk", "deadlines"}
    assert set(content["deadlines"][0]) == {
        "number", "severity", "obligation", "deadline", "at_risk", "aim", "mine", "link",
        "client", "colour",
    }  # fmt: skip
    assert content["now"] == "2026-11-24T10:00:00Z"
    assert content["deadlines"][0]["deadline"] == "2026-11-24T14:00:00Z"
    assert json.loads(json.dumps(content)) == content


@given(st.permutations(range(6)))
def test_what_is_due_first_comes_first_and_the_graver_before_the_lesser(order):
    duties = [
        duty(number=f"DELTA-{at}", key=str(at), deadline=NOW + timedelta(hours=at // 2),
             severity="low" if at % 2 else "critical")
        for at in order
    ]  # fmt: skip
    numbers = [one.number for one in feed.in_order(duties)]
    assert numbers == [f"DELTA-{at}" for at in range(6)]


def test_the_mark_changes_with_what_is_said_and_not_with_the_time():
    one = feed.document("Delta", "#1f5fa8", "https://d/", [duty()], NOW)
    later = feed.document("Delta", "#1f5fa8", "https://d/", [duty()], NOW + timedelta(hours=1))
    other = feed.document("Delta", "#1f5fa8", "https://d/", [duty(severity="low")], NOW)
    assert feed.etag(one) == feed.etag(later) != feed.etag(other)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"obligation": "lunch"}, "obligation"),
        ({"severity": "urgent"}, "severity"),
        ({"deadline": datetime(2026, 1, 1)}, "deadline"),
        ({"changed": datetime(2026, 1, 1)}, "changed"),
    ],
)
def test_what_is_no_deadline_is_refused_by_name(facts, field):
    with pytest.raises(ValueError, match=f"^{field}"):
        duty(**facts)
