"""The verdict on scope: the whole table, and what holds for every row of it."""

from itertools import product

import pytest

from core.scope import (
    ASK_PLAN,
    ASK_QUOTE,
    IN_PLAN,
    NOTES,
    OTHER_PLAN,
    PRODUCTION,
    QUOTED,
    REASONS,
    SAY_WHY,
    STAGING,
    UNKNOWN,
    UNLICENSED,
    USES,
    VERDICTS,
    LicenceFacts,
    PlanFacts,
    TopicFacts,
    has_clock,
    judge,
    ways_on,
)

YES_NO = (False, True)
FLAGS = ("never_covered", "needs_diagnosis", "about_module", "newer_version")
TOPICS = [
    TopicFacts("Topic", **dict(zip(FLAGS, flags, strict=True)))
    for flags in product(YES_NO, repeat=len(FLAGS))
]
PLANS = [PlanFacts("Basic", covers, other) for covers in YES_NO for other in ("", "Better")]
LICENCES = [None] + [
    LicenceFacts("Labels", use, expired, "31 Oct") for use in USES for expired in YES_NO
]
CASES = list(product(TOPICS, PLANS, LICENCES, YES_NO))

# never covered, in the plan, to be diagnosed, in another plan: the verdict without a module
WITHOUT_MODULE = {
    (True, None, None, None): (QUOTED, "professional"),
    (False, True, None, None): (IN_PLAN, "in_plan"),
    (False, False, True, None): (UNKNOWN, "diagnosis"),
    (False, False, False, True): (OTHER_PLAN, "other_plan"),
    (False, False, False, False): (QUOTED, "no_plan"),
}
# use, updates ended, asks for a newer version: the verdict on a topic about a named module
WITH_MODULE = {
    (UNLICENSED, None, None): (UNKNOWN, "unlicensed"),
    (PRODUCTION, False, None): (IN_PLAN, "licensed"),
    (STAGING, False, None): (IN_PLAN, "licensed"),
    (PRODUCTION, True, False): (IN_PLAN, "licensed"),
    (STAGING, True, False): (IN_PLAN, "licensed"),
    (PRODUCTION, True, True): (QUOTED, "renew"),
    (STAGING, True, True): (QUOTED, "renew"),
}


def expected(topic, plan, licence):
    if topic.about_module and licence and not topic.never_covered:
        return look_up(WITH_MODULE, (licence.use, licence.expired, topic.newer_version))
    return look_up(
        WITHOUT_MODULE,
        (topic.never_covered, plan.covers, topic.needs_diagnosis, bool(plan.covering)),
    )


def look_up(table, facts):
    """The only row that fits; None in a row stands for anything."""
    [row] = [
        verdict
        for row, verdict in table.items()
        if all(want in (None, found) for want, found in zip(row, facts, strict=True))
    ]
    return row


def test_the_whole_table():
    assert len(CASES) == 16 * 4 * 7 * 2
    for topic, plan, licence, serious in CASES:
        verdict = judge(topic, plan, licence, serious)
        assert (verdict.code, verdict.reason_id) == expected(topic, plan, licence), (topic, licence)


def test_nothing_is_refused_and_outside_the_plan_there_are_two_ways_on():
    for case in CASES:
        verdict = judge(*case)
        assert verdict.code in VERDICTS
        outside = verdict.code in (OTHER_PLAN, QUOTED)
        assert len(set(verdict.ways_on)) == (2 if outside else 0)
        assert verdict.has_clock == (not outside)


def test_every_verdict_says_why_with_all_its_words_filled_in():
    reasons, notes = set(), set()
    for case in CASES:
        verdict = judge(*case)
        reasons.add(verdict.reason_id)
        notes |= set(verdict.notes)
        for text in verdict.texts:
            assert "%(" not in text % verdict.arguments
    # and no text is there that no case can show
    assert (reasons, notes) == (set(REASONS), set(NOTES))


def test_a_licence_never_makes_a_verdict_worse_but_for_updates_that_ended():
    for topic, plan, licence, serious in CASES:
        if licence and licence.use != UNLICENSED and not (licence.expired and topic.newer_version):
            without = judge(topic, plan, None, serious)
            assert judge(topic, plan, licence, serious).has_clock >= without.has_clock


def test_a_bug_in_ecosires_own_module_is_free_on_every_plan():
    """Article, Tier 1: "bug reports and defect resolution for licensed modules"."""
    defect = TopicFacts("Defect in a licensed module", about_module=True)
    for plan, licence in product(PLANS, LICENCES):
        if licence and licence.use != UNLICENSED:
            assert judge(defect, plan, licence).code == IN_PLAN


def test_updates_that_ended_are_told_with_a_defect_and_quoted_for_a_newer_version():
    ended = LicenceFacts("Labels", PRODUCTION, True, "31 Oct")
    defect = judge(TopicFacts("Defect", about_module=True), PlanFacts("Basic", True), ended)
    assert (defect.code, defect.notes) == (IN_PLAN, ("expired",))
    newer = judge(
        TopicFacts("Upgrade", about_module=True, newer_version=True),
        PlanFacts("Basic", True),
        ended,
    )
    assert (newer.code, newer.notes) == (QUOTED, ())
    assert "renewed" in newer.texts[0]


@pytest.mark.parametrize("use", USES)
@pytest.mark.parametrize("serious", YES_NO)
def test_a_staging_licence_with_a_production_incident_is_told_and_changes_nothing(use, serious):
    topic, plan = TopicFacts("Incident", needs_diagnosis=True), PlanFacts("Basic", True)
    verdict = judge(topic, plan, LicenceFacts("Labels", use), serious)
    assert verdict.code == judge(topic, plan).code
    assert verdict.notes == (("staging",) if use == STAGING and serious else ())


def test_the_ways_on_by_verdict():
    assert ways_on(OTHER_PLAN) == (ASK_QUOTE, ASK_PLAN)
    assert ways_on(QUOTED) == (ASK_QUOTE, SAY_WHY)
    assert [code for code in VERDICTS if has_clock(code)] == [IN_PLAN, UNKNOWN]


@pytest.mark.parametrize(
    ("make", "field"),
    [
        (lambda: TopicFacts(""), "name"),
        (lambda: TopicFacts("x", about_module=1), "about_module"),
        (lambda: TopicFacts("x", never_covered=None), "never_covered"),
        (lambda: PlanFacts("x", covers="yes"), "covers"),
        (lambda: PlanFacts("x", covering=None), "covering"),
        (lambda: LicenceFacts(""), "module"),
        (lambda: LicenceFacts("x", "test"), "use"),
        (lambda: LicenceFacts("x", expired=None), "expired"),
        (lambda: LicenceFacts("x", expired=True), "until"),
        (lambda: judge("x", PLANS[0]), "topic"),
        (lambda: judge(TOPICS[0], None), "plan"),
        (lambda: judge(TOPICS[0], PLANS[0], "x"), "licence"),
        (lambda: judge(TOPICS[0], PLANS[0], None, 1), "serious"),
        (lambda: ways_on("refused"), "code"),
        (lambda: has_clock(""), "code"),
    ],
)
def test_bad_input_is_named(make, field):
    with pytest.raises(ValueError, match=f"^{field}:"):
        make()
