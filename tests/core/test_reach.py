"""What the system-down card leads to: links that a phone opens, and an entry of its address book."""

from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.reach import NO_PAGE, mail_link, page, phone_link, vcard, whatsapp_link

NUMBER = "+92 300 1234567"


def test_links_that_a_phone_opens():
    assert phone_link(NUMBER) == "tel:+923001234567"
    assert whatsapp_link(NUMBER) == "https://wa.me/923001234567"
    assert mail_link("support@ecosire.example") == "mailto:support@ecosire.example"


def test_a_subject_cannot_add_anything_to_a_mail():
    link = urlsplit(mail_link("a+b@ecosire.example", "DELTA & co?\r\nBcc: x@y.example"))
    assert (link.scheme, link.path) == ("mailto", "a+b@ecosire.example")
    assert parse_qs(link.query) == {"subject": ["DELTA & co?\r\nBcc: x@y.example"]}
    assert "\n" not in link.query and "\r" not in link.query


@given(st.emails())
def test_every_address_stays_itself(address):
    assert unquote(urlsplit(mail_link(address)).path) == address


@pytest.mark.parametrize("typed", ["https://status.ecosire.com", " https://a.example/x?y=1#z "])
def test_a_status_page(typed):
    assert page(typed) == typed.strip()


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "status.ecosire.com",
        "http://status.ecosire.com",
        "javascript:alert(1)",
        "https://",
        "https://localhost",
        "https://127.0.0.1",
        "https://2130706433",
        "https://[::1]/",
        "https://user:secret@status.ecosire.com",
        "https://status.ecosire.com:99999",
        "https://status.ecosire.com/\n",
        "https://status.ecosire.com/a b",
        "https://status.ecosire.com/\0",
        "https://stätus.ecosire.com",
        "https://a.example/" + "x" * 200,
    ],
)
def test_what_is_no_page_is_refused_in_words(typed):
    if typed.endswith("\n"):
        assert page(typed) == typed.strip()  # a line end from a paste is no fault
        return
    with pytest.raises(ValueError, match="^status: ") as refused:
        page(typed, "status")
    assert str(refused.value) == f"status: {NO_PAGE}"


def test_an_entry_of_an_address_book():
    text = vcard(
        "ECOSIRE Support",
        (("Emergency", "+923001234567"), ("WhatsApp", "+923007654321")),
        "support@ecosire.example",
        "https://status.ecosire.com",
        "Contract DELTA; say: number, company\nCritical: 2 h",
    )
    lines = unfolded(text)
    assert lines[0] == "BEGIN:VCARD"
    assert lines[-1] == "END:VCARD"
    assert "item1.TEL;TYPE=VOICE:+923001234567" in lines
    assert "item2.X-ABLabel:WhatsApp" in lines
    assert r"NOTE:Contract DELTA\; say: number\, company\nCritical: 2 h" in lines


def test_what_is_missing_leaves_no_empty_line():
    lines = unfolded(vcard("ECOSIRE", (), "", "", "x"))
    assert not [line for line in lines if line.startswith(("EMAIL", "URL", "item"))]


@given(st.text(max_size=200), st.text(max_size=300))
def test_no_text_breaks_out_of_its_line(name, note):
    text = vcard(name, ((name, "+923001234567"),), "", "", note)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    lines = unfolded(text)
    assert len(lines) == 9
    assert [line.split(":")[0].split(";")[0] for line in lines] == [
        *("BEGIN", "VERSION", "FN", "N", "ORG"),
        *("item1.TEL", "item1.X-ABLabel", "NOTE", "END"),
    ]


def unfolded(text):
    return text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")
