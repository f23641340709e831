"""The head, the words and the file names of mails that no parser would take."""

import random

import pytest

from core.file_name import safe_name
from core.mail_head import fingerprint, head_print, read_head
from core.mail_plain import files, plain_text, text_size
from core.mail_token import bare_number
from core.mail_words import own_words, words_digest


def head(*lines):
    return read_head("\r\n".join(lines).encode("utf-8", "surrogateescape") + b"\r\n\r\nbody")


@pytest.mark.parametrize(
    ("value", "sender"),
    [
        ("Jan <jan@delta.example>", "jan@delta.example"),
        ("JAN@Delta.Example", "jan@delta.example"),
        ('"amina@ecosire.example" <kim@elsewhere.example>', "kim@elsewhere.example"),
        ("kim@elsewhere.example (amina@ecosire.example)", "kim@elsewhere.example"),
        ("amina@ecosire.example <kim@elsewhere.example>", ""),
        ("amina@ecosire.example, kim@elsewhere.example", ""),
        ("Jan de Wit", ""),
        ("<>", ""),
    ],
)
def test_a_sender_is_exactly_one_address(value, sender):
    assert head(f"From: {value}").sender == sender


def test_two_from_headers_are_nobodys_word():
    assert head("From: a@x.example", "From: b@x.example").sender == ""


def test_bytes_without_a_charset_are_read_by_what_they_look_like():
    assert read_head(b"Subject: Dr\xfccker\r\n\r\n").subject == "Drücker"
    assert read_head("Subject: Drücker\r\n\r\n".encode()).subject == "Drücker"


def test_a_copy_has_the_same_print_whatever_servers_wrote_above_it():
    raw = b"Message-ID: <1@x>\r\nFrom: a@x.example\r\n\r\nbody\r\n"
    copy = b"Received: by here\n" + raw.replace(b"\r\n", b"\n") + b"\n"
    changed = raw + b"-- footer"
    prints = [fingerprint(read_head(one), one) for one in (raw, copy, changed)]
    assert prints[0] == prints[1] != prints[2]
    assert head_print(read_head(raw)) == head_print(read_head(changed))


def test_nothing_makes_the_reader_fail():
    chance = random.Random(7)
    alphabet = b'\r\n\r\n :;=?@<>"[]()\x00\xff\xc3Content-TypeFromboundary--multipart/mixed'
    for _turn in range(3000):
        raw = bytes(chance.choice(alphabet) for _ in range(chance.randrange(400)))
        seen = read_head(raw)
        for text in (seen.subject, seen.author, seen.message_id, plain_text(raw)):
            assert "\x00" not in text
            text.encode()
        files(raw)
        assert text_size(raw) >= 0


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        (r"C:\Users\jan\order.xlsx", "order.xlsx"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("<img src=x>.png", "_img src=x_.png"),
        ("...", "file"),
        ("", "file"),
        ("a" * 300 + ".pdf", "a" * 146 + ".pdf"),
    ],
)
def test_a_file_name_is_a_name(name, safe):
    assert safe_name(name) == safe


def test_quotes_are_not_own_words():
    text = "Any news?\n\nOn Tue, ECOSIRE <desk@ecosire.example> wrote:\n> old words\nbelow"
    assert own_words(text) == "any news below"
    assert words_digest("Any  NEWS") == words_digest("any news!")
    assert words_digest("subject", "> only a quote") is None


def test_a_bare_number_is_found_with_or_without_a_false_token():
    assert bare_number("Re: ACME-1042 it") == "ACME-1042"
    assert bare_number("Re: it [ACME-1042/000000000000]") == "ACME-1042"
    assert bare_number("nothing") is None
