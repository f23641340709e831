"""Messages in Slack's blocks: within its limits, and without a mark that a person smuggled in."""

import json
import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.slack_message import TicketNotice, escape, list_message, ticket_message

DUE = datetime(2026, 11, 24, 16, tzinfo=UTC)
LINK = "https://erp.example/my/support/tickets/DELTA-1042"
LIMITS = {"header": 150, "section": 3_000, "field": 2_000, "button": 75}

texts = st.text(max_size=60) | st.text("<>&|!@#*_`~ \n", max_size=4_500)


def notice(**values):
    return TicketNotice(
        **{
            "headline": "Filed",
            "number": "DELTA-1042",
            "title": "Labels print twice",
            "severity": "Critical",
            "link": LINK,
            "deadline": DUE,
            "deadline_words": "24 November 21:00 (Karachi, UTC+5)",
            **values,
        }
    )


def test_it_tells_number_severity_deadline_and_link():
    message = ticket_message(notice())
    assert message["text"] == "Filed: DELTA-1042 · Critical · Labels print twice"
    header, title, fields, actions = message["blocks"]
    assert header["text"]["text"] == "Filed"
    assert title["text"] == {
        "type": "plain_text",
        "text": "DELTA-1042 · Labels print twice",
        "emoji": False,
    }
    assert fields["fields"][0]["text"] == "Severity: Critical"
    assert fields["fields"][1]["text"] == (
        "Answer due: <!date^1795536000^{date_short_pretty} {time}|24 November 21:00 "
        "(Karachi, UTC+5)>\n24 November 21:00 (Karachi, UTC+5)"
    )
    assert actions["elements"][0]["url"] == LINK
    assert actions["elements"][0]["text"]["text"] == "Open DELTA-1042"


def test_without_a_deadline_none_is_shown_and_details_are():
    blocks = ticket_message(notice(deadline=None, details="Because of the audit"))["blocks"]
    assert len(blocks[2]["fields"]) == 1
    assert blocks[3]["text"]["text"] == "Because of the audit"


def test_words_are_looked_up():
    message = ticket_message(notice(), lambda text: text.replace("Severity", "Dringlichkeit"))
    assert message["blocks"][2]["fields"][0]["text"].startswith("Dringlichkeit")


@given(texts, texts, texts, texts, texts, st.none() | st.just(DUE))
def test_limits_are_kept_and_no_mark_begins_in_what_people_wrote(
    headline, title, severity, details, words, deadline
):
    message = ticket_message(
        notice(
            headline=f"x{headline}",
            title=title,
            severity=severity,
            details=details,
            deadline=deadline,
            deadline_words=words,
        )
    )
    json.dumps(message)
    assert 1 <= len(message["text"]) <= 4_000
    assert not set("<>") & set(message["text"])
    assert len(message["blocks"]) <= 50
    for element in elements(message["blocks"]):
        assert 1 <= len(element["text"]) <= element["limit"]
        if element["type"] == "mrkdwn":
            marks = re.findall(r"<[^>]*>", element["text"])
            assert len(marks) == 1 == element["text"].count("<") == element["text"].count(">")
            assert marks[0].startswith("<!date^") and marks[0].count("|") == 1


def elements(blocks):
    for block in blocks:
        if "text" in block:
            yield {**block["text"], "limit": LIMITS[block["type"]]}
        for field in block.get("fields", ()):
            yield {**field, "limit": LIMITS["field"]}
        for button in block.get("elements", ()):
            yield {**button["text"], "limit": LIMITS["button"]}


@given(st.text(max_size=300), st.integers(1, 400))
def test_escaped_text_keeps_its_limit_and_its_escapes_whole(text, limit):
    escaped = escape(text, limit)
    assert len(escaped) <= limit
    assert not set("<>") & set(escaped)
    whole = re.sub("&(amp|lt|gt);", "", escaped)
    assert "&" not in whole
    back = escaped.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    assert back == text or (back.endswith("…") and text.startswith(back[:-1]))


@given(texts, st.lists(st.tuples(st.just(LINK) | texts, texts), max_size=60))
def test_a_list_is_for_its_reader_alone_and_fits(headline, lines):
    message = list_message(f"x{headline}", lines)
    assert message["response_type"] == "ephemeral"
    text = message["blocks"][0]["text"]["text"]
    assert len(text) <= 3_000
    for mark in re.findall(r"<[^>]*>", text):
        assert mark.startswith(("<https://", "<http://")) and mark.count("|") == 1


def test_lines_that_do_not_fit_are_counted():
    message = list_message("Due", [(LINK, "x" * 300)] * 40)
    text = message["blocks"][0]["text"]["text"]
    assert text.endswith(f"+ {40 - text.count('•')}")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"headline": " "}, "headline"),
        ({"number": ""}, "number"),
        ({"link": "javascript:alert(1)"}, "link"),
        ({"link": "https://x/" + "a" * 3_000}, "link"),
        ({"deadline": datetime(2026, 1, 1)}, "deadline"),
    ],
)
def test_bad_input_is_named(values, field):
    with pytest.raises(ValueError, match=f"^{field}"):
        notice(**values)
    with pytest.raises(ValueError, match="^limit"):
        escape("x", 0)
