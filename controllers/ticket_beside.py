"""What the page of a ticket asks for by itself: a canned reply, and who else has it open."""

from werkzeug.exceptions import NotFound

from odoo import http
from odoo.http import request

from . import door, form


class SupportTicketBeside(http.Controller):
    @http.route(
        f"{door.HOME}/ticket/<string:number>/reply/<int:reply_id>",
        type="http",
        auth="user",
        website=True,
    )
    def reply(self, number, reply_id):
        """A canned reply for this ticket, filled in: ``{"text": …}``."""
        text = door.ticket_or_404(number)._reply_text(str(reply_id))
        if text is None:
            raise NotFound()
        return request.make_json_response({"text": text}, headers=door.HEADERS)

    @http.route(
        f"{door.HOME}/ticket/<string:number>/here",
        type="http",
        auth="user",
        website=True,
        csrf=False,  # checked below: without a good token nothing is noted
    )
    def here(self, number, **_form):
        """The page is open, said by its script: who else is there, and whether anything is new."""
        ticket = door.ticket_or_404(number)
        if not form.is_sent() or not form.is_token_good():
            raise NotFound()
        sent = form.texts("typing", "left")
        if sent["left"]:
            ticket.leave()
            return request.make_json_response({}, headers=door.HEADERS)
        told = ticket.stay(sent["typing"] == "1")
        told["words"] = ticket._here_in_words(told["others"])
        return request.make_json_response(told, headers=door.HEADERS)
