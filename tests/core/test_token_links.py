"""Links that open a file for whoever holds them, replaced in a mail by links to a page."""

import re

from hypothesis import given
from hypothesis import strategies as st

from core.token_links import linked_files, with_pages

BASE = "https://erp.example"
PAGES = {7: f"{BASE}/page/7?a=1&b=2"}
NAMES = {7: "a <b>.png"}
OTHER = f"{BASE}/page"


def link(number, token="abc-DEF_1", kind="image", more=""):
    return f"{BASE}/web/{kind}/{number}?{more}access_token={token}"


def changed(body):
    return with_pages(body, PAGES, NAMES, OTHER)


def test_a_picture_becomes_a_link_with_its_name():
    body = f'<p>See <img alt="x" src="{link(7)}" style="width: 3px">!</p>'
    page = "https://erp.example/page/7?a=1&amp;b=2"
    assert changed(body) == f'<p>See <a href="{page}">[a &lt;b&gt;.png]</a>!</p>'


def test_a_link_leads_to_the_page_and_an_unknown_file_to_the_general_one():
    assert changed(f'<a href="{link(7, kind="content")}">f</a>').count("/page/7") == 1
    assert changed(f"({link(8)})") == f"({OTHER})"
    assert changed(f"<img src='{link(8)}'/>") == f'<a href="{OTHER}">[…]</a>'


def test_all_spellings_are_found():
    for address in (
        "/web/image/12?access_token=x",
        link(12),
        link(12, more="download=true&amp;"),
        link(12, more="unique=1&"),
        f"{BASE}/web/image/12/300x200/name.png?access_token=x#y",
    ):
        assert linked_files(f'<a href="{address}">') == {12}, address


def test_links_without_a_token_stay():
    body = f'<img src="{BASE}/web/image/7"><a href="/web/content/7?token=1">x</a>'
    assert linked_files(body) == set()
    assert changed(body) == body


@given(st.text(), st.integers(0, 10**12), st.text("abcdef0-9_"))
def test_no_token_is_left(text, number, token):
    body = f'{text}<img src="{link(number, token)}">{text}<a href="{link(number, token)}">'
    assert number in linked_files(body)
    assert not linked_files(changed(body))
    assert not re.search(r"/web/image/\d+\?access_token", changed(body))


@given(st.text())
def test_any_text_is_taken(text):
    assert linked_files(text) == linked_files(text)
    assert isinstance(changed(text), str)
