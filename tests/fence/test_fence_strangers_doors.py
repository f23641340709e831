"""The doors of Odoo that take a name, and the paths that are ours: strangers learn from neither.

What is ours is asked for beside what is nobody's, and the answers may differ in the name alone.
"""

import inspect
import json
import logging
import re
from urllib.parse import urlsplit

from odoo.service.model import call_kw
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...models.fence.ir_http import BROWSER_COOKIE
from ...models.fence.strangers import without_ours
from . import expected_rights as rights
from .people import FenceCase
from .test_fence_methods import public_methods
from .test_fence_strangers import StrangersCase

_logger = logging.getLogger(__name__)
# of one shape: an error about a word may show its letters, or how many there are
OURS, NONSENSE = "ecosire.support.ticket", "ecosire.suppotr.ticket"
QUIET = (
    "odoo.addons.base.models.ir_http",
    "odoo.addons.base.models.ir_model",
    "odoo.addons.base.models.ir_rule",
    "odoo.addons.web",
    "odoo.http",
    "odoo.models",
    "odoo.orm.models",
    "odoo.sql_db",
    "py.warnings",
)
NAMED = re.compile(r".{0,20}ecosire.{0,20}", re.I)
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
CHANGING = re.compile(r'csrf_token: "[^"]*"|o\d{10,}|\'[rt]\'')
THREAD = {"thread_model": OURS, "thread_id": 1}
# routes that take the name of a model as JSON, with what a stranger would send
NAMING = (
    ("/mail/thread/messages", {**THREAD, "fetch_params": {}}),
    ("/mail/data", {"fetch_params": [["mail.thread", {**THREAD, "request_list": []}]]}),
    ("/mail/chatter_fetch", THREAD),
    ("/mail/chatter_fetch", {**THREAD, "token": "x"}),
    ("/portal/chatter_init", THREAD),
    ("/mail/message/post", {**THREAD, "post_data": {"body": "x"}}),
    ("/mail/thread/recipients", THREAD),
    ("/mail/thread/subscribe", {"res_model": OURS, "res_id": 1, "partner_ids": [1]}),
    ("/mail/partner/from_email", {**THREAD, "emails": []}),
    ("/web/domain/validate", {"model": OURS, "domain": []}),
    ("/web/export/get_fields", {"model": OURS, "domain": []}),
    ("/web/dataset/resequence", {"model": OURS, "ids": [1]}),
    ("/html_editor/link_preview_internal", {"preview_url": f"/odoo/{OURS}/1"}),
    ("/html_editor/link_preview_internal", {"preview_url": "/odoo/support-tickets/1"}),
    ("/web/action/load", {"action_id": "ecosire_support.ticket_action"}),
)


def in_other_words(text):
    words = CHANGING.sub("", text).replace("/odoo/support-", "/odoo/suppotr-")
    return re.sub(r"(ecosire[._]|Action |/my/+)support", r"\1suppotr", words)


