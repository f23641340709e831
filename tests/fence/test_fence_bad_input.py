"""Bad input at every door of ours: whatever comes, a clear page, nothing lost and nothing leaked.

The pages are found by walking their links and the forms by reading the pages, so a new page or form
is tried without being named here; what takes an id in its address is tried with those of nobody,
of others, and with what is no id at all.
"""

import html
import logging
from urllib.parse import urlsplit

import lxml.html

from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.ecosire_support.models.fence.rights import HOME

from . import expected_rights as rights
from .people import NOTE, SECRET
from .test_fence_routes import QUIET, RouteCase

_logger = logging.getLogger(__name__)
EVIL = "\"'><script>alert(4711)</script><img src=x onerror=alert(4711)>{{7*7}}\u202e\0 end"
RAW = ("<script>alert(4711)", "<img src=x onerror")
CLEAR = {200, 303, 400, 403, 404, 405, 409, 410, 413, 422}
MOST_PAGES = 90
BLANKS = {
    "%00",
    "%FF%FE",
    "x" * 3000,
    "%3Cscript%3Ealert(4711)%3C/script%3E",
    "-1",
    "0",
    "99999999999999999999",
    "1e3",
    "..%2f..%2fweb%2fcontent",
    "%E2%80%AE",
    "1%27%20OR%201=1--",
}


class BadInputCase(RouteCase):
    def get(self, path, **given):
        return self.url_open(path, allow_redirects=False, timeout=60, **given)

    def assert_clear(self, answer, where):
        self.assertIn(answer.status_code, CLEAR, f"{where}: {answer.text[:300]}")
        for bad in (*RAW, "Traceback (most recent", 'File "/', "psycopg2", SECRET, NOTE):
            self.assertNotIn(bad, answer.text, where)

    def pages(self, role):
        """``{path: tree}`` of every page that links lead to from the queue."""
        self.log_in(role)
        found, todo = {}, [HOME, "/my"]
        while todo and len(found) < MOST_PAGES:
            path = todo.pop(0)
            answer = self.get(path)
            self.assert_clear(answer, path)
            tree = None
            if answer.status_code == 200 and "text/html" in answer.headers["Content-Type"]:
                tree = lxml.html.fromstring(answer.content)
            found[path] = tree
            for link in tree.xpath("//a/@href") if tree is not None else ():
                where = urlsplit(link)
                ours = where.path.startswith(("/my/", f"{HOME}/")) or where.path == HOME
                if ours and not where.netloc and link not in found and link not in todo:
                    todo.append(link)
        return {path: tree for path, tree in found.items() if tree is not None}

    def forms(self, pages):
        """Each form once, however many pages show it: ``(page, form)``."""
        known = set()
        for path, tree in pages.items():
            for form in tree.forms:
                name = (form.get("action"), tuple(sorted(form.fields.keys())))
                if name not in known:
                    known.add(name)
                    yield path, form

    def send(self, path, form, token):
        """Send a form with nonsense in each of its fields."""
        data, files = {}, {}
        for field in form.inputs:
            if not field.name or field.name == "csrf_token":
                continue
            if field.get("type") == "file":
                files[field.name] = (f"{EVIL[:60]}.svg", b"<svg onload='alert(4711)'/>")
            else:
                data[field.name] = EVIL
        if token is not None:
            data["csrf_token"] = token
        where = form.get("action") or path
        if (form.get("method") or "get").lower() == "get":
            return self.get(where, params=data)
        if files:
            return self.get(where, data=data, files=files)
        return self.get(where, data=data)


