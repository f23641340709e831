"""Engineers with a feed, and whoever asks for it over HTTP."""

from odoo.tests import HttpCase, tagged

from ...models.feed.feed import ALLOWED
from ..common import SupportMixin
from ..portal.case import without_tokens

FEEDS = "/support/feed/"


class FeedMixin(SupportMixin):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.feeds = cls.env["ecosire.support.feed"]
        cls.allow()
        cls.admin = cls.make_staff("delta_admin", "base.group_system")
        cls.ticket = cls.make_ticket(name="Nobody reads this title", impact="impaired")

    @classmethod
    def allow(cls, value="True"):
        cls.env["ir.config_parameter"].sudo().set_param(ALLOWED, value)

    @classmethod
    def document(cls, engineer=None):
        """What the feed of an engineer (Amina) says now."""
        engineer = engineer or cls.engineer
        token = cls.feeds._make(engineer)
        return cls.feeds._live(token)._document()

    @classmethod
    def numbers(cls, engineer=None):
        return [one["number"] for one in cls.document(engineer)["deadlines"]]


@tagged("post_install", "-at_install")
class FeedHttpCase(FeedMixin, HttpCase):
    def come_as(self, user):
        """Whoever asks from now on; None: nobody who has logged in."""
        self.authenticate(user and user.login, user and user.login)
        self.url_open("/my/nothing_of_the_kind")  # the first answer sets cookies

    def fetch(self, token, kind="json", **given):
        return self.url_open(f"{FEEDS}{token}.{kind}", allow_redirects=False, **given)

    def assert_as_unknown(self, answer, path="nothing/of/the/kind.json"):
        """The answer is that to a path which nobody has ever routed."""
        unknown = self.url_open(f"/support/{path}", allow_redirects=False)
        self.assertEqual(answer.status_code, unknown.status_code)
        self.assertEqual(answer.status_code, 404)
        self.assertEqual(set(answer.headers), set(unknown.headers))
        self.assertEqual(without_tokens(answer), without_tokens(unknown))
