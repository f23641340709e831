import re

from werkzeug.exceptions import Forbidden, HTTPException, MethodNotAllowed, NotFound, abort

from odoo import SUPERUSER_ID, models
from odoo.http import request
from odoo.tools import consteq, hmac

from .ir_http_calls import CALLS
from .rights import HOME, LANDING, LANDING_PATHS, LINKS, STAFF_ROUTES, path_allowed
from .strangers import as_seen_by, is_engineer, is_stranger, leave_out_our_lines, without_ours
from .told import as_told

SLACK_ROUTES = f"{STAFF_ROUTES}slack/"
LARGEST_FROM_SLACK = 512 * 1024
BROWSER_COOKIE = "ecosire_support_browser"


class NoFallbackError(NotFound, Forbidden):
    """Nothing is served in place of a page; Odoo goes on to its error page at a Forbidden alone."""


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    @classmethod
    def _match(cls, path):
        """Whoever is no engineer finds no engineers' page, however he asks.

        Refused while matching, as a path that nobody routes: any later, and the form of the
        refusal (wrong method, wrong type, no token, a login) would tell that there is something.
        Our mails lead through the login page, and a browser that an engineer has used is asked
        to log in again; for every other visitor these paths are as unknown as any.
        """
        try:
            rule, args = super()._match(path)
        except HTTPException as refusal:
            # nor does an engineer learn in which form a page outside the fence would be asked for
            cls._ecosire_support_keep_inside()
            if isinstance(refusal, MethodNotAllowed):
                cls._ecosire_support_refuse_method()
            raise
        cls._ecosire_support_keep_inside()
        hidden = cls._ecosire_support_is_hidden(rule.rule)
        if hidden or not cls._ecosire_support_is_key_good(rule.rule, args):
            raise cls._ecosire_support_unknown_path()
        cls._ecosire_support_narrow(rule)
        return rule, args

    @classmethod
    def _ecosire_support_refuse_method(cls):
        """A page that is hidden takes no method at all: it is not there."""
        path, method = request.httprequest.path, request.httprequest.method
        if cls._ecosire_support_is_hidden(re.sub("/+", "/", path)):
            if "//" in path and method != "POST":  # where Odoo leads from any path that is unknown
                abort(request.redirect(path.replace("//", "/"), code=301, local=True))
            raise cls._ecosire_support_unknown_path() from None

    @classmethod
    def _ecosire_support_keep_inside(cls):
        """What is outside the fence is for an engineer as unknown as a path that nobody routes."""
        if request.httprequest.path in LANDING_PATHS:
            return  # he is led to his queue once he has logged in
        if cls._ecosire_support_is_fenced():
            raise cls._ecosire_support_unknown_path()

    @classmethod
    def _ecosire_support_is_key_good(cls, route, args):
        """Whether a path that is its own key, or a request that is signed, comes from us or Slack."""
        if route.startswith(LINKS):
            # sudo: link - only whether its token is one of ours
            links = request.env(user=SUPERUSER_ID, su=True)["ecosire.support.link"]
            return links._is_ours(args["token"])
        return not route.startswith(SLACK_ROUTES) or cls._ecosire_support_is_slack(args["hook"])

    @classmethod
    def _ecosire_support_is_hidden(cls, route):
        """A page of the engineers from all others; what the client's staff takes from strangers."""
        if route.startswith(HOME):
            return not cls._ecosire_support_may_be_engineer()
        if route.startswith(STAFF_ROUTES) and not route.startswith(SLACK_ROUTES):
            return is_stranger(request.env, request.session.uid)
        return False

    @classmethod
    def _ecosire_support_unknown_path(cls):
        # what http_routing notes for a path it does not know
        request.is_frontend = request.is_frontend_multilang = True
        if not hasattr(request, "lang"):
            # sudo: res.lang - the language in which the page says that there is nothing
            langs = request.env["res.lang"].sudo()
            request.lang = langs._get_data(code=request.env.lang or "en_US")
        return NotFound()

    @classmethod
    def _ecosire_support_is_slack(cls, hook):
        """Whether the request was signed by the Slack app of the connection with this way in.

        The body is kept as it came: what is signed are its bytes, and reading a form uses them up.
        """
        asked = request.httprequest
        if asked.method != "POST" or not 0 < (asked.content_length or 0) <= LARGEST_FROM_SLACK:
            return False
        stamp = asked.headers.get("X-Slack-Request-Timestamp", "")
        signature = asked.headers.get("X-Slack-Signature", "")
        if "\0" in hook or not (stamp and signature):
            return False
        # sudo: target, secret - only whether the request is Slack's own
        targets = request.env["ecosire.support.target"].sudo()
        return targets._knows_slack(hook, stamp, signature, asked.get_data(cache=True))

    @classmethod
    def _ecosire_support_may_be_engineer(cls):
        """Whether an engineer asks, or a visitor whose browser an engineer has used."""
        uid = request.session.uid
        if uid:
            return is_engineer(request.env, uid)
        # as bytes: a cookie may hold anything, and text beyond ASCII is not compared
        shown = request.cookies.get(BROWSER_COOKIE, "").encode(errors="replace")
        return consteq(shown, cls._ecosire_support_browser_mark().encode())

    @classmethod
    def _ecosire_support_browser_mark(cls):
        """What a browser keeps that an engineer has used. It opens nothing: it asks for a login."""
        # sudo: ir.config_parameter - signed by the secret of this database, so nobody guesses it
        return hmac(request.env(su=True), "ecosire_support_browser", "engineer")

    @classmethod
    def _ecosire_support_narrow(cls, rule):
        """What is asked for by JSON: narrowed for engineers, without our names for strangers."""
        if is_engineer(request.env, request.session.uid):
            if rule.rule.startswith(CALLS):
                cls._ecosire_support_narrow_call(rule.rule)
        elif rule.endpoint.routing["type"] == "jsonrpc":
            if is_stranger(request.env, request.session.uid):
                cls._ecosire_support_hide_names()

    @classmethod
    def _ecosire_support_hide_names(cls):
        """Many a route of Odoo takes the name of a model, and looks it up whoever asks."""
        try:
            data = without_ours(request.env, request.get_json_data())
        except (RecursionError, ValueError):
            return  # no call: Odoo says so
        request.get_json_data = lambda: data

    @classmethod
    def _handle_error(cls, exception):
        if is_engineer(request.env):
            exception = as_told(request.env, exception)
        elif is_stranger(request.env):
            leave_out_our_lines(exception)
        return super()._handle_error(exception)

    @classmethod
    def _pre_dispatch(cls, rule, args):
        if cls._ecosire_support_is_fenced():
            if request.httprequest.path in LANDING_PATHS:
                abort(request.redirect(LANDING, code=303))
            raise NotFound()
        if is_engineer(request.env):
            cls._ecosire_support_check_narrowed(rule.rule)
        if "__model__" in args:  # the JSON-2 door, once its key has said who calls
            args["__model__"] = as_seen_by(request.env, request.env.uid, args["__model__"])
        return super()._pre_dispatch(rule, args)

    @classmethod
    def _serve_fallback(cls):
        """Files by their address, and pages of a website: an engineer has none of either.

        Raised, because addons that look further (Odoo's website for pages and redirects) come before
        this one and take nothing for an answer.
        """
        if is_engineer(request.env, request.env.uid or request.session.uid):
            raise NoFallbackError()
        return super()._serve_fallback()

    @classmethod
    def _ecosire_support_is_fenced(cls):
        """A page outside the fence does not exist for an engineer, whoever wrote its route.

        Routes that act as superuser check nothing themselves, so paths are allowed one by one.
        """
        uid = request.env.uid or request.session.uid
        return is_engineer(request.env, uid) and not path_allowed(request.httprequest.path)
