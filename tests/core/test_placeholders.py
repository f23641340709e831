"""Placeholders are names and nothing more, filled once, with plain text."""

from html import escape, unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.placeholders import as_html, fill, has_stray_braces, names_in, unknown_in

VALUES = {"contact": "Jan de Vries", "number": "ACME-1", "next_update": ""}
ANY = st.text(max_size=60)
PLAIN = st.text(st.characters(exclude_characters="{}", exclude_categories=("Cs",)), max_size=60)


def test_names_are_filled_wherever_they_stand():
    text = "Dear {{contact}},\n\n{{ number }}: {{contact}}"
    assert fill(text, VALUES) == "Dear Jan de Vries,\n\nACME-1: Jan de Vries"
    assert names_in(text) == ("contact", "number")


def test_a_line_about_what_there_is_not_is_left_out():
    text = "Hello.\n\nYou hear again by {{next_update}}.\n\nBye"
    assert fill(text, VALUES) == "Hello.\n\nBye"
    assert fill("By {{next_update}}", VALUES) == ""


@pytest.mark.parametrize(
    "text",
    ["{{contact.name}}", "{{contact[0]}}", "{{contact()}}", "{{__class__}}", "{{}}", "{{ }}"],
)
def test_nothing_but_a_known_name_stands_for_anything(text):
    assert unknown_in(text, VALUES)
    with pytest.raises(ValueError, match="stands for nothing"):
        fill(text, VALUES)


@pytest.mark.parametrize("text", ["{{contact", "contact}}", "{{con{tact}}", "{{{contact}}}x}}"])
def test_braces_that_belong_to_nothing_are_told(text):
    assert has_stray_braces(text)
    with pytest.raises(ValueError):
        fill(text, VALUES)


def test_single_braces_are_ordinary_text():
    code = 'domain = [{"a": 1}] % {}'
    assert fill(code, VALUES) == code


@given(ANY)
def test_a_value_is_never_read_as_a_placeholder_again(value):
    said = " ".join(value.split())
    assert fill("<{{a}}>", {"a": value, "b": "secret"}) == (f"<{said}>" if said else "")


@given(PLAIN)
def test_text_without_braces_stays_as_it_is(text):
    kept = [line for line in "\n".join(text.splitlines()).split("\n") if line.strip()]
    assert [line for line in fill(text, VALUES).split("\n") if line.strip()] == kept


@given(st.dictionaries(st.sampled_from("abc"), ANY), st.lists(st.sampled_from("abc"), max_size=5))
def test_what_is_filled_has_no_braces_but_those_of_the_values(values, used):
    text = "\n".join(f"x {{{{{name}}}}}" for name in used)
    known = {"a": "", "b": "", "c": "", **values}
    filled = fill(text, known)
    assert filled.count("x ") >= sum(1 for name in used if known[name])


@given(ANY)
def test_html_holds_the_words_and_no_tag_of_theirs(text):
    html = as_html(text)
    for tag in ("p", "ul", "li"):
        assert html.count(f"<{tag}>") == html.count(f"</{tag}>")
    bare = html
    for tag in ("<p>", "</p>", "<ul>", "</ul>", "<li>", "</li>", "<br>"):
        bare = bare.replace(tag, " ")
    assert "<" not in bare and ">" not in bare
    assert escape(unescape(bare)) == bare


def test_html_has_paragraphs_lines_and_lists():
    text = "Dear <b>,\nnext line\n\nPlease:\n- one & two\n* three\nafter"
    assert as_html(text) == (
        "<p>Dear &lt;b&gt;,<br>next line</p><p>Please:</p>"
        "<ul><li>one &amp; two</li><li>three</li></ul><p>after</p>"
    )
    assert as_html("-5 degrees") == "<p>-5 degrees</p>"
