"""An engineer's requests in the access log: his forms, and what lies beyond his pages."""

import re

from markupsafe import Markup
from werkzeug.exceptions import NotFound, abort

from odoo import models
from odoo.exceptions import AccessDenied, AccessError
from odoo.http import request

from ...core.seen_path import seen_path
from ..common.guard import GROUP_ENGINEER
from ..fence.rights import HOME

LOG = "ecosire.support.access.log"
# the actions of a ticket note themselves, and name the ticket; presence is no action
NOTED_THERE = tuple(f"{HOME}/{door}" for door in ("ticket/", "desk/", "second-factor"))
REFUSED = 400  # HTTP codes from here on
ENTERED = "ecosire_support_entered"  # in a session: the user whose login has been noted
PAGE = f"{HOME}/second-factor"
# going out, and the looks of the page where a second factor is set up
ALWAYS_OPEN = re.compile(
    r"/web/session/logout|/web/login(/.*)?|/web/assets/.*|/web/bundle/.*|/[a-z0-9_]+/static/.*"
    r"|/(web|website)/(webclient/)?translations(/.*)?|/logo(\.png)?|/favicon\.ico"
    r"|/web/binary/company_logo"
)
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
        user = cls._ecosire_support_engineer()
        if user and not ALWAYS_OPEN.fullmatch(request.httprequest.path):
            cls._ecosire_support_check_entry(user)
        return super()._pre_dispatch(rule, args)

    @classmethod
    def _ecosire_support_check_entry(cls, user):
        """Lets nobody in from a wrong network, or who has to set up his second factor first."""
        path, address = request.httprequest.path, request.httprequest.remote_addr
        problem = user._ecosire_support_entry_problem(request.session, address)
        if problem == "network":
            request.env[LOG]._note_apart("network", detail=seen_path(path), user=user, doomed=True)
            cls._ecosire_support_turn_away(user._ecosire_support_wrong_network(address))
        if problem and path != PAGE:
            if request.dispatcher.routing_type == "http":
                abort(request.redirect(PAGE, code=303))
            raise AccessDenied(request.env._("Set up a second factor first, on the page %s.", PAGE))

    @classmethod
    def _ecosire_support_turn_away(cls, words):
        """Answer with a page of its own that says why, and how to log out."""
        if request.dispatcher.routing_type != "http":
            raise AccessDenied(words)
        values = {"lang": (request.env.lang or "en_US").replace("_", "-"), "words": words}
        # sudo: ir.qweb - a page that shows nothing but these words
        html = request.env["ir.qweb"].sudo()._render("ecosire_support.turned_away", values)
        response = request.make_response(Markup("<!DOCTYPE html>") + html, TURNED_AWAY.items())
        response.status_code = 403
        abort(response)

    @classmethod
    def _post_dispatch(cls, response):
        cls._ecosire_support_note_login()
        asked = request.httprequest
        if asked.method == "POST" and asked.path.startswith(f"{HOME}/"):
            cls._ecosire_support_note_form(response.status_code >= REFUSED)
        return super()._post_dispatch(response)

    @classmethod
    def _ecosire_support_note_login(cls):
        """An engineer's first request of a session, by whatever way he came in."""
        uid = request.session.uid
        if not uid or request.session.get(ENTERED) == uid:
            return
        # sudo: res.users - only whether the one who has come in is an engineer
        user = request.env["res.users"].sudo().browse(uid)
        if user.has_group(GROUP_ENGINEER):
            note = request.env[LOG]
            if request.env.cr.readonly:
                note._note_apart("login", user=user, refused=False)
            else:
                note._note("login", user=user)
            request.session[ENTERED] = uid

    @classmethod
    def _ecosire_support_note_form(cls, refused):
        path = request.httprequest.path
        if not path.startswith(NOTED_THERE) and cls._ecosire_support_engineer():
            request.env[LOG]._note("form", detail=seen_path(path), refused=refused)

    @classmethod
    def _handle_error(cls, exception):
        """What does not exist for the engineer who asks for it, beyond his pages or among them."""
        if isinstance(exception, NotFound | AccessError):
            cls._ecosire_support_note_outside()
        return super()._handle_error(exception)

    @classmethod
    def _ecosire_support_note_outside(cls):
        user = cls._ecosire_support_engineer()
        if user:
            asked = request.httprequest
            way = "" if asked.method in ("GET", "HEAD") else f"{asked.method} "
            detail = way + seen_path(asked.path)
            request.env[LOG]._note_apart("outside", detail=detail, user=user, doomed=True)

    @classmethod
    def _ecosire_support_engineer(cls):
        """The user who calls, if he is an engineer; else none."""
        # sudo: res.users - only whether the one who calls is an engineer, and his name
        users = request.env["res.users"].sudo()
        user = users.browse(request.env.uid or request.session.uid or ())
        return user.filtered(lambda one: one.has_group(GROUP_ENGINEER))
