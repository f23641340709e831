"""Signatures: what was signed is known again, and nothing else is."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from core.webhook_signature import sign, sign_slack, verify, verify_slack

SECRET = "whsec_0123456789abcdef"
OTHER = "whsec_fedcba9876543210"
BODY = b'{"id":"1"}'
NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
MINUTES = timedelta(minutes=1)

secrets = st.text(min_size=16, max_size=40)
instants = st.datetimes(datetime(1971, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))


def test_the_example_of_the_documentation():
    """These lines stand in the README; whoever follows them must come to the same."""
    header = sign([SECRET], BODY, datetime(2026, 11, 24, 10, tzinfo=UTC))
    assert header == (
        "t=1795514400,v1=4b960158ecd3c245097a8e1dafaad7799cfa12e98d66c0e8c0376e1328ee5fa6"
    )


def test_slacks_own_example():
    """From Slack's page "Verifying requests from Slack"."""
    body = (
        b"token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow"
        b"&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner"
        b"&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands"
        b"%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
        b"&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
    )
    signature = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"
    secret = "8f742231b10e8888abcd99yyyzzz85a5"
    then = datetime.fromtimestamp(1531420618, UTC)
    assert verify_slack("1531420618", signature, secret, body, then)
    assert sign_slack(secret, body, then) == ("1531420618", signature)


@given(st.lists(secrets, min_size=1, max_size=3), st.binary(max_size=200), instants)
def test_what_was_signed_is_known_by_each_secret(known, body, at):
    header = sign(known, body, at)
    assert all(verify(header, [secret], body, at) for secret in known)
    stamp, signature = sign_slack(known[0], body, at)
    assert verify_slack(stamp, signature, known[0], body, at)


@given(secrets, secrets, st.binary(max_size=50), st.binary(max_size=50), instants)
def test_nothing_else_is_known(secret, other, body, another, at):
    assume(secret != other and body != another)
    header, (stamp, signature) = sign([secret], body, at), sign_slack(secret, body, at)
    assert not verify(header, [other], body, at)
    assert not verify(header, [secret], another, at)
    assert not verify_slack(stamp, signature, other, body, at)
    assert not verify_slack(stamp, signature, secret, another, at)


@given(st.integers(-2_000, 2_000))
def test_only_within_the_tolerance(seconds):
    header, (stamp, signature) = sign([SECRET], BODY, NOW), sign_slack(SECRET, BODY, NOW)
    then = NOW + timedelta(seconds=seconds)
    assert verify(header, [SECRET], BODY, then) == (abs(seconds) <= 300)
    assert verify_slack(stamp, signature, SECRET, BODY, then) == (abs(seconds) <= 300)


def test_another_time_does_not_fit_the_signature():
    later = sign([SECRET], BODY, NOW).replace("t=1795514400", "t=1795514401")
    assert not verify(later, [SECRET], BODY, NOW)
    _stamp, signature = sign_slack(SECRET, BODY, NOW)
    assert not verify_slack("1795514401", signature, SECRET, BODY, NOW)


@given(st.text(max_size=200))
def test_whatever_stands_in_the_header_the_answer_is_no(header):
    assert not verify(header, [SECRET], BODY, NOW)
    assert not verify_slack(header, header, SECRET, BODY, NOW)
    assert not verify_slack("1795514400", header, SECRET, BODY, NOW)


@pytest.mark.parametrize(
    "header", [None, "", "t=1795514400", "v1=" + "0" * 64, "t=٣,v1=x", "t=,v1="]
)
def test_headers_that_lack_something(header):
    assert not verify(header, [SECRET], BODY, NOW)


def test_two_times_in_one_header_are_none():
    header = sign([SECRET], BODY, NOW)
    assert not verify(f"{header},t=1795514400", [SECRET], BODY, NOW)


def test_while_a_secret_is_replaced_both_are_good():
    header = sign([SECRET, OTHER], BODY, NOW)
    assert verify(header, [SECRET], BODY, NOW) and verify(header, [OTHER], BODY, NOW)


@pytest.mark.parametrize(
    ("call", "field"),
    [
        (lambda: sign([], BODY, NOW), "secrets"),
        (lambda: sign(["short"], BODY, NOW), "secrets"),
        (lambda: sign([None], BODY, NOW), "secrets"),
        (lambda: sign([SECRET], "text", NOW), "body"),
        (lambda: sign([SECRET], BODY, NOW.replace(tzinfo=None)), "at"),
        (lambda: verify("t=1", [SECRET], BODY, "now"), "now"),
        (lambda: verify("t=1", [SECRET], BODY, NOW, 300), "tolerance"),
        (lambda: verify("t=1", [SECRET], BODY, NOW, -MINUTES), "tolerance"),
        (lambda: verify_slack("1", "", "", BODY, NOW), "secrets"),
    ],
)
def test_bad_input_is_named_and_secrets_are_not_repeated(call, field):
    with pytest.raises(ValueError, match=f"^{field}") as caught:
        call()
    assert "short" not in str(caught.value)
