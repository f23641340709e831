"""The client's name in front of a subject: once, in mails to ECOSIRE, whatever replies do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.face_subject import with_face, without_face

CLIENT, NUMBER = "Delta Distribution", "DELTA-1042"
FACE = "[Delta Distribution] DELTA-1042"
subjects = st.text(max_size=60)


@pytest.mark.parametrize(
    ("subject", "shown"),
    [
        ("Critical: nothing ships", f"{FACE} Critical: nothing ships"),
        ("Re: nothing ships", f"Re: {FACE} nothing ships"),
        ("AW: Re: nothing  ships", f"AW: Re: {FACE} nothing ships"),
        (f"Re: {FACE} nothing ships", f"Re: {FACE} nothing ships"),
        (f"{FACE} Re: nothing ships", f"Re: {FACE} nothing ships"),
        ("", FACE),
        ("[urgent] DELTA-1042 x", f"{FACE} [urgent] DELTA-1042 x"),
        ("[Delta Distribution] DELTA-10423 x", f"{FACE} [Delta Distribution] DELTA-10423 x"),
        ("x [DELTA-1042/5f2c9a01b7de]", f"{FACE} x [DELTA-1042/5f2c9a01b7de]"),
    ],
)
def test_where_it_stands(subject, shown):
    assert with_face(subject, CLIENT, NUMBER) == shown


@given(subjects, st.text(min_size=1, max_size=80).filter(str.strip))
def test_never_twice(subject, client):
    once = with_face(subject, client, NUMBER)
    assert with_face(once, client, NUMBER) == once
    assert with_face(f"Re: {once}", client, NUMBER).count(f"] {NUMBER}") == 1


@given(st.text("abc :-]", max_size=40))
def test_it_goes_as_it_came(subject):
    plain = without_face(subject, CLIENT, NUMBER)
    assert without_face(with_face(plain, CLIENT, NUMBER), CLIENT, NUMBER) == plain


def test_without_a_number_only_the_name_goes_in_front():
    assert with_face("The plan changes", CLIENT) == "[Delta Distribution] The plan changes"
    assert with_face("[Delta Distribution] The plan changes", CLIENT).count("[") == 1


def test_a_name_with_brackets_or_line_ends_cannot_break_it():
    assert with_face("x", "A [B]\r\nBcc: y", NUMBER) == "[A (B) Bcc: y] DELTA-1042 x"
    assert len(with_face("x", "n" * 500, NUMBER)) < 90
