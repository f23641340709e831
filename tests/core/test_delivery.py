"""What an answer means: arrived, again, a fault of the target, or of the one message."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.delivery import (
    read_answer,
    read_retry_after,
    read_slack_answer,
    read_slack_webhook_answer,
)

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("status", "fault"),
    [
        (200, ""),
        (202, ""),
        (204, ""),
        (301, "target"),
        (307, "target"),
        (400, "message"),
        (401, "target"),
        (403, "target"),
        (404, "target"),
        (408, "again"),
        (409, "message"),
        (410, "target"),
        (413, "message"),
        (422, "message"),
        (425, "again"),
        (429, "again"),
        (500, "again"),
        (501, "target"),
        (502, "again"),
        (503, "again"),
        (504, "again"),
        (101, "target"),
    ],
)
def test_the_status(status, fault):
    outcome = read_answer(status, None, NOW)
    assert outcome.fault == fault
    assert outcome.arrived == (not fault) == (not outcome.words)


@given(st.integers(100, 999), st.text(max_size=30), st.binary(max_size=100))
def test_every_failure_has_words_whose_parameters_are_there(status, header, body):
    for outcome in (
        read_answer(status, header, NOW),
        read_slack_answer(status, header, body, NOW),
        read_slack_webhook_answer(status, header, body, NOW),
    ):
        if not outcome.arrived:
            assert outcome.words % dict(outcome.values)


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (b'{"ok":true,"ts":"1.2"}', ""),
        (b'{"ok":false,"error":"token_revoked"}', "target"),
        (b'{"ok":false,"error":"invalid_auth"}', "target"),
        (b'{"ok":false,"error":"not_in_channel"}', "target"),
        (b'{"ok":false,"error":"something_new"}', "target"),
        (b'{"ok":false,"error":"msg_too_long"}', "message"),
        (b'{"ok":false,"error":"ratelimited"}', "again"),
        (b'{"ok":false,"error":"internal_error"}', "again"),
        (b'{"ok":false}', "target"),
        (b'{"ok":"true"}', "again"),
        (b"<html>", "again"),
        (b"[]", "again"),
        (b"[" * 100_000, "again"),
        (b"\xff", "again"),
        (b"", "again"),
    ],
)
def test_slacks_errors_come_in_a_200(body, fault):
    assert read_slack_answer(200, None, body, NOW).fault == fault


def test_slacks_limit_says_how_long():
    outcome = read_slack_answer(429, "30", b'{"ok":false,"error":"ratelimited"}', NOW)
    assert (outcome.fault, outcome.asked) == ("again", timedelta(seconds=30))
    assert read_slack_answer(503, "7", b"", NOW).asked == timedelta(seconds=7)


@pytest.mark.parametrize(
    ("status", "body", "fault"),
    [
        (200, b"ok", ""),
        (200, b"<html>login</html>", "again"),
        (400, b"invalid_payload", "message"),
        (403, b"invalid_token", "target"),
        (403, b"action_prohibited", "target"),
        (404, b"channel_not_found", "target"),
        (404, b"no_service", "target"),
        (410, b"channel_is_archived", "target"),
        (429, b"", "again"),
        (500, b"rollup_error", "again"),
    ],
)
def test_slacks_webhooks_answer_in_words(status, body, fault):
    assert read_slack_webhook_answer(status, None, body, NOW).fault == fault


@given(st.integers(0, 10**8))
def test_retry_after_in_seconds_and_as_a_date(seconds):
    asked = timedelta(seconds=seconds)
    assert read_retry_after(str(seconds), NOW) == asked
    assert read_retry_after(format_datetime(NOW + asked, usegmt=True), NOW) == asked


def test_a_date_that_has_passed_asks_for_no_wait():
    assert read_retry_after("Wed, 21 Oct 2015 07:28:00 GMT", NOW) == timedelta()


@given(st.none() | st.text(max_size=40))
def test_whatever_stands_there_it_is_a_wait_or_nothing(value):
    asked = read_retry_after(value, NOW)
    assert asked is None or asked >= timedelta()


@pytest.mark.parametrize("status", [None, True, "200", 99, 1000])
def test_a_bad_status_is_named(status):
    with pytest.raises(ValueError, match="^status"):
        read_answer(status, None, NOW)
