from werkzeug.exceptions import NotFound

from odoo import models
from odoo.http import request

from .calls import narrow_action, narrow_breadcrumbs, narrow_call
from .seen import keep_seen

LARGEST_CALL = 1024 * 1024  # bytes; files come by forms, never by calls
# the routes by which the web client calls methods and loads actions
CALLS = ("/web/dataset/call_", "/web/action/load")
BREADCRUMBS = "/web/action/load_breadcrumbs"
ACTION = "/web/action/load"
REFUSED = {"params": {"model": "base", "method": "", "args": [], "kwargs": {}}}


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    @classmethod
    def _ecosire_support_narrow_call(cls, route):
        """What the desk asks of the server, as ``calls`` allows it.

        The body is kept as it was narrowed, so what is checked is what is called. All else is
        refused before Odoo looks anything up, by one answer: nobody learns from it what exists.
        """
        data = REFUSED
        if (request.httprequest.content_length or 0) <= LARGEST_CALL:
            try:
                asked = request.get_json_data()
                params = cls._ecosire_support_narrowed(route, asked["params"])
                data = {"id": asked.get("id"), "params": params} if params else REFUSED
            except (KeyError, TypeError, AttributeError, ValueError, RecursionError):
                data = REFUSED  # no call of the web client at all
        request.get_json_data = lambda: data

    @classmethod
    def _ecosire_support_check_narrowed(cls, route):
        """Once it is known who calls: refuse what was not narrowed, and ids that are not seen."""
        if not route.startswith(CALLS):
            return
        data = request.get_json_data()
        if data is REFUSED:
            raise NotFound()
        if "model" in data["params"]:
            keep_seen(request.env, data["params"])

    @classmethod
    def _ecosire_support_narrowed(cls, route, params):
        env = request.env
        if route == BREADCRUMBS:
            return narrow_breadcrumbs(
                params, env["ir.actions.actions"]._ecosire_support_find_action
            )
        if route == ACTION:
            return narrow_action(params, env["ir.actions.actions"]._ecosire_support_find_action)
        return narrow_call(params, env["ir.ui.view"]._ecosire_support_find_view)
