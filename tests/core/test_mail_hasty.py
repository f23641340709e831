"""Machines without a mark are told by haste and words together; people in haste are not."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.mail_hasty import HASTE, hasty_words, written_at

SENT = datetime(2026, 11, 24, 10, tzinfo=UTC)
OURS = "High: Labels print twice"


def judged(subject, seconds=30, ours=OURS):
    return hasty_words(subject, [ours], SENT, [SENT + timedelta(seconds=seconds)])


@pytest.mark.parametrize(
    "subject",
    [
        f"{OURS} - Out of office",
        f"Re: {OURS} (I am on annual leave)",
        f"RE: {OURS} [OOO]",
        "We have received your request",
        "[#88123] Ticket created",
        "Your case 00123 has been received",
        "Thank you for contacting ECOSIRE",
        f"AW: {OURS} (Abwesenheit)",
        "Ihre Anfrage ist eingegangen",
        f"Antw: {OURS} - niet aanwezig",
        "Ontvangstbevestiging",
        f"RE: {OURS} : absence du bureau",
        "Accusé de réception de votre demande",
        f"RV: {OURS} - fuera de la oficina",
        f"R: {OURS} - in ferie",
        f"Re: {OURS} - de férias",
        f"Odp: {OURS} - poza biurem",
        f"SV: {OURS} - Autosvar",
        f"Ynt: {OURS} - ofis dışında",
        f"Отв: {OURS} - в отпуске",
        f"{OURS} رد تلقائي",
        f"{OURS} (چھٹی پر)",
        f"回复：{OURS} 不在办公室",
        f"{OURS} 自動返信",
    ],
)
def test_words_that_machines_add_in_haste(subject):
    assert judged(subject)
    assert not judged(subject, HASTE.total_seconds() + 1)


@pytest.mark.parametrize(
    "subject",
    [
        f"Re: {OURS}",
        f"AW: {OURS}",
        f"RE: RE: {OURS}",
        OURS,
        "",
        "Re: it",
        f"Re: {OURS} - done, please try",
        "I look into it",
        "Re: which printer?",
        "Received goods are counted twice",
        "Vacation module",
    ],
)
@pytest.mark.parametrize("seconds", [0, 5, 60, 120])
def test_a_person_in_haste_counts(subject, seconds):
    assert not judged(subject, seconds)


@pytest.mark.parametrize(
    "title",
    [
        "Out of office replies are not sent",
        "Leave request is lost when on leave",
        "Automatic reply to customers fails",
        "Abwesenheitsnotiz geht nicht",
    ],
)
def test_what_the_client_wrote_about_comes_back_and_is_no_sign(title):
    assert not judged(f"Re: High: {title}", ours=f"High: {title}")
    assert not judged(f"Re: {title}", ours=title.upper())
    assert judged(f"Re: {title} (fuori ufficio)", ours=title)


def test_whichever_moment_is_known_counts():
    """A fetching job comes minutes after the answer was written."""
    late = SENT + timedelta(minutes=7)
    hasty = SENT + timedelta(seconds=20)
    assert hasty_words("Out of office", [OURS], SENT, [late, hasty])
    assert not hasty_words("Out of office", [OURS], SENT, [late])
    assert not hasty_words("Out of office", [OURS], SENT, [SENT - timedelta(seconds=1)])
    assert not hasty_words("Out of office", [OURS], SENT, [])


def test_an_instant_without_a_zone_is_refused_by_name():
    with pytest.raises(ValueError, match="^answered: "):
        hasty_words("x", [], datetime(2026, 1, 1), [])
    with pytest.raises(ValueError, match="^moments: "):
        hasty_words("x", [], SENT, [datetime(2026, 1, 1)])


@pytest.mark.parametrize(
    ("date", "moment"),
    [
        ("Tue, 24 Nov 2026 15:00:00 +0500", SENT),
        ("Tue, 24 Nov 2026 10:00:00 -0000", SENT),
        ("24 Nov 2026 10:00:00", SENT),
        ("yesterday", None),
        ("", None),
        ("Tue, 99 Nov 2026 10:00:00 +0000", None),
    ],
)
def test_the_date_of_a_mail(date, moment):
    assert written_at(date) == moment


@given(st.text(max_size=300))
def test_no_date_makes_it_fail(date):
    written_at(date)