@tagged("post_install", "-at_install", "among_apps")
class TestFenceStrangersDoors(StrangersCase):
    def assert_unknown(self, ours, nonsense):
        self.assertEqual(ours.status_code, nonsense.status_code)
        texts = [
            # a page of a website shows its own address
            in_other_words(answer.text.replace(urlsplit(answer.url).path, "/path"))
            for answer in (ours, nonsense)
        ]
        self.assertEqual(*texts)

    @mute_logger(*QUIET)
    def test_our_paths_by_every_method_and_spelling(self):
        contract, number = self.contract.id, self.own["ecosire.support.ticket"].number
        paths = (
            ("/my/support", "/my/suppotr"),
            ("/my/support/desk", "/my/suppotr/desk"),
            ("/my//support/desk", "/my//suppotr/desk"),
            ("/my///support/desk", "/my///suppotr/desk"),
            (f"/my/support/ticket/{number}", f"/my/suppotr/ticket/{number}"),
            (f"/ecosire_support/card/{contract}/html", f"/ecosire_suppotr/card/{contract}/html"),
            ("/ecosire_support/statement/1/pdf", "/ecosire_suppotr/statement/1/pdf"),
            ("/ecosire_support/access-log/csv", "/ecosire_suppotr/access-log/csv"),
            ("/ecosire_support/slack/x/events", "/ecosire_suppotr/slack/x/events"),
            ("/support/link/x", "/support/nong/x"),
            ("/support/feed/x.json", "/support/nong/x.json"),
        )
        for who in self.strangers():
            for ours, nonsense in paths:
                for method in METHODS:
                    with self.subTest(f"{who} {method} {ours}"):
                        answers = [
                            self.url_open(path, method=method, allow_redirects=False)
                            for path in (ours, nonsense)
                        ]
                        self.assertEqual(*(answer.status_code for answer in answers))
                        if answers[0].status_code != 301:  # to the same path, spelt plainly
                            self.assert_unknown(*answers)

    @mute_logger(*QUIET)
    def test_no_cookie_tells_our_paths_from_others(self):
        self.authenticate(None, None)
        for mark in ("x", "é", "\xff", '"\\303\\251"', "x" * 3000):
            with self.subTest(mark[:9]):
                self.opener.cookies.set(BROWSER_COOKIE, mark)
                answers = [
                    self.url_open(path, allow_redirects=False)
                    for path in ("/my/support", "/my/suppotr")
                ]
                self.assert_unknown(*answers)
                self.assertEqual(answers[0].status_code, 404)

    @mute_logger(*QUIET)
    def test_routes_that_take_the_name_of_a_model(self):
        for who in self.strangers():
            for path, params in NAMING:
                with self.subTest(f"{who} {path} {params}"):
                    other = json.loads(in_other_words(json.dumps(params)))
                    self.assert_unknown(
                        *(self.url_open(path, json={"params": one}) for one in (params, other))
                    )

    @mute_logger(*QUIET)
    def test_lists_of_modules(self):
        for who in self.strangers():
            with self.subTest(who):
                for path in ("/web/webclient/translations", "/website/translations"):
                    self.assertNotIn("ecosire", self.url_open(path).text)
                modules = self.url_open("/web/session/modules", json={"params": {}})
                self.assertNotIn(
                    "ecosire_support", modules.text.replace("ecosire_support/venv", "")
                )
        self.authenticate(self.clerk.login, self.clerk.login)
        self.assertIn("ecosire_support", self.url_open("/web/webclient/translations").text)
        modules = self.url_open("/web/session/modules", json={"params": {}})
        self.assertIn("ecosire_support", modules.json()["result"])


@tagged("post_install", "-at_install", "among_apps")
class TestFenceStrangersNames(FenceCase):
    @mute_logger(*QUIET)
    def test_no_field_that_a_customer_reads_is_ours(self):
        customer, told = self.users[rights.CUSTOMER], []
        for name in self.env:
            records = self.env[name].with_user(customer)
            if (
                not records._abstract
                and not name.startswith("ecosire.")
                and records.has_access("read")
            ):
                told += [
                    f"{name}.{field}: {found[0]}"
                    for field, about in records.fields_get().items()
                    if (found := NAMED.search(f"{field} {about}"))
                ]
        self.assertFalse(told)

    @mute_logger(*QUIET)
    def test_no_public_method_tells_our_names_from_others(self):
        """Each method that RPC lets a customer call, with a name of ours and with one of nobody's."""
        customer, known, differ = self.users[rights.CUSTOMER], set(), []
        for model in self.env:
            records = self.env[model].with_user(customer)
            if model.startswith("ecosire.support."):
                continue
            for name in public_methods(records):
                method = getattr(type(records), name)
                plain = inspect.unwrap(method)
                if not getattr(method, "_api_model", False) or plain in known:
                    continue
                known.add(plain)
                for ours, nonsense in ARGUMENTS:
                    answers = [self.told(records, name, one) for one in (ours, nonsense)]
                    if in_other_words(answers[0]) != in_other_words(answers[1]):
                        differ.append((f"{model}.{name}{ours}", *(one[:200] for one in answers)))
        self.assertFalse(differ)
        _logger.info("fence: %s methods called with names of ours, 0 tell", len(known))

    def told(self, records, name, given):
        given = without_ours(self.env(user=records.env.user), list(given))
        try:
            with self.env.cr.savepoint() as savepoint:
                answer = repr(call_kw(records, name, given, {}))
                savepoint.rollback()
        except Exception as error:  # whatever the method stumbles over
            answer = repr(error)
        self.env.invalidate_all()
        return answer


ARGUMENTS = (
    ((OURS,), (NONSENSE,)),
    (([OURS],), ([NONSENSE],)),
    ((OURS, 1), (NONSENSE, 1)),
    ((OURS, "name"), (NONSENSE, "name")),
    ((OURS, "form"), (NONSENSE, "form")),
    ((OURS, [1]), (NONSENSE, [1])),
    ((OURS, []), (NONSENSE, [])),
    (("ecosire_support.group_user",), ("ecosire_suppotr.group_user",)),
    (("ecosire_support", "group_user"), ("ecosire_suppotr", "group_user")),
)
