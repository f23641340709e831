"""The forms of the ticket page: each is one action of the ticket, and a page that says how it went.

They work without JavaScript. What cannot be done comes back on the page in plain words, with
everything that was typed.
"""

from odoo import http
from odoo.exceptions import AccessError, UserError
from odoo.http import request

from ..models.common.guard import GROUP_LEAD
from . import door, form
from .ticket_page import say_and_show, ticket_page
from .ticket_work_actions import WORK_ACTIONS

# a little more than what an answer may carry, so that one that is too large is told so in words
BODY_LIMIT = 128 * 1024 * 1024
# what the forms of all actions hold; anything else that is sent is not read
FIELDS = (
    "text",
    "body",  # the text as HTML, from the desk's composer
    "then",
    "root_cause",
    "reason",
    "severity",
    "spoken_at",
    "engineer",
    "holder",
    "verdict",
    "step",
    "reference",
    "version",
    "minutes",
    "day",
    "entry",
    "other",
    "next_in",
    "next_update",
    "kind",
    "until",
    "seen",  # what the form was written upon
)


class SupportTicketActions(http.Controller):
    @http.route(
        f"{door.HOME}/ticket/<string:number>/<string:action>",
        type="http",
        auth="user",
        website=True,
        # checked below, after the role: the refusal then keeps what was typed
        csrf=False,
        max_content_length=BODY_LIMIT,
    )
    def act(self, number, action, **_form):
        """Do ``action`` with what its form holds; its fields are read from the request itself."""
        ticket = door.ticket_or_404(number)
        if action not in ACTIONS or not form.is_sent():
            # also where a login ends that was asked for in the middle of an answer
            return request.redirect(f"{door.HOME}/ticket/{ticket.number}", code=303)
        typed = form.texts(*FIELDS)
        kept = {"action": action, **typed}
        if not form.is_token_good():
            return ticket_page(ticket, problem=form.expired(), kept=kept, status=400)
        try:
            said = perform(ticket, action, typed)
        except UserError as error:
            problem = " ".join([*error.args[:1], about_files(ticket)]).strip()
            return ticket_page(ticket, problem=problem, kept=kept, status=error.http_status)
        return say_and_show(ticket, said)


def perform(ticket, action, typed):
    """Do one of ``ACTIONS`` with what was typed and uploaded; what to say then.

    What fails leaves nothing behind, and whatever shows the refusal is made as if unasked.

    :raises UserError: in words, when it cannot be done
    """
    log = request.env["ecosire.support.access.log"]
    try:
        with request.env.cr.savepoint():
            return _perform_once(ticket, action, typed, log)
    except AccessError:  # a slip, like a reason that is missing, is no attempt at anything
        log._note_apart(action, ticket)
        raise


def _perform_once(ticket, action, typed, log):
    uploads = uploaded_files()
    ticket._portal_check_uploads(uploads)
    names = ",".join(f"{name}:{len(content)}" for name, content in uploads)
    # what was seen is no part of it: a form sent again is not another one for that
    if not ticket._portal_first_time(action, {**typed, "seen": "", "files": names}):
        return ticket.env._("This had already been done a moment ago; it was not done twice.")
    if action in BUILD_ON_WHAT_WAS_SEEN:
        ticket._check_seen(typed["seen"])
    said = ACTIONS[action](ticket, typed, uploads)
    log._note(action, ticket)
    return said


def uploaded_files():
    """The chosen files as ``(name, bytes)``; browsers send one nameless file for none."""
    uploads = []
    for file in request.httprequest.files.getlist("files"):
        if file.filename:
            file.seek(0)  # Odoo runs a request anew after a collision, and rewinds only the first
            uploads.append((file.filename, file.read()))
    return uploads


def about_files(ticket):
    names = [file.filename for file in request.httprequest.files.getlist("files") if file.filename]
    if not names:
        return ""
    return ticket.env._("Your files have to be chosen again: %s.", ", ".join(names))


# -- what each form does, and what the page says afterwards


def _take(ticket, typed, _uploads):
    # the holder that the page showed: "0" is nobody
    shown = int(typed["holder"]) or False if typed["holder"].isdecimal() else None
    ticket.take(shown)
    return ticket.env._("The ticket is with you now.")


