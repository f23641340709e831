"""Issue 5, "help from inside the error": what a browser sends is bounded, masked, never believed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import browser_facts, error_report

KEY = "0f8fad5b-d9cb-469f-a165-70867728950e"
TRACE = """Traceback (most recent call last):
  File "/opt/odoo/addons/stock/models/move.py", line 12, in _action_done
    self.lot_id.use(token='s3cr3t')
ValueError: serial number used already, api_key=abcdef
"""
JSONISH = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)
CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0"


def report(**more):
    return error_report.read({"key": KEY, "traceback": TRACE, **more}, 7)


class TestReport:
    def test_what_is_kept(self):
        kept = report(text=" I scanned the box ")
        assert (kept.kind, kept.module, kept.text) == ("ValueError", "stock", "I scanned the box")
        assert kept.summary == "ValueError: serial number used already, api_key=***"
        assert "s3cr3t" not in kept.trace + kept.summary
        assert len(kept.print_) == 64

    def test_an_error_in_evaluated_code_is_named_by_itself(self):
        trace = TRACE.replace(
            "ValueError: serial number used already",
            "ValueError: IndexError('list index out of range') while evaluating\n'code…'\n#",
        )
        assert report(traceback=trace).summary == "IndexError: list index out of range"

    def test_the_same_error_of_another_person_has_the_same_print(self):
        other = error_report.read({"key": KEY[::-1], "traceback": TRACE}, 8)
        assert other.print_ == report().print_

    def test_an_error_without_a_frame_is_ones_own(self):
        vague = {"key": KEY, "traceback": "Something went wrong"}
        prints = {error_report.read(vague, person).print_ for person in (7, 7, 8)}
        assert len(prints) == 2

    def test_an_endless_text_is_bounded_and_hides_no_secret_at_the_cut(self):
        line = "token=" + "S" * 50 + "\n"
        kept = report(traceback=line * 60_000 + TRACE)
        assert len(kept.trace.encode()) <= 64 * 1024
        assert "SS" not in kept.trace
        assert kept.kind == "ValueError"

    @pytest.mark.parametrize("raw", [None, [], "x", {}, {"key": KEY}, {"traceback": TRACE}])
    def test_no_report(self, raw):
        with pytest.raises(ValueError, match="report"):
            error_report.read(raw, 7)

    @pytest.mark.parametrize("key", ["", "x" * 65, "short", 5, None, "a' OR 1=1 --------"])
    def test_a_key_that_is_none(self, key):
        with pytest.raises(ValueError, match="reload the page"):
            report(key=key)

    def test_words_around_the_error_are_no_summary(self):
        kept = report(traceback="Something went wrong", message="Odoo Server Error")
        assert kept.summary == ""

    @given(JSONISH)
    def test_anything_is_taken_or_refused_in_words(self, raw):
        try:
            error_report.read(raw, 7)
        except ValueError as error:
            assert str(error) in (error_report.NO_REPORT, error_report.NO_KEY)

    @given(st.text(min_size=1), JSONISH, JSONISH)
    def test_any_text_is_bounded(self, trace, message, text):
        if not trace.replace("\0", "").strip():
            return
        kept = report(traceback=trace + "\nx", message=message, text=text)
        assert len(kept.summary) <= error_report.SUMMARY_LIMIT
        assert len(kept.text) <= error_report.TEXT_LIMIT
        assert "\0" not in kept.trace + kept.text


class TestFacts:
    def test_what_is_known_gets_in(self):
        facts = browser_facts.read(
            {
                "page": "/odoo/deliveries/42?debug=1&cids=1-2&q=Jansen#x",
                "action_id": 338,
                "model": "stock.picking",
                "record_id": 42,
                "view": "form",
                "screen": [1400, 900],
                "steps": [["menu", "stock.menu_root", 20], ["button", "button_validate", 1]],
                "password": "x",
            }
        )
        assert facts.page == "/odoo/deliveries/42?cids=1-2"
        assert facts.screen == "1400 × 900"
        assert [step.name for step in facts.steps] == ["stock.menu_root", "button_validate"]
        assert set(facts.to_json()) == {
            *("page", "action_id", "model", "record_id", "view", "screen", "steps")
        }

    @pytest.mark.parametrize(
        "step",
        [
            ["typed", "hello", 1],
            ["button", "Send to Jan Jansen now", 1],
            ["button", "<script>", 1],
            ["button", "x" * 101, 1],
            ["button", "x", -1],
            ["button", "x", True],
            ["button", "", 1],
            ["button", 5, 1],
            [["button"], "x", 1],
            "button",
            None,
        ],
    )
    def test_a_step_without_its_form_is_left_out(self, step):
        assert browser_facts.read({"steps": [step]}).steps == ()

    def test_the_last_steps_are_kept(self):
        steps = [["button", f"b{n}", 0] for n in range(100)]
        assert [one.name for one in browser_facts.read({"steps": steps}).steps][-1] == "b99"
        assert len(browser_facts.read({"steps": steps}).steps) == browser_facts.STEPS

    @pytest.mark.parametrize(
        "page", ["javascript:alert(1)", "//x.example/<b>", "/a b", "/" + "x" * 6000, 5]
    )
    def test_no_page(self, page):
        assert browser_facts.page(page) == ""

    @given(JSONISH)
    def test_whatever_comes_only_known_facts_stay(self, raw):
        told = browser_facts.read(raw).to_json()
        assert not told or isinstance(raw, dict)

    @pytest.mark.parametrize(
        ("agent", "name"),
        [
            (f"{CHROME} Safari/537.36", "Chrome 156 on Linux"),
            (f"{CHROME} Safari/537.36 Edg/155.0", "Edge 155 on Linux"),
            (
                "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko Firefox/140.0",
                "Firefox 140 on Windows",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 19) Version/19.1 Mobile/15E1 Safari/604",
                "Safari 19 on iOS",
            ),
            ("Mozilla/5.0 (Linux; Android 15) Chrome/150.0 Mobile", "Chrome 150 on Android"),
            ("<script>alert(1)</script>", ""),
            (None, ""),
        ],
    )
    def test_browsers(self, agent, name):
        assert browser_facts.browser(agent) == name
