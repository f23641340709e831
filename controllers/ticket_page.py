from odoo import http
from odoo.http import request

from ..core import seen
from ..models.selections import SEVERITIES
from . import door

SAID = "ecosire_support_said"


class SupportTicketPage(http.Controller):
    @http.route(f"{door.HOME}/ticket/<string:number>", type="http", auth="user", website=True)
    def ticket(self, number, pictures="", reply=""):
        """One ticket with all its context; pictures from elsewhere only when asked for.

        :param reply: id of a canned reply that is put into the answer
        """
        ticket = door.ticket_or_404(number).with_context(ecosire_support_pictures=pictures == "1")
        said = _take_said(ticket)
        if not said:  # the page that follows an action is no opening of its own
            request.env["ecosire.support.access.log"]._note_opening(ticket)
        text = reply and ticket._reply_text(reply)
        kept = {"action": "answer", "seen": "", "text": text} if text else None
        return ticket_page(ticket, said=said, kept=kept)


def ticket_page(ticket, said="", problem="", kept=None, status=200):
    """The page of ``ticket``.

    :param said: what has just been done, in words
    :param problem: what went wrong, in words
    :param kept: what the engineer had typed into which form: ``{"action": …, field: …}``
    """
    me = request.env["ecosire.support.engineer"]._of_user()
    can = ticket._portal_actions(me)
    shown = ticket._portal_page()
    _mark_new(shown["messages"], kept)
    values = {
        "ticket": shown,
        # sudo: res.company - only its face; engineers read no companies
        "face": ticket.sudo().company_id._support_face(),
        "can": can,
        "replies": ticket._reply_choices() if can["answer"] else [],
        "severities": SEVERITIES,
        "limits": ticket._portal_upload_limits(),
        "said": said,
        "problem": problem,
        "kept": kept or {},
        "lost_text": _lost_text(can, kept),
        "url": f"{door.HOME}/ticket/{ticket.number}",
    }
    return door.page("ecosire_support.portal_ticket", values, status)


def _mark_new(messages, kept):
    """Mark what came in after the form was opened that could not be sent."""
    before = seen.read_mark(kept["seen"]) if kept else None
    for message in messages if before else ():
        message["new"] = message["id"] > before.message and not message["automatic"]


def _lost_text(can, kept):
    """What was typed into a form that is not on the page any more."""
    if not kept or can["answer"] or can.get(kept["action"]):
        return ""
    return kept["text"] or kept["reason"]


def say_and_show(ticket, text):
    """Redirect to the page of ``ticket``, which says ``text`` once."""
    request.session[SAID] = {ticket.number: text}
    return request.redirect(f"{door.HOME}/ticket/{ticket.number}", code=303)


def _take_said(ticket):
    said = request.session.get(SAID) or {}
    if ticket.number not in said:
        return ""
    request.session.pop(SAID)
    return said[ticket.number]