def _acknowledge(ticket, _typed, _uploads):
    ticket.acknowledge()
    return ticket.env._("Noted: you have seen it. It is no answer yet. %s.", ticket.promise)


def _answer(ticket, typed, uploads):
    text, uploads = ticket._portal_written(typed, uploads)
    if typed["then"] == "wait":
        ticket.ask_client(text, uploads)
        return ticket.env._("Your question was sent; the ticket waits for the client.")
    if typed["then"] == "resolve":
        ticket.resolve(text, typed["root_cause"].strip(), uploads)
        return ticket.env._(
            "The solution was sent. The client confirms it, or the ticket closes by itself."
        )
    due = ticket._portal_chosen_update(typed["next_in"], typed["next_update"])
    ticket.engineer_reply(text, uploads, due)
    parts = (ticket.promise, ticket.next_update_text)
    return ticket.env._("Your answer was sent. %s.", ". ".join(filter(None, parts)))


def _wait_vendor(ticket, typed, _uploads):
    ticket.wait_for_vendor(typed["reason"])
    return ticket.env._("The ticket waits for a third party. No clock pauses for that.")


def _resume(ticket, _typed, _uploads):
    ticket.resume()
    return ticket.env._("Work on the ticket goes on.")


def _log_call(ticket, typed, _uploads):
    ticket.log_call(typed["text"], ticket._portal_local_time(typed["spoken_at"]))
    if ticket.call_claimed_at:
        return ticket.env._(
            "The call is kept. It counts from now; from its own time once the client confirms it."
        )
    return ticket.env._("The call is kept. %s.", ticket.promise)


def _reclassify(ticket, typed, _uploads):
    ticket.set_severity(typed["severity"], typed["reason"])
    return ticket.env._("The severity is changed. %s.", ticket.promise)


def _treat_as_covered(ticket, typed, _uploads):
    ticket.treat_as_covered(typed["reason"])
    return ticket.env._("The ticket counts as in the plan. %s.", ticket.promise)


def _settle_scope(ticket, typed, _uploads):
    ticket.settle_scope(typed["verdict"], typed["reason"])
    return ticket.env._("What belongs to the plan is settled. %s.", ticket.promise)


def _false_reopening(ticket, typed, _uploads):
    ticket.end_false_reopening(typed["reason"])
    return ticket.env._("The round was ended as no reopening; the client sees your reason.")


def _assign(ticket, typed, _uploads):
    chosen = ticket._portal_colleagues().filtered(lambda one: str(one.id) == typed["engineer"])
    lead = ticket.env.user.has_group(GROUP_LEAD)
    give = ticket.assign if lead else ticket.hand_over
    give(chosen.id, typed["text"])
    return ticket.env._("The ticket is with %s now.", chosen.name)


def _confirm_outage(ticket, _typed, _uploads):
    ticket.confirm_outage()
    return ticket.env._("The outage stands at its true time. %s.", ticket.promise)


def _refuse_outage(ticket, typed, _uploads):
    ticket.refuse_outage(typed["reason"])
    return ticket.env._("The true time is not confirmed; the client sees your reason.")


# those that somebody who has read what came in meanwhile might not do, or do otherwise; the others
# add a fact that stands beside whatever came in
BUILD_ON_WHAT_WAS_SEEN = frozenset(
    {
        "answer",
        "wait_vendor",
        "resume",
        "reclassify",
        "treat_as_covered",
        "settle_scope",
        "false_reopening",
        "assign",
        "confirm_defect",
        "mark_duplicate",
        "merge",
    }
)
ACTIONS = {
    "take": _take,
    "acknowledge": _acknowledge,
    "answer": _answer,
    "wait_vendor": _wait_vendor,
    "resume": _resume,
    "log_call": _log_call,
    "reclassify": _reclassify,
    "treat_as_covered": _treat_as_covered,
    "settle_scope": _settle_scope,
    "false_reopening": _false_reopening,
    "assign": _assign,
    "confirm_outage": _confirm_outage,
    "refuse_outage": _refuse_outage,
    **WORK_ACTIONS,
}
