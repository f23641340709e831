import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import error_print as ep

FRAMES = st.lists(
    st.tuples(
        st.sampled_from(["sale", "stock", "shop_connector"]),
        st.sampled_from(["models/order", "models/move"]),
        st.sampled_from(["write", "create", "_compute_total"]),
    ),
    min_size=1,
    max_size=8,
)
LINES = st.integers(1, 9999)
SECRETS = st.text("abcdefghijkmnopqrstuvwxyz0123456789", min_size=8, max_size=30)


def trace(frames, line=1, home="/opt/odoo", error="KeyError: 'lot_id'"):
    rows = ["Traceback (most recent call last):"]
    for module, place, function in frames:
        rows.append(f'  File "{home}/addons/{module}/{place}.py", line {line}, in {function}')
        rows.append(f"    self.{function}(vals)")
    return "\n".join([*rows, error, ""])


@given(FRAMES, LINES, LINES, st.integers())
def test_line_numbers_ids_addresses_and_places_do_not_change_the_print(frames, one, two, number):
    first = trace(frames, one, error=f"KeyError: res.partner({number},) at 0x{abs(number):x}")
    second = trace(frames, two, home="/srv/elsewhere/odoo", error="KeyError: another")
    assert ep.error_print(first) == ep.error_print(second) != ""


@given(FRAMES, FRAMES)
def test_other_frames_are_another_error(one, two):
    assert (ep.error_print(trace(one)) == ep.error_print(trace(two))) == (one == two)


@given(FRAMES)
def test_another_type_is_another_error(frames):
    assert ep.error_print(trace(frames)) != ep.error_print(trace(frames, error="TypeError: x"))


@given(st.text())
def test_any_text_is_taken(text):
    assert isinstance(ep.error_print(text), str)
    assert isinstance(ep.module_at_fault(text), str)
    assert ep.mask(ep.mask(text)) == ep.mask(text)


@given(FRAMES)
def test_the_last_addon_is_at_fault_also_when_the_end_lies_outside(frames):
    outside = '  File "/usr/lib/python3/json/decoder.py", line 3, in decode\nValueError: x'
    assert ep.module_at_fault(trace(frames)) == frames[-1][0]
    assert ep.module_at_fault(trace(frames, error=outside)) == frames[-1][0]


def test_the_framework_is_not_blamed_for_what_another_addon_asked_of_it():
    frames = [("web", "controllers/dataset", "call_kw"), ("sale", "models/order", "write")]
    assert ep.module_at_fault(trace([*frames, ("base", "models/partner", "write")])) == "sale"
    assert ep.module_at_fault(trace([frames[0], ("base", "models/partner", "write")])) == "base"


def test_code_of_a_server_action_is_no_addon():
    action = '  File "ir.actions.server(338,)", line 2, in <module>\nValueError: x'
    text = trace([("base", "models/ir_actions", "run")], error=action)
    assert ep.module_at_fault(text) == ""
    assert ep.server_action(text) == 338
    assert ep.server_action(trace([("sale", "models/order", "write")])) == 0


CHROME = """UncaughtPromiseError > TypeError
Uncaught Promise > Cannot read properties of undefined (reading 'id')

TypeError: Cannot read properties of undefined (reading 'id')
    at DeliveryBoard.open (http://{host}/web/assets/{hash}/web.assets_web.min.js:{line}:33)
    at async Object.call [as run] (http://{host}/web/assets/{hash}/web.assets_web.min.js:{line}:9)
    at http://{host}/shop_connector/static/src/board.js:{line}:5"""
FIREFOX = "TypeError: this is undefined\nopen@http://{host}/stock/static/src/board.js:{line}:33\n"


@pytest.mark.parametrize("form", [CHROME, FIREFOX])
def test_an_error_of_the_browser_is_known_again_whatever_server_bundle_and_line(form):
    one = form.format(host="a.example", hash="1f2e3d4", line=12)
    two = form.format(host="b.example:8069", hash="9c8b7a6", line=40912)
    assert ep.error_print(one) == ep.error_print(two) != ""
    assert ep.error_print(one) != ep.error_print(one.replace("open", "close"))
    assert ep.exception_type(one) == "TypeError"


def test_a_script_tells_its_addon_where_it_is_no_bundle():
    assert ep.module_at_fault(FIREFOX.format(host="a", line=1)) == "stock"
    assert ep.module_at_fault(CHROME.format(host="a", hash="b", line=1)) == ""


def test_with_a_frame_of_the_server_the_browsers_do_not_count():
    server = trace([("sale", "models/order", "write")])
    assert ep.error_print(server + CHROME.format(host="a", hash="b", line=1)) == ep.error_print(
        server
    )


def test_without_a_frame_there_is_no_print():
    assert ep.error_print("TypeError: undefined is not a function") == ""
    assert ep.module_at_fault("nothing") == ""


@pytest.mark.parametrize(
    "form",
    [
        "password={}",
        "api_key: '{}'",
        '"access_token": "{}"',
        "Authorization: Bearer {}",
        "{{'Authorization': 'Basic {}'}}",
        "X-Api-Key: {}",
        "https://shop.example/?a=1&key={}&b=2",
        "postgres://odoo:{}@db/x",
        "client_secret = {}",
        "curl -H 'bearer {}'",
    ],
)
@given(secret=SECRETS)
def test_secrets_are_masked(form, secret):
    text = ep.mask(f"before {form.format('Q' + secret)} after")
    assert "Q" + secret not in text
    assert ep.MASKED in text


@pytest.mark.parametrize("name", ["password", "api_key", "x_token", "smtp_pass_word", "Secret"])
def test_names_of_secrets(name):
    assert ep.names_a_secret(name) == (name != "smtp_pass_word")
    assert not ep.names_a_secret("monkey_name")


def test_a_frame_is_no_secret():
    frame = trace([("sale", "models/order", "write")])
    assert ep.mask(frame) == frame


@given(st.text(), st.integers(20, 200))
def test_what_is_too_long_is_cut_to_its_begin_and_end(text, limit):
    short = ep.shorten(text, limit)
    assert len(short.encode()) <= limit
    if len(text.encode("utf-8", "replace")) > limit:
        assert ep.CUT in short


def test_the_end_of_a_long_traceback_stays():
    text = "x" * 100_000 + "KeyError: 'lot_id'"
    assert ep.shorten(text).endswith("KeyError: 'lot_id'")


@pytest.mark.parametrize("function", [ep.mask, ep.shorten, ep.error_print, ep.module_at_fault])
def test_only_text_is_taken(function):
    with pytest.raises(ValueError, match=re.compile("^(text|traceback): ")):
        function(None)


def test_a_limit_without_room_is_refused():
    with pytest.raises(ValueError, match="^limit: "):
        ep.shorten("x", 3)


@pytest.mark.parametrize(
    "unit", ["a", "key_", "a.", "\n", " ", "://", 'File "', "token=", "key ", "at a(", "@", "at "]
)
def test_a_hostile_text_costs_little(unit):
    text = (unit * ep.TRACE_LIMIT)[: ep.TRACE_LIMIT]
    start = time.process_time()
    ep.error_print(text)
    ep.mask(text)
    assert time.process_time() - start < 2
