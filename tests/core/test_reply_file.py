"""Files of canned replies: read whole or not at all, with each fault told by its line."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.reply_book import Reply
from core.reply_file import FORMAT, LARGEST, MOST, read_book, write_book

TOPICS = ("incident",)
WORDS = st.text(st.characters(exclude_characters="{}\0", exclude_categories=("Cs",)), max_size=40)
NAMES = WORDS.map(lambda text: " ".join(text.split())).filter(bool)
BODIES = WORDS.map(lambda text: "\n".join(line.rstrip() for line in text.splitlines()).strip("\n"))
REPLIES = st.lists(
    st.builds(
        Reply,
        code=st.from_regex(r"[a-z0-9][a-z0-9_.-]{0,20}", fullmatch=True),
        name=NAMES,
        topic=st.sampled_from(["", "incident"]),
        body=BODIES.filter(bool),
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda reply: reply.code,
)


def faults(content):
    content = content if isinstance(content, bytes) else content.encode()
    book = read_book(content, TOPICS)
    assert not (book.replies and book.faults)
    return [(fault.line, fault.words % dict(fault.values)) for fault in book.faults]


@given(REPLIES)
def test_what_is_exported_is_imported_as_it_was(replies):
    book = read_book(write_book(replies).encode(), TOPICS)
    assert book.faults == ()
    assert sorted(book.replies, key=lambda r: r.code) == sorted(replies, key=lambda r: r.code)


@given(REPLIES)
def test_the_same_replies_give_the_same_file(replies):
    assert write_book(replies) == write_book(reversed(replies))
    assert json.loads(write_book(replies))["format"] == FORMAT


@given(st.binary(max_size=200))
def test_any_bytes_give_replies_or_faults_in_words(content):
    faults(content)


@given(st.text(max_size=200))
def test_any_text_after_a_good_head_gives_replies_or_faults(text):
    faults("code,name,body\n" + text)
    faults('{"replies": [' + text)


def test_csv_of_a_spreadsheet():
    for sign in ",;\t":
        text = f"\ufeffCode{sign}Name{sign}Body{sign}Topic\r\n"
        text += f'a{sign}"Hello"{sign}"Dear {{{{contact}}}},\r\n{sign} bye"{sign}incident\r\n\r\n'
        book = read_book(text.encode(), TOPICS)
        assert book.replies == (
            Reply("a", "Hello", "incident", f"Dear {{{{contact}}}},\n{sign} bye"),
        )


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        ("", 0, "no reply in the file"),
        ("[]", 0, "no reply in the file"),
        ("{}", 0, "no list of “replies”"),
        ('{"replies": 5}', 0, "no list of “replies”"),
        ("[1]", 1, "has to be an object"),
        ('[\n{"code": 5}]', 2, "“code” has to be text"),
        (
            '{"x": [1, {}],\n "replies":\n [{"code": "a", "name": "A", "body": "{{x}}"}]}',
            3,
            "{{x}}",
        ),
        ('[\n{"code": "a",}]', 2, "no well-formed JSON"),
        ("[" * 100_000, 0, "nested too deep"),
        ("[1" + "0" * 5000 + "]", 0, "too large a number"),
        ("name,body\nx,y", 1, "it lacks: code"),
        ("code,name,body\na,b,c,d", 2, "more cells"),
        ('code,name,body\na,b,"c', 2, "no well-formed CSV"),
        ('code,name,body\n"a\n",A,x\nb,,x', 4, "name is missing"),
        ("code,name,body\na,A,x\nb,B,x\na,C,x", 4, "stands in line 2 already"),
        (b"code,name,body\na,A,x\nb,\xff,x", 3, "no UTF-8"),
    ],
)
def test_each_fault_is_told_by_its_line(content, line, words):
    found = faults(content)
    assert [one for one in found if one[0] == line and words in one[1]], found


def test_all_faults_at_once_in_the_order_of_lines():
    assert [line for line, _words in faults("code,name,body\n,A,x\nb,B,\nc,,x")] == [2, 3, 4]


def test_what_is_too_much():
    assert "1 MB" in faults(b" " * (LARGEST + 1))[0][1]
    rows = "".join(f"c{number},N,x\n" for number in range(MOST + 1))
    assert faults("code,name,body\n" + rows)[0][0] == MOST + 2
