"""Slack's marks are opened, and what they hide is shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.slack_message import escape
from core.slack_text import parse_command, plain_text


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Restart the worker", "Restart the worker"),
        ("a &lt; b &amp;&amp; c &gt; d", "a < b && c > d"),
        ("&amp;lt;", "&lt;"),
        ("see <https://a.example/x>", "see https://a.example/x"),
        (
            "see <https://evil.example|https://bank.example>",
            "see https://bank.example (https://evil.example)",
        ),
        ("<mailto:a@b.example|a@b.example>", "a@b.example (mailto:a@b.example)"),
        ("<@U123> and <@U123|amina>", "@U123 and @amina"),
        ("<#C1|support> <!here> <!date^1^x|noon>", "#support @here noon"),
        (None, ""),
    ],
)
def test_marks_are_opened(text, plain):
    assert plain_text(text) == plain


@given(st.text(max_size=200))
def test_what_was_escaped_comes_back(text):
    assert plain_text(escape(text, 4_000)) == text.strip()


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("", ("", "")),
        (None, ("", "")),
        ("Due", ("due", "")),
        ("  take  delta-1042 ", ("take", "DELTA-1042")),
    ],
)
def test_commands(text, command):
    assert parse_command(text) == command
