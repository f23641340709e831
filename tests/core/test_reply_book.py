"""What a canned reply has to be, and what an import of some would change."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.reply_book import LIMITS, PLACEHOLDERS, Reply, compare, faults_of, tidy

GOOD = Reply("looking", "I am looking", "", "Dear {{contact}},\nsoon.")
TOPICS = ("incident",)
TEXT = st.text(max_size=30)


def test_a_good_one_has_no_fault():
    assert faults_of(GOOD, TOPICS) == ()
    assert faults_of(replace(GOOD, topic="incident"), TOPICS) == ()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"code": ""}, "code is missing"),
        ({"code": "Big One"}, "small letters"),
        ({"name": ""}, "name is missing"),
        ({"body": ""}, "text is missing"),
        ({"topic": "nowhere"}, "no topic"),
        ({"body": "{{contact"}, "Double braces"),
        ({"body": "{{contact.login}}"}, "stands for nothing"),
        ({"name": "x" * (LIMITS["name"] + 1)}, "longer than"),
        ({"body": "x" * (LIMITS["body"] + 1)}, "longer than"),
    ],
)
def test_each_fault_is_told_in_words(change, words):
    [fault] = faults_of(replace(GOOD, **change), TOPICS)
    assert words in fault.words
    assert fault.words % dict(fault.values)


def test_every_placeholder_is_known_and_explained():
    body = "\n".join(f"{{{{{name}}}}}" for name in PLACEHOLDERS)
    assert faults_of(replace(GOOD, body=body), TOPICS) == ()
    assert all(PLACEHOLDERS.values())


@given(TEXT, TEXT, TEXT, TEXT)
def test_tidying_twice_changes_nothing_more(code, name, topic, body):
    once = tidy(code, name, topic, body)
    assert tidy(once.code, once.name, once.topic, once.body) == once
    assert "\0" not in "".join((once.code, once.name, once.topic, once.body))


@given(st.lists(st.sampled_from("abcdef"), unique=True), st.sets(st.sampled_from("abcdef")))
def test_an_import_that_is_done_twice_changes_nothing_the_second_time(incoming, known):
    replies = [replace(GOOD, code=code) for code in incoming]
    present = {code: replace(GOOD, code=code, name="Older") for code in known}
    first = compare(present, replies)
    assert len(first.new) + len(first.changed) == len(replies)
    after = present | {reply.code: reply for reply in replies}
    assert compare(after, replies).same == tuple(replies)
