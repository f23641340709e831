"""DESIGN §3: what a mail may do; issue texts on loops (RFC 3834) and stripped references."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.mail_kind import AUTO_REPLY, BOUNCE, LIST, PERSON, RECEIPT, mail_kind
from core.mail_token import make_token, read_token, strip_token

PERSONAL = [("From", "Amina <amina@ecosire.example>"), ("Subject", "Re: Deliveries")]


def kind(*extra, content_type="text/plain"):
    return mail_kind([*PERSONAL, *extra], content_type).kind


def test_a_persons_mail():
    assert kind() == PERSON
    assert kind(("Auto-Submitted", "no")) == PERSON
    assert kind(("X-Auto-Response-Suppress", "OOF, AutoReply")) == PERSON


@pytest.mark.parametrize(
    "header",
    [
        ("Auto-Submitted", "auto-replied"),
        ("Auto-Submitted", "auto-generated; type=x"),
        ("AUTO-SUBMITTED", "Auto-Notified"),
        ("X-Autoreply", "yes"),
        ("X-Autorespond", "Deliveries"),
        ("Precedence", "bulk"),
        ("Precedence", "auto_reply"),
        ("Return-Path", "<>"),
    ],
)
def test_headers_of_machines(header):
    assert kind(header) == AUTO_REPLY


@pytest.mark.parametrize(
    "subject",
    [
        "Automatic reply: Deliveries",
        "Out of Office: back on Monday",
        "Automatische Antwort: Lieferungen",
        "Abwesenheitsnotiz: Lieferungen",
        "Automatisch antwoord: leveringen",
        "Réponse automatique : livraisons",
        "Respuesta automática: entregas",
        "Risposta automatica: consegne",
        "自动答复: 交货",
    ],
)
def test_absence_notices_in_several_languages(subject):
    assert mail_kind([("From", "a@b.example"), ("Subject", subject)]).kind == AUTO_REPLY


def test_a_reply_to_an_absence_notice_is_a_persons():
    headers = [("From", "a@b.example"), ("Subject", "Re: Automatic reply: Deliveries")]
    assert mail_kind(headers).kind == PERSON


def test_reports_and_lists():
    assert kind(content_type="multipart/report; report-type=delivery-status") == BOUNCE
    receipt = "multipart/report; report-type=disposition-notification"
    assert kind(content_type=receipt) == RECEIPT
    assert mail_kind([("From", "MAILER-DAEMON@mx.example")]).kind == BOUNCE
    assert kind(("List-Id", "<odoo.example>")) == LIST
    assert kind(("List-Id", "<odoo.example>"), ("Precedence", "bulk")) == LIST


@given(st.from_regex(r"[A-Z0-9]{1,20}-[0-9]{1,12}", fullmatch=True), st.text(), st.text(min_size=1))
def test_a_token_proves_its_number_wherever_it_stands(number, words, secret):
    subject = f"Re: {words} {make_token(number, secret)} {words}"
    assert read_token(subject, secret) == number


@given(st.text(min_size=1), st.text(min_size=1))
def test_a_token_of_another_secret_proves_nothing(secret, other):
    if secret != other:
        assert read_token(make_token("ACME-1042", other), secret) is None


def test_a_guessed_number_proves_nothing():
    assert read_token("Re: [ACME-1042] help", "secret") is None
    assert read_token("Re: [ACME-1042/000000000000] help", "secret") is None
    token = make_token("ACME-1042", "secret")
    assert read_token(token.replace("1042", "1043"), "secret") is None


def test_the_subject_people_read_has_no_token():
    assert strip_token(f"Re: Deliveries {make_token('ACME-1042', 's')}") == "Re: Deliveries"


@pytest.mark.parametrize("number", ["", "acme-1", "ACME", "ACME-1]x"])
def test_what_is_no_number_gets_no_token(number):
    with pytest.raises(ValueError, match="number"):
        make_token(number, "secret")


def test_an_empty_secret_is_refused():
    with pytest.raises(ValueError, match="secret"):
        make_token("ACME-1", "")
