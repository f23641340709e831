"""Engineers at their light pages over HTTP, as a browser without JavaScript would send it."""

import re

from lxml import html

from odoo.tests import HttpCase, new_test_user, tagged

from ..common import SupportMixin

HOME = "/my/support"


@tagged("post_install", "-at_install")
class PortalCase(SupportMixin, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer = new_test_user(cls.env, "a_customer", groups="base.group_portal")
        cls.stranger_company, cls.stranger_contract = cls.make_company(
            "Zeta Limited", cls.plan_xmlid
        )
        cls.stranger_clerk = cls.make_staff("zeta_clerk", company=cls.stranger_company)

    def come_as(self, person):
        user = person.user_id if person._name == "ecosire.support.engineer" else person
        self.authenticate(user.login, user.login)

    def page(self, path="", status=200, **params):
        """The parsed page at ``path`` below the queue."""
        response = self.url_open(HOME + path, params=params)
        self.assertEqual(response.status_code, status, path)
        return html.fromstring(response.text)

    def text_of(self, page):
        """What a reader sees of the page, in one line."""
        return " ".join(page.xpath("string(//main)").split())

    def ticket_path(self, ticket):
        return f"/ticket/{ticket.number}"

    def csrf(self, path=""):
        """The token in the forms of the page at ``path``; "" where it has no form."""
        return next(iter(self.page(path).xpath("//input[@name='csrf_token']/@value")), "")

    def token(self, ticket):
        return self.csrf(self.ticket_path(ticket))

    def post(self, path, form_at=None, files=None, **typed):
        """Send to ``path`` a form of the page there, or of that at ``form_at``."""
        data = {"csrf_token": self.csrf(path if form_at is None else form_at), **typed}
        return self.url_open(HOME + path, data=data, files=files)

    def send(self, ticket, action, files=None, follow=True, **typed):
        """Send a form of the ticket's page as the browser does."""
        # a critical ticket asks when the client hears next: the second choice of the form
        asked = {"next_in": "60"} if action == "answer" else {}
        data = {"csrf_token": self.token(ticket), **asked, **typed}
        return self.url_open(
            f"{HOME}{self.ticket_path(ticket)}/{action}",
            data=data,
            files=files,
            allow_redirects=follow,
        )

    def assert_said(self, response, words):
        page = html.fromstring(response.text)
        self.assertEqual(response.status_code, 200)
        self.assertIn(words, page.xpath("string(//*[@role='status'])"))

    def assert_problem(self, response, words, status=422):
        page = html.fromstring(response.text)
        self.assertEqual(response.status_code, status)
        self.assertIn(words, page.xpath("string(//*[@role='alert'])"))
        return page

    def answers(self, ticket):
        return ticket.message_ids.filtered(
            lambda m: (
                m.message_type == "comment" and m.author_id == self.engineer.user_id.partner_id
            )
        )


def without_tokens(response):
    """The body of a page without what differs from one request to the next."""
    return re.sub(r'csrf_token: "[^"]*"|value="\w{40,}"', "", response.text)
