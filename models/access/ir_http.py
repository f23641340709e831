"""An engineer's requests in the access log: his forms, and what lies beyond his pages."""

import re

from markupsafe import Markup
from werkzeug.exceptions import NotFound, abort

from odoo import models
from odoo.exceptions import AccessDenied, AccessError
from odoo.http import SessionExpiredException, request

from ...core.seen_path import seen_path
from ..fence.res_users import ENGINEER, GUEST
from ..fence.rights import HOME, path_allowed
from .kinds import DID

LOG = "ecosire.support.access.log"
TICKETS = "ecosire.support.ticket"
CALLS = "/web/dataset/call_"
ACTIONS = frozenset(code for code, _words in DID)
MOST_TICKETS = 80  # as many as a page of a list shows
# the actions of a ticket note themselves, and name the ticket; presence is no action
NOTED_THERE = tuple(f"{HOME}/{door}" for door in ("ticket/", "desk/", "second-factor", "feed"))
FAILED, FORBIDDEN = 400, 403  # HTTP codes: from the first on nothing was done
ENTERED = "ecosire_support_entered"  # in a session: the user whose login has been noted
PAGE = f"{HOME}/second-factor"
# going out, and the looks of the page where a second factor is set up
ALWAYS_OPEN = re.compile(
    r"/web/session/logout|/web/login(/.*)?|/web/assets/.*|/web/bundle/.*|/[a-z0-9_]+/static/.*"
    r"|/(web|website)/(webclient/)?translations(/.*)?|/logo(\.png)?|/favicon\.ico"
    r"|/web/binary/company_logo"
)
ASKED_BY_BROWSERS = frozenset({"/favicon.ico", "/apple-touch-icon.png", "/robots.txt"})
TURNED_AWAY = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; "
    "form-action 'self'; frame-ancestors 'none'",
    "X-Frame-Options": "DENY",
}


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    @classmethod
    def _pre_dispatch(cls, rule, args):
        if not ALWAYS_OPEN.fullmatch(request.httprequest.path):
            if user := cls._ecosire_support_caller(ENGINEER):
                cls._ecosire_support_check_entry(user)
            elif user := cls._ecosire_support_caller(GUEST):
                cls._ecosire_support_check_guest(user)
        return super()._pre_dispatch(rule, args)

    @classmethod
    def _ecosire_support_check_entry(cls, user):
        """Lets nobody in from a wrong network, or who has to set up his second factor first."""
        path, address = request.httprequest.path, request.httprequest.remote_addr
        problem = user._ecosire_support_entry_problem(request.session, address)
        if problem == "network":
            cls._ecosire_support_turn_away(user)
        if problem and path != PAGE:
            if request.dispatcher.routing_type == "http":
                abort(request.redirect(PAGE, code=303))
            raise AccessDenied(request.env._("Set up a second factor first, on the page %s.", PAGE))

    @classmethod
    def _ecosire_support_check_guest(cls, user):
        """A login for a time stops with its second, and comes from where engineers come from."""
        problem = user._ecosire_support_guest_problem(request.httprequest.remote_addr)
        if problem == "over":
            raise SessionExpiredException("Session expired")
        if problem:
            cls._ecosire_support_turn_away(user)

    @classmethod
    def _ecosire_support_turn_away(cls, user):
        """Answer with a page of its own that says why, and how to log out."""
        asked = request.httprequest
        detail = seen_path(asked.path)
        request.env[LOG]._note_apart("network", detail=detail, user=user, doomed=True)
        words = user._ecosire_support_wrong_network(asked.remote_addr)
        if request.dispatcher.routing_type != "http":
            raise AccessDenied(words)
        # sudo: ir.qweb - a page that shows nothing but these words
        html = (
            request.env["ir.qweb"].sudo()._render("ecosire_support.turned_away", {"words": words})
        )
        response = request.make_response(Markup("<!DOCTYPE html>") + html, TURNED_AWAY.items())
        response.status_code = 403
        abort(response)

    @classmethod
    def _post_dispatch(cls, response):
        cls._ecosire_support_note_login()
        asked = request.httprequest
        if asked.method == "POST" and asked.path.startswith(f"{HOME}/"):
            cls._ecosire_support_note_form(response.status_code)
        # who calls is asked first: every call of the whole ERP comes by here
        if asked.path.startswith(CALLS) and (user := cls._ecosire_support_caller(ENGINEER)):
            cls._ecosire_support_note_call(user)
        return super()._post_dispatch(response)

    @classmethod
    def _ecosire_support_note_login(cls):
        """An engineer's first request of a session, by whatever way he came in."""
        uid = request.session.uid
        if not uid or request.session.get(ENTERED) == uid:
            return
        user, log = request.env["res.users"].browse(uid), request.env[LOG]
        if not user._ecosire_support_is_watched():
            return
        if request.env.cr.readonly:
            log._note_apart("login", user=user, refused=False)
        else:
            log._note("login", user=user)
        request.session[ENTERED] = uid

    @classmethod
    def _ecosire_support_note_form(cls, status):
        """A form that did something, or asked for what may not be done; a slip in it is neither."""
        path, refused = request.httprequest.path, status == FORBIDDEN
        if path.startswith(NOTED_THERE) or (status >= FAILED and not refused):
            return
        if cls._ecosire_support_caller(ENGINEER):
            request.env[LOG]._note("form", detail=seen_path(path), refused=refused)

    @classmethod
    def _ecosire_support_note_call(cls, user):
        """An action that the desk calls straight on the model, as buttons of a list do."""
        try:
            params = request.get_json_data()["params"]
            model, method, args = params["model"], params["method"], params["args"]
            ids = [args[0]] if isinstance(args[0], int) else [int(one) for one in args[0]]
        except (KeyError, IndexError, TypeError, ValueError):
            return  # a call about no row
        if model != TICKETS or method not in ACTIONS:
            return
        # sudo: ticket - the numbers of those that were acted on
        for ticket in request.env[TICKETS].sudo().browse(ids[:MOST_TICKETS]).exists():
            request.env[LOG]._note(method, ticket, user=user)

    @classmethod
    def _handle_error(cls, exception):
        """What does not exist for the engineer who asks for it, beyond his pages or among them."""
        if isinstance(exception, NotFound | AccessError):
            cls._ecosire_support_note_outside()
        return super()._handle_error(exception)

    @classmethod
    def _ecosire_support_note_outside(cls):
        user, asked = cls._ecosire_support_caller(ENGINEER), request.httprequest
        ours = asked.path.startswith(f"{HOME}/")
        # what a browser asks for by itself, like an icon, tells nothing of the one before it
        if asked.path in ASKED_BY_BROWSERS:
            return
        if user and (ours or not path_allowed(asked.path) or asked.path.startswith(CALLS)):
            door = None if ours or asked.path.startswith(CALLS) else "other"
            way = "" if asked.method in ("GET", "HEAD") else f"{asked.method} "
            detail = way + seen_path(asked.path)
            note = request.env[LOG]._note_apart
            note("outside", detail=detail, user=user, door=door, doomed=True)

    @classmethod
    def _ecosire_support_caller(cls, who):
        """The user who calls, if that is what he is to the fence; else none."""
        users = request.env["res.users"]
        uid = request.env.uid or request.session.uid
        if not uid or users._ecosire_support_who(uid) != who:
            return users
        # sudo: res.users - what the one who calls is, and his name
        return users.sudo().browse(uid)
