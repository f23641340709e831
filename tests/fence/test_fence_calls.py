"""The desk's calls as an engineer may make them: the list, and every way around it."""

from odoo.service.model import get_public_method
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...models.fence import calls
from . import expected_rights as rights
from .people import SECRET, FenceCase
from .test_fence_routes import QUIET, RouteCase, is_not_found

TICKET = "ecosire.support.ticket"


@tagged("post_install", "-at_install", "among_apps")
class TestFenceCallList(FenceCase):
    def test_the_list_is_the_expected_one(self):
        self.assertEqual(set(calls.CALLS), set(rights.CALLS))
        for model, names in calls.CALLS.items():
            self.assertEqual(set(names), rights.CALLS[model], model)
        self.assertEqual(set(calls.ACTIONS), rights.ACTIONS)

    def test_every_call_exists_and_reads_or_is_guarded(self):
        """What acts is among the guarded methods, and open to engineers or leads."""
        reading = rights.READS | {"has_group"}
        for model, names in calls.CALLS.items():
            for name in names:
                with self.subTest(f"{model}.{name}"):
                    get_public_method(self.env[model], name)
                    if name in reading:  # Odoo's own, for every model
                        continue
                    self.assertTrue(rights.METHODS[f"{model}.{name}"] & rights.VENDOR)

    def test_models_of_the_list_are_readable(self):
        for model in calls.CALLS:
            for role in rights.VENDOR:
                self.assertTrue(self.env[model].with_user(self.users[role]).has_access("read"))


