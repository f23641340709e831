"""What Slack sends: a person's words in a thread are read, all else is nothing, nothing breaks it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.slack_incoming import Challenge, Said, read_event

trees = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=5)
    ),
    max_leaves=20,
)
NAMES = ["type", "event", "event_id", "user", "channel", "thread_ts", "text", "files", "subtype"]


def asked(**event):
    inner = {
        "type": "message",
        "user": "U0AMINA",
        "channel": "C0SUPPORT1",
        "text": "Fixed &amp; shipped, <@U0CLERK|joost>",
        "ts": "1700000100.000200",
        "thread_ts": "1700000000.000100",
        **event,
    }
    inner = {name: value for name, value in inner.items() if value is not None}
    return json.dumps({"type": "event_callback", "event_id": "Ev1", "event": inner}).encode()


def test_a_person_in_a_thread_is_heard():
    assert read_event(asked()) == Said(
        "Ev1", "U0AMINA", "C0SUPPORT1", "1700000000.000100", "Fixed & shipped, @joost"
    )
    assert read_event(asked(subtype="file_share", files=[{}, {}])).files == 2
    assert read_event(asked(text="a\0b")).text == "ab"


def test_the_question_whether_we_are_there():
    body = json.dumps({"type": "url_verification", "challenge": "3eZbrw", "token": "x"})
    assert read_event(body.encode()) == Challenge("3eZbrw")
    assert read_event(b'{"type": "url_verification", "challenge": 5}') is None


@pytest.mark.parametrize(
    "event",
    [
        {"bot_id": "B1"},
        {"bot_profile": {"id": "B1"}},
        {"hidden": True},
        {"subtype": "bot_message"},
        {"subtype": "message_changed"},
        {"subtype": "message_deleted"},
        {"subtype": "channel_join"},
        {"thread_ts": None},
        {"thread_ts": "1; DROP"},
        {"user": None},
        {"user": "<script>"},
        {"channel": ["C1"]},
        {"type": "reaction_added"},
    ],
)
def test_all_else_is_nothing(event):
    assert read_event(asked(**event)) is None


@given(st.binary(max_size=200))
def test_whatever_comes_is_survived(body):
    assert read_event(body) is None or isinstance(read_event(body), Said | Challenge)


@given(st.dictionaries(st.sampled_from(NAMES), trees, max_size=9))
def test_values_of_any_form_are_survived(values):
    body = json.dumps({**values, "type": "event_callback", "event": {**values, "type": "message"}})
    read_event(body.encode())


def test_a_deep_nest_is_survived():
    assert read_event(b"[" * 100_000) is None
