"""Engineers at the ticket of their desk, as the desk's screen calls the server."""

import io
import json

from PIL import Image

from odoo.tests import tagged

from ..portal.case import HOME, PortalCase


def png(colour="red"):
    """The bytes of a small picture."""
    content = io.BytesIO()
    Image.new("RGB", (4, 4), colour).save(content, "PNG")
    return content.getvalue()


@tagged("post_install", "-at_install")
class DeskTicketCase(PortalCase):
    def desk_act(self, ticket, action, files=None, token=None, number=None, **typed):
        """Send an action as the desk's screen does."""
        data = {"csrf_token": token or self.token(ticket), **typed}
        return self.url_open(
            f"{HOME}/desk/act/{number or ticket.number}/{action}",
            data=data,
            files=files,
            allow_redirects=False,
        )

    def assert_done(self, response, words):
        self.assertEqual(response.status_code, 200, response.text)
        self.assertIn(words, response.json()["said"])

    def assert_refused(self, response, words, status=422):
        self.assertEqual(response.status_code, status, response.text)
        self.assertIn(words, response.json()["problem"])
        self.assertNotIn("said", response.json())

    def desk_page(self, ticket, person, **given):
        """What the screen of ``ticket`` gets, through JSON like there."""
        return json.loads(json.dumps(self.by(ticket, person).desk_page(**given)))
