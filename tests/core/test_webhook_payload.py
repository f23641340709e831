"""What a webhook says: the same for the same facts, and no words of people unless they are wanted."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.webhook_payload import LONGEST_WORDS, VERSION, Happening, canonical, stamp

AT = datetime(2026, 11, 24, 14, tzinfo=UTC)
values = st.none() | st.booleans() | st.integers() | st.text(max_size=50) | st.just(AT)


def happening(**given):
    return Happening(
        **{
            "event": "ticket.answered",
            "delivery": "d-1",
            "at": AT,
            "contract": "ACME",
            "ticket": {"number": "ACME-1042", "filed_at": AT},
            "facts": {"by": "Amina", "reason": "secret words"},
            "description": "secret words too",
            **given,
        }
    )


def test_the_form_is_the_documented_one():
    assert happening().payload(with_words=False) == {
        "version": VERSION,
        "id": "d-1",
        "event": "ticket.answered",
        "at": "2026-11-24T14:00:00Z",
        "contract": "ACME",
        "ticket": {"number": "ACME-1042", "filed_at": "2026-11-24T14:00:00Z"},
        "facts": {"by": "Amina"},
    }


def test_words_are_sent_only_when_they_are_wanted():
    assert "secret" not in canonical(happening().payload(with_words=False))
    told = happening().payload(with_words=True)
    assert told["facts"]["reason"] == "secret words"
    assert told["ticket"]["description"] == "secret words too"


@given(st.dictionaries(st.text(max_size=8), values, max_size=6))
def test_what_is_the_same_is_written_the_same(facts):
    told = canonical(happening(facts=facts).payload(with_words=True))
    turned = dict(reversed(facts.items()))
    assert told == canonical(happening(facts=turned).payload(with_words=True))
    assert json.loads(told)["event"] == "ticket.answered"


def test_long_words_are_cut():
    told = happening(facts={"text": "x" * 10_000}).payload(with_words=True)
    assert len(told["facts"]["text"]) == LONGEST_WORDS


@pytest.mark.parametrize("field", ["event", "delivery", "contract"])
def test_what_is_missing_is_named(field):
    with pytest.raises(ValueError, match=f"^{field}:"):
        happening(**{field: " "})


def test_a_time_without_zone_and_a_value_without_form_are_refused():
    with pytest.raises(ValueError, match="^at:"):
        happening(at=AT.replace(tzinfo=None))
    with pytest.raises(ValueError, match="^people:"):
        happening(facts={"people": ["x"]}).payload(with_words=False)
    with pytest.raises(ValueError):
        canonical({"number": float("nan")})


def test_a_time_is_told_in_utc():
    assert stamp(AT) == "2026-11-24T14:00:00Z"