@tagged("post_install", "-at_install", "among_apps")
class TestFenceBadInput(BadInputCase):
    @mute_logger(*QUIET, "odoo.sql_db")
    def test_nonsense_in_every_form(self):
        """With a token that has expired, then with a good one, then once more: the back button."""
        tried = 0
        for role in (rights.ENGINEER, rights.LEAD):  # the lead's forms end the engineer's access
            pages = self.pages(role)
            for path, form in self.forms(pages):
                token = dict(form.fields).get("csrf_token")
                for sent in ("expired", token, token):
                    tried += 1
                    answer = self.send(path, form, sent)
                    self.assert_clear(answer, f"{role} {form.get('action') or path}")
                    if sent == "expired" and answer.status_code == 400:
                        self.assert_kept(form, answer)
            for path in pages:
                self.assert_clear(self.get(path), path)
            _logger.info("fence: %s pages as %s, %s forms sent, 0 failed", len(pages), role, tried)

    def assert_kept(self, form, answer):
        """What was typed is still on the page that says why it was not taken."""
        typed = EVIL.replace("\0", "")
        if form.xpath(".//textarea[not(@readonly)]"):
            self.assertIn(typed.strip(), html.unescape(answer.text))

    @mute_logger(*QUIET, "odoo.sql_db")
    def test_nonsense_in_every_address(self):
        tried = 0
        self.log_in(rights.LEAD)
        for rule in self.env["ir.http"].routing_map().iter_rules():
            if not rule.rule.startswith((HOME, "/support/")) or "<" not in rule.rule:
                continue
            for blank in sorted(BLANKS):
                path = "".join(blank if is_blank else text for is_blank, text in rule._trace)
                for body in (None, {"text": EVIL}):
                    tried += 1
                    self.assert_clear(self.get(path.lstrip("|"), data=body), rule.rule)
        _logger.info("fence: %s requests with nonsense in the address, 0 failed", tried)

    @mute_logger(*QUIET)
    def test_nobody_is_told_anything_once_logged_out(self):
        self.log_in(rights.LEAD)
        page = lxml.html.fromstring(self.get(HOME + "/outage/new").content)
        form = next(one for one in page.forms if "csrf_token" in one.fields)
        token = form.fields["csrf_token"]
        self.get("/web/session/logout")
        for path in (HOME, f"{HOME}/outage/new", f"{HOME}/desk", f"{HOME}/team"):
            for answer in (self.get(path), self.send(path, form, token)):
                self.assertIn(answer.status_code, (303, 400, 404), path)
                self.assertNotIn(self.contract.code, answer.text)

    @mute_logger(*QUIET)
    def test_a_body_that_is_too_large_or_no_text_is_said_so(self):
        self.log_in(rights.ENGINEER)
        number = self.own["ecosire.support.ticket"].number
        path = f"{HOME}/ticket/{number}/answer"
        token = lxml.html.fromstring(self.get(f"{HOME}/ticket/{number}").content)
        token = token.xpath("//input[@name='csrf_token']/@value")[0]
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        for data, headers in (
            (b"csrf_token=" + token.encode() + b"&text=\xff\xfe\xc3\x28", form),
            (b"text=" + b"x" * 20_000_000, form),
            ("csrf_token=éo99999999999&text=x".encode(), form),
            (b"{}", {"Content-Type": "application/json"}),
            (b"--x", {"Content-Type": "multipart/form-data; boundary=x"}),
            (b"", {"Content-Type": "multipart/form-data"}),
        ):
            with self.subTest(data[:20]):
                answer = self.get(path, data=data, headers=headers)
                self.assertIn(answer.status_code, CLEAR | {415})
                self.assertNotIn("Traceback", answer.text)


@tagged("post_install", "-at_install", "among_apps")
class TestFenceAbsentAndForbidden(RouteCase):
    """What another company has, and what nobody has: one answer, for as much work."""

    def blanks(self):
        """For each blank of our addresses, what is of another company and what is of nobody."""
        foreign = self.foreign
        row = {
            name: foreign[f"ecosire.support.{name}"] for name in ("ticket", "contract", "absence")
        }
        number, code = row["ticket"].number, row["contract"].code
        return {
            "absence_id": (row["absence"].id, 2**30),
            "change_id": (foreign["ecosire.support.plan.change"].id, 2**30),
            "code": (code, "NOBODY"),
            "engineer_id": (foreign["ecosire.support.engineer"].id, 2**30),
            "key": (code, "NOBODY"),
            "number": (number, number.replace("-", "-9")),
            "reply_id": (2**30, 2**30 - 1),  # replies are everybody's: none is of another company
        }

    @mute_logger(*QUIET)
    def test_they_answer_alike(self):
        tried, blanks = 0, self.blanks()
        blanks["statement"] = (self.foreign["ecosire.support.contract.statement"].name, "NO-1")
        for role in rights.VENDOR:
            self.log_in(role)
            for rule in self.env["ir.http"].routing_map().iter_rules():
                names = set(rule.arguments) - {"action", "form", "name", "page", "subpath"}
                if not rule.rule.startswith(f"{HOME}/") or not names:
                    continue
                self.assertLessEqual(names, set(blanks), f"{rule.rule}: say above what is foreign")
                for body in (None, {"text": "x"}):
                    tried += 1
                    self.ask_for(rule, blanks, 1, body)  # what Odoo keeps in mind, it has now
                    answers = [self.ask_for(rule, blanks, side, body) for side in (0, 1)]
                    self.assertEqual(*answers, f"{role} {rule.rule}")
        _logger.info("fence: %s pairs of absent and forbidden addresses, 0 differ", tried)

    def ask_for(self, rule, blanks, side, body):
        """The status, the words and the number of queries of an answer."""
        given = {name: str(pair[side]) for name, pair in blanks.items()}
        if "/statement/" in rule.rule:
            given["number"] = given["statement"]
        given |= {"action": "take", "form": "pdf", "name": "x"}
        path = "".join(given[text] if blank else text for blank, text in rule._trace).lstrip("|")
        before = self.env.cr.sql_log_count
        answer = self.url_open(path, data=body, allow_redirects=False)
        words = answer.text
        for name in rule.arguments:
            words = words.replace(html.escape(given[name]), "?") if len(given[name]) > 3 else words
        return answer.status_code, words, self.env.cr.sql_log_count - before
