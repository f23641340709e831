"""The actions of a ticket as the desk sends them: the same table, an answer for a script."""

from werkzeug.exceptions import NotFound

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from . import door, form
from .ticket_actions import ACTIONS, BODY_LIMIT, FIELDS, perform


class SupportDeskActions(http.Controller):
    @http.route(
        f"{door.HOME}/desk/act/<string:number>/<string:action>",
        type="http",
        auth="user",
        website=True,
        # checked below, after the role: the refusal then brings the token of the present login
        csrf=False,
        max_content_length=BODY_LIMIT,
    )
    def act(self, number, action, **_form):
        """Do ``action``: ``{"said": …}``, or ``{"problem": …}`` and a code that is no success."""
        ticket = door.ticket_or_404(number)
        if action not in ACTIONS or not form.is_sent():
            raise NotFound()
        if not form.is_token_good():
            # no other site can read an answer of ours, so the token is told to our page alone;
            # it sends again by itself only for the same person
            present = {"csrf_token": request.csrf_token(), "uid": request.env.uid}
            return _answer({"problem": form.expired(), **present}, 400)
        try:
            return _answer({"said": perform(ticket, action, form.texts(*FIELDS))})
        except UserError as error:
            return _answer({"problem": " ".join(error.args[:1])}, error.http_status)


def _answer(values, status=200):
    return request.make_json_response(values, headers=door.HEADERS, status=status)
