import json
import re

from odoo.tests import tagged

from ...controllers.desk import SCREENS
from ...models.fence.calls import ACTIONS
from .case import DESK, DeskCase


@tagged("post_install", "-at_install")
class TestDeskPage(DeskCase):
    def session_info(self):
        page = self.url_open(DESK)
        self.assertEqual(page.status_code, 200)
        self.assertEqual(page.headers["Cache-Control"], "no-store")
        self.assertEqual(page.headers["X-Frame-Options"], "DENY")
        return json.loads(re.search(r"__session_info__ = (\{.*\});", page.text).group(1))

    def test_an_engineer_and_a_lead_are_told_who_they_are_and_no_more(self):
        for person, is_lead in ((self.engineer, False), (self.lead, True)):
            self.come_as(person)
            info = self.session_info()
            self.assertEqual(info["ecosire_support"]["is_lead"], is_lead)
            self.assertEqual(info["ecosire_support"]["engineer"], {"name": person.name})
            self.assertEqual(
                sorted(info["user_context"]), ["lang", "tz", "uid"], "nothing of companies"
            )
            for key in ("currencies", "user_companies", "user_settings", "storeData"):
                self.assertNotIn(key, info)

    def test_an_address_that_names_no_screen_is_told_so_in_words(self):
        self.come_as(self.engineer)
        actions = [self.env.ref(name) for name in ACTIONS]
        self.assertEqual(
            {f"ecosire-desk-{name}" for name in SCREENS}, {one.path for one in actions}
        )
        for name in SCREENS:
            self.assertEqual(self.url_open(f"{DESK}/{name}").status_code, 200)
        absent = self.url_open(f"{DESK}/nothing")
        self.assertEqual(absent.status_code, 404)
        self.assertIn("There is nothing here", absent.text)

    def test_a_ticket_that_is_absent_and_one_that_is_forbidden_are_told_alike(self):
        mine = self.make_ticket()
        foreign = self.make_ticket(self.stranger_clerk, company_id=self.stranger_company.id)
        self.come_as(self.engineer)
        self.assertEqual(self.url_open(f"{DESK}/queue/{mine.id}").status_code, 200)
        self.assertEqual(self.url_open(f"{DESK}/queue/{mine.id}/queue").status_code, 200)
        told = set()
        for key in (foreign.id, foreign.id + 10**6, 10**30, "new", "x"):
            page = self.url_open(f"{DESK}/queue/{key}")
            self.assertEqual(page.status_code, 404)
            told.add(re.sub(rf"queue/{key}\b", "", page.text))
        self.assertEqual(len(told), 1)
        self.assertIn("There is nothing here", told.pop())

    def test_filters_and_groups_go_by_what_an_engineer_knows_in_his_words(self):
        tickets = self.env["ecosire.support.ticket"]
        found = tickets.with_user(self.engineer.user_id).fields_get()
        for offer in ("searchable", "groupable"):
            offered = {name for name, facts in found.items() if facts.get(offer)}
            self.assertLessEqual({"contract_id", "severity", "state", "submitted_at"}, offered)
            self.assertFalse({"id", "company_id", "clock_id", "create_uid"} & offered)
        self.assertIn(("waiting_client", "Waiting for the client"), found["state"]["selection"])
        self.assertEqual(found["scope"]["string"], "In the plan?")
        of_the_client = tickets.with_user(self.clerk).fields_get(["state", "company_id"])
        self.assertIn(("waiting_client", "Waiting for you"), of_the_client["state"]["selection"])
        self.assertTrue(of_the_client["company_id"]["searchable"])

    def test_the_desk_does_not_exist_for_anybody_else(self):
        absent = {}
        for person in (self.customer, self.clerk, self.manager, self.stranger_clerk):
            self.come_as(person)
            for path in (DESK, f"{DESK}/queue", f"{DESK}/queue/1"):
                with self.subTest(f"{person.login} {path}"):
                    found = self.url_open(path, allow_redirects=False)
                    unknown = self.url_open("/my/no-such-page", allow_redirects=False)
                    self.assertEqual(found.status_code, 404)
                    self.assertEqual(unknown.status_code, 404)
                    absent[person.login] = found
        self.authenticate(None, None)
        self.assertEqual(self.url_open(DESK, allow_redirects=False).status_code, 404)
