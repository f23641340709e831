"""The engineer's own page: he makes his address, sees who reads it, and ends it."""

from lxml import html

from odoo.tests import tagged
from odoo.tools import mute_logger

from ...models.feed.feed import ALLOWED
from ..portal.case import PortalCase


@tagged("post_install", "-at_install")
class TestFeedPage(PortalCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.feeds = cls.env["ecosire.support.feed"]
        cls.env["ir.config_parameter"].sudo().set_param(ALLOWED, "True")

    def setUp(self):
        super().setUp()
        self.come_as(self.engineer)

    def press(self, what, status=200, **given):
        answer = self.post("/feed", what=what, **given)
        self.assertEqual(answer.status_code, status)
        return answer

    def addresses(self, answer):
        return html.fromstring(answer.text).xpath("//div[@class='o_es_feed_address']/input/@value")

    def test_an_address_is_shown_once(self):
        self.assertIn("You have no address here yet", self.text_of(self.page("/feed")))
        made = self.press("make")
        self.assertEqual(made.headers["Cache-Control"], "no-store")
        as_json, as_calendar = self.addresses(made)
        self.assertEqual(self.url_open(as_json).json()["client"], "Delta Distribution")
        self.assertTrue(self.url_open(as_calendar).text.startswith("BEGIN:VCALENDAR"))
        token = as_json.rpartition("/")[2].partition(".")[0]
        later = self.page("/feed")
        self.assertNotIn(token, self.url_open("/my/support/feed").text)
        self.assertIn("Last fetched", self.text_of(later))
        self.assertIn("from 127.0.0.1", self.text_of(later))

    @mute_logger("odoo.http")
    def test_a_new_one_ends_the_old_and_ending_ends_it(self):
        old = self.addresses(self.press("make"))[0]
        new = self.addresses(self.press("make"))[0]
        self.assertEqual(self.url_open(old).status_code, 404)
        self.assertEqual(self.url_open(new).status_code, 200)
        ended = self.press("end")
        self.assertIn("opens nothing any more", ended.text)
        self.assertEqual(self.url_open(new).status_code, 404)
        self.assertEqual(len(self.engineer.feed_ids), 2)

    def test_a_form_of_an_earlier_login_changes_nothing(self):
        self.press("make")
        before = self.engineer.feed_ids
        self.press("make", 400, csrf_token="x")
        self.press("nonsense", 422)
        self.assertEqual(self.engineer.feed_ids, before)
        self.assertFalse(before.ended_at)

    def test_where_it_is_not_allowed_the_page_says_so(self):
        self.env["ir.config_parameter"].sudo().set_param(ALLOWED, "False")
        self.assertIn("This client has not allowed it", self.text_of(self.page("/feed")))
        self.press("make", 400)  # there is no form whose token could be sent
        self.assertFalse(self.engineer.feed_ids)

    def test_it_is_off_until_somebody_allows_it(self):
        self.env["ir.config_parameter"].sudo().search([("key", "=", ALLOWED)]).unlink()
        self.assertFalse(self.feeds._are_allowed())

    @mute_logger("odoo.http")
    def test_it_is_nobody_elses_page(self):
        for person in (self.customer, self.clerk, self.manager):
            self.come_as(person)
            with self.subTest(person.name):
                self.page("/feed", status=404)

    def test_two_clicks_at_once_leave_one_address(self):
        for _click in range(2):
            self.feeds._make(self.engineer)
        live = self.feeds.search([("engineer_id", "=", self.engineer.id), ("ended_at", "=", False)])
        self.assertEqual(len(live), 1)