@tagged("post_install", "-at_install", "among_apps")
class TestFenceCallDoor(RouteCase):
    def call(self, model, method, args=(), door="call_kw", **kwargs):
        params = {"model": model, "method": method, "args": list(args), "kwargs": kwargs}
        return self.url_open(f"/web/dataset/{door}", json={"params": params})

    @mute_logger(*QUIET)
    def test_what_is_listed_is_answered(self):
        for role in rights.VENDOR:
            self.log_in(role)
            found = self.call(
                TICKET, "web_search_read", domain=[], specification={"number": {}}
            ).json()["result"]
            self.assertEqual(found["length"], 1)
            self.assertEqual(found["records"][0]["number"], self.own[TICKET].number)

    @mute_logger(*QUIET)
    def test_the_web_client_asks_about_the_one_who_calls_alone(self):
        self.log_in(rights.ENGINEER)
        me, clerk = self.users[rights.ENGINEER].id, self.clerk.id
        group = "base.group_portal"
        self.assertIs(self.call("res.users", "has_group", [me, group]).json()["result"], True)
        answers = [
            self.call("res.users", "has_group", [[one], group]).text for one in (clerk, 2**30)
        ]
        self.assertIn("error", answers[0])
        self.assertEqual(*answers)

    @mute_logger(*QUIET)
    def test_what_is_not_listed_does_not_exist(self):
        """Known or unknown, ours or Odoo's: one answer, whatever the path says."""
        self.log_in(rights.ENGINEER)
        number = self.own[TICKET].id
        answers = set()
        for model, method, args in (
            ("no.such.model", "read", [[1]]),
            ("res.partner", "read", [[1]]),
            ("res.partner", "web_search_read", []),
            ("res.users", "read", [[self.uid]]),
            ("mail.message", "search_read", []),
            ("ir.filters", "create_filter", [{}]),
            (TICKET, "write", [[number], {"name": "x"}]),
            (TICKET, "web_save", [[number], {"name": "x"}, {}]),
            (TICKET, "create", [{"name": "x"}]),
            (TICKET, "unlink", [[number]]),
            (TICKET, "export_data", [[number], ["name"]]),
            (TICKET, "message_post", [[number]]),
            (TICKET, "onchange", [[number], {}, [], {}]),
            (TICKET, "_portal_page", [[number]]),
            (TICKET, "no_such_method", [[number]]),
            (TICKET, "sudo", [[number]]),
        ):
            for door in (
                "call_kw",
                "call_button",
                f"call_kw/{TICKET}/web_search_read",
                f"call_button/{TICKET}/take",
            ):
                with self.subTest(f"{door} {model}.{method}"):
                    answer = self.call(model, method, args, door)
                    self.assertTrue(is_not_found(answer))
                    answers.add((answer.status_code, answer.text))
        self.assertEqual(len(answers), 1)

    @mute_logger(*QUIET)
    def test_no_form_of_the_body_gets_around_the_list(self):
        self.log_in(rights.ENGINEER)
        good = {"model": TICKET, "method": "search_count", "args": [[]], "kwargs": {}}
        evil = {"model": "res.partner", "method": "search_count", "args": [[]], "kwargs": {}}
        bodies = [
            [],
            [{"params": good}, {"params": evil}],
            "text",
            7,
            {},
            {"params": None},
            {"params": list(evil.items())},
            {"params": [["model", "res.partner"]]},
            {"params": evil | {"model": ["res.partner"]}},
            {"params": evil | {"model": {"model": TICKET}}},
            {"params": good | {"method": ["search_count"]}},
            {"params": good | {"method": "search_count "}},
            {"params": good | {"method": None}},
            {"params": good | {"args": "x"}},
            {"params": good | {"args": {"0": []}}},
            {"params": good | {"kwargs": []}},
            {"params": good | {"kwargs": None}},
            {"params": good | {"model": f"{TICKET}\0"}},
            {"params": {"model": TICKET, "method": "search_count"}},
        ]
        for body in bodies:
            with self.subTest(str(body)[:80]):
                answer = self.url_open("/web/dataset/call_kw", json=body)
                self.assertTrue(is_not_found(answer), answer.text[:200])
        for raw in (
            b'{"params": ' + b"[" * 5000 + b"]" * 5000 + b"}",
            b"\xff\xfe{}",
            b"{",
            b"",
        ):
            with self.subTest(raw[:20]):
                answer = self.url_open(
                    "/web/dataset/call_kw", data=raw, headers={"Content-Type": "application/json"}
                )
                self.assertTrue(is_not_found(answer), answer.text[:200])
        # of two same names the last one counts, for the list as for Odoo
        twice = (
            '{"params": {"model": "ecosire.support.ticket", "method": "search_count", '
            '"args": [[]], "kwargs": {}, "model": "res.partner"}}'
        )
        answer = self.url_open(
            "/web/dataset/call_kw", data=twice, headers={"Content-Type": "application/json"}
        )
        self.assertTrue(is_not_found(answer))

    @mute_logger(*QUIET)
    def test_a_call_as_large_as_a_file_is_refused(self):
        self.log_in(rights.ENGINEER)
        answer = self.call(TICKET, "search_count", [[["name", "=", "x" * 2_000_000]]])
        self.assertTrue(is_not_found(answer))

    @mute_logger(*QUIET)
    def test_absent_and_forbidden_ids_answer_alike(self):
        self.log_in(rights.ENGINEER)
        foreign, absent = self.foreign[TICKET].id, 2**30
        for method, args in (
            ("web_read", [{"number": {}}]),
            ("web_read", [{"submitter_id": {"fields": {"display_name": {}}}}]),
            ("take", []),
            ("acknowledge", []),
        ):
            with self.subTest(method):
                answers = [
                    self.call(TICKET, method, [[one], *args]).text.replace(str(one), "ID")
                    for one in (foreign, absent)
                ]
                self.assertEqual(*answers)
                self.assertNotIn("Traceback", answers[0])

    @mute_logger(*QUIET, "odoo.http")
    def test_an_error_shows_no_line_of_code(self):
        self.log_in(rights.ENGINEER)
        for args in (
            [[["no_such_field", "=", 1]]],
            [[["name", "nonsense", 1]]],
            ["x"],
            [1, 2, 3, 4],
        ):
            with self.subTest(str(args)):
                answer = self.call(TICKET, "search_count", args)
                self.assertIn("error", answer.json())
                self.assertNotIn('File "', answer.text)

    @mute_logger(*QUIET)
    def test_an_error_names_no_group_of_the_client(self):
        group = self.env["res.groups"].create({"name": f"Board {SECRET}"})
        access = {"name": "x", "model_id": self.env["ir.model"]._get_id("res.company")}
        self.env["ir.model.access"].create({**access, "group_id": group.id, "perm_read": True})
        self.log_in(rights.ENGINEER)
        contract = "ecosire.support.contract"
        answer = self.call(contract, "search_read", domain=[], fields=["company_ids"])
        self.assertIn("error", answer.json())
        self.assertNotIn("group", answer.json()["error"]["data"]["message"])
        self.assertNotIn(SECRET, answer.text)

    @mute_logger(*QUIET)
    def test_the_desks_own_actions_and_views_are_loaded(self):
        """By XML id, path or id; a view by its id or as the foremost of its kind."""
        self.log_in(rights.ENGINEER)
        for xmlid in calls.ACTIONS:
            action = self.env.ref(xmlid)
            for asked in filter(None, (xmlid, action.id, str(action.id), action.path)):
                with self.subTest(asked):
                    params = {"action_id": asked, "context": {"default_name": "x"}}
                    answer = self.url_open("/web/action/load", json={"params": params}).json()
                    self.assertEqual(answer["result"]["id"], action.id)
                    params = {"actions": [{"action": asked}, {"action": asked, "resId": 2**30}]}
                    answer = self.url_open("/web/action/load_breadcrumbs", json={"params": params})
                    self.assertEqual(answer.json()["result"], [{"display_name": action.name}] * 2)
            views = [[view_id, kind] for view_id, kind in action.views]
            views.append([action.search_view_id.id or False, "search"])
            for asked in (views, [[False, kind] for _id, kind in views]):
                answer = self.call(
                    action.res_model,
                    "get_views",
                    views=asked,
                    options={"toolbar": True, "load_filters": True, "action_id": action.id},
                ).json()["result"]
                self.assertEqual(set(answer["views"]), {kind for _id, kind in views})
                for view in answer["views"].values():
                    self.assertFalse({"toolbar", "filters"} & set(view))

    @mute_logger(*QUIET)
    def test_views_and_actions_of_others_do_not_exist(self):
        self.log_in(rights.ENGINEER)
        view = self.env.ref("ecosire_support.ticket_view_form", raise_if_not_found=False)
        views = [self.env.ref("base.view_partner_form").id, view and view.id or 1, 2**30, "1", None]
        for one in views:
            answer = self.call(TICKET, "get_views", views=[[one, "form"]], options={})
            self.assertTrue(is_not_found(answer), one)
        partners = self.env.ref("base.action_partner_form")
        for action in (
            partners.id,
            str(partners.id),
            "base.action_partner_form",
            "ecosire_support.no_such_action",
            2**30,
            True,
            None,
            "contacts",
        ):
            with self.subTest(action):
                answer = self.url_open("/web/action/load", json={"params": {"action_id": action}})
                self.assertTrue(is_not_found(answer))
                answer = self.url_open(
                    "/web/action/load_breadcrumbs",
                    json={"params": {"actions": [{"action": action}]}},
                )
                self.assertTrue(is_not_found(answer))
