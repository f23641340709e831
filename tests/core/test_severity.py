"""Severity from evidence: the article's definitions, quoted where they are tested."""

from itertools import product

import pytest

from core.severity import (
    DATA_LOSSES,
    IMPACTS,
    REASONS,
    SEVERITIES,
    WORKAROUNDS,
    propose,
)


def severity(*args, **evidence):
    return propose(*args, **evidence).severity


def test_five_ordinary_tickets_get_the_articles_severity():
    # "Low (question, guidance, minor issue)"
    assert severity("question", True, "none", "unknown") == "low"  # How do I add a warehouse?
    assert severity("flaw", True, "none", "everyone") == "low"  # A label is cut off on the quote.
    # "Medium (functionality degraded, workaround available)"
    assert severity("impaired", True, "none", "everyone") == "medium"  # Report slow; export works.
    # "High (major functionality impaired)": "the system is partially available with workarounds
    # for some users"
    assert severity("impaired", True, "none", "some") == "high"  # Invoicing fails in one company.
    # "Critical": "a core business process is completely stopped with no available workaround"
    assert severity("stopped", True, "none", "nobody") == "critical"  # Nobody can ship.


def test_critical__the_system_is_completely_unavailable_users_cannot_log_in():
    """Article, FAQ: "the system is completely unavailable (users cannot log in)"."""
    for impact, data, workaround in product(IMPACTS, DATA_LOSSES, WORKAROUNDS):
        assert severity(impact, False, data, workaround) == "critical"


@pytest.mark.parametrize("data_loss", ["risk", "active"])
def test_critical__data_loss_is_occurring_or_at_immediate_risk(data_loss):
    """Article, FAQ: "a critical integration is sending malformed data [...] corrupting records"."""
    for impact, workaround in product(IMPACTS, WORKAROUNDS):
        assert severity(impact, True, data_loss, workaround) == "critical"


def test_not_critical__a_process_that_stopped_but_has_a_workaround():
    assert severity("stopped", True, "none", "some") == "high"
    assert severity("stopped", True, "none", "everyone") == "high"


def test_what_is_not_known_counts_as_the_worse_where_it_hurts():
    assert severity("stopped") == "critical"
    assert severity("impaired") == "high"
    assert severity("flaw") == "low"
    assert severity("stopped", workaround="unknown") == "critical"


def test_a_flaw_that_not_everyone_can_work_around_is_no_minor_issue():
    assert severity("flaw", True, "none", "some") == "medium"
    assert severity("flaw", True, "none", "nobody") == "medium"


def test_worse_evidence_never_gives_a_lower_severity():
    def rank(impact, can_log_in, data, workaround):
        return SEVERITIES.index(severity(impact, can_log_in, data, workaround))

    answers = ("everyone", "some", "nobody")
    for impact, data in product(IMPACTS, DATA_LOSSES):
        ranks = [rank(impact, True, data, workaround) for workaround in answers]
        assert ranks == sorted(ranks, reverse=True)
    for data, workaround in product(DATA_LOSSES, answers):
        ranks = [rank(impact, True, data, workaround) for impact in IMPACTS]
        assert ranks == sorted(ranks, reverse=True)


def test_each_proposal_says_why():
    used = set()
    for impact, login, data, workaround in product(
        IMPACTS, (True, False, None), DATA_LOSSES, WORKAROUNDS
    ):
        proposal = propose(impact, login, data, workaround)
        assert proposal.reason == REASONS[proposal.reason_id]
        used.add(proposal.reason_id)
    assert used == set(REASONS)


@pytest.mark.parametrize(
    ("field", "evidence"),
    [
        ("impact", {"impact": "broken"}),
        ("impact", {"impact": None}),
        ("can_log_in", {"can_log_in": "no"}),
        ("can_log_in", {"can_log_in": 0}),
        ("data_loss", {"data_loss": None}),
        ("workaround", {"workaround": "maybe"}),
    ],
)
def test_unknown_answers_are_refused(field, evidence):
    with pytest.raises(ValueError, match=f"^{field}:"):
        propose(**{"impact": "flaw"} | evidence)
