"""Calls for the services that wake somebody, against the fields that each of them documents."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.paging import ADDRESSES, CALLS, Page

LINK = "https://erp.example/my/support/ticket/ACME-1042"


def page(**given):
    return Page(
        **{
            "headline": "Nobody has answered",
            "number": "ACME-1042",
            "title": "Labels print twice",
            "severity": "critical",
            "link": LINK,
            "dedup": "ecosire-1-ACME-1042",
            "source": "Acme",
            **given,
        }
    )


def test_pagerduty():
    call = CALLS["pagerduty"](page(), ADDRESSES["pagerduty"], "R0UT1NG")
    assert call.url == "https://events.pagerduty.com/v2/enqueue"
    assert not call.headers
    assert call.body == {
        "routing_key": "R0UT1NG",
        "event_action": "trigger",
        "dedup_key": "ecosire-1-ACME-1042",
        "payload": {
            "summary": "Nobody has answered: ACME-1042 · Labels print twice",
            "source": "Acme",
            "severity": "critical",
            "custom_details": {"ticket": "ACME-1042", "severity": "critical"},
        },
        "links": [{"href": LINK, "text": "ACME-1042"}],
        "client": "ECOSIRE Support",
        "client_url": LINK,
    }


def test_pagerduty_ends_the_same_incident():
    call = CALLS["pagerduty"](page(step="close"), ADDRESSES["pagerduty"], "R0UT1NG")
    assert call.body == {
        "routing_key": "R0UT1NG",
        "event_action": "resolve",
        "dedup_key": "ecosire-1-ACME-1042",
    }


def test_opsgenie():
    call = CALLS["opsgenie"](page(severity="high"), ADDRESSES["opsgenie"], "k-1")
    assert call.url == "https://api.opsgenie.com/v2/alerts"
    assert call.headers == {"Authorization": "GenieKey k-1"}
    assert call.body["alias"] == "ecosire-1-ACME-1042"
    assert call.body["priority"] == "P2"
    assert call.body["message"] == "Nobody has answered: ACME-1042 · Labels print twice"
    assert call.body["details"] == {"ticket": "ACME-1042", "link": LINK}


def test_opsgenie_ends_the_same_alert():
    call = CALLS["opsgenie"](page(step="close", dedup="a/b"), "https://x.example/v2/alerts/", "k")
    assert call.url == "https://x.example/v2/alerts/a%2Fb/close?identifierType=alias"


def test_ntfy_is_published_as_json_to_the_root():
    call = CALLS["ntfy"](page(), "https://ntfy.example/sub/our-topic", "tk_1")
    assert call.url == "https://ntfy.example/sub/"
    assert call.headers == {"Authorization": "Bearer tk_1"}
    assert call.body["topic"] == "our-topic"
    assert call.body["priority"] == 5
    assert call.body["click"] == LINK
    assert call.body["message"] == "Labels print twice"


def test_ntfy_without_a_token():
    call = CALLS["ntfy"](page(title=""), "https://ntfy.sh/our-topic", "")
    assert (call.url, call.headers) == ("https://ntfy.sh/", {})
    assert call.body["message"] == "ACME-1042"


@given(st.text(max_size=3_000), st.sampled_from(sorted(CALLS)))
def test_the_services_limits_are_kept_and_a_page_comes_back_from_its_values(title, preset):
    first = page(title=title)
    assert Page(**json.loads(json.dumps(first.as_values()))) == first
    body = CALLS[preset](first, "https://x.example/topic", "k").body
    assert len(body.get("message", "")) <= (130 if preset == "opsgenie" else 4_000)
    assert len(body.get("payload", {}).get("summary", "")) <= 1_024


@pytest.mark.parametrize("field", ["headline", "number", "dedup", "severity"])
def test_what_is_missing_is_named(field):
    with pytest.raises(ValueError, match=f"^{field}:"):
        page(**{field: " "})
