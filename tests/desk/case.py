"""Engineers at their desk: the page, the calls of its client, and the browser itself."""

from odoo.tests import tagged

from ..portal.case import HOME, PortalCase

DESK = f"{HOME}/desk"


@tagged("post_install", "-at_install")
class DeskCase(PortalCase):
    def call(self, method, *args, **kwargs):
        """A call of the desk's web client on tickets, as the browser sends it."""
        response = self.url_open(
            f"/web/dataset/call_kw/ecosire.support.ticket/{method}",
            json={
                "params": {
                    "model": "ecosire.support.ticket",
                    "method": method,
                    "args": args,
                    "kwargs": kwargs,
                }
            },
        )
        return response.json()
