from werkzeug.exceptions import HTTPException, NotFound, abort

from odoo import SUPERUSER_ID, models
from odoo.http import request
from odoo.tools import consteq, hmac

from .ir_http_calls import CALLS
from .rights import HIDDEN_ROUTES, LANDING, LANDING_PATHS, LINKS, path_allowed
from .strangers import as_seen_by, is_engineer, is_stranger, leave_out_our_lines
from .told import as_told

MODEL_CALLS = "/web/dataset/call_"
SLACK_ROUTES = "/ecosire_support/slack/"
LARGEST_FROM_SLACK = 512 * 1024
BROWSER_COOKIE = "ecosire_support_browser"


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
        except HTTPException:
            # nor does an engineer learn in which form a page outside the fence would be asked for
            cls._ecosire_support_keep_inside()
            raise
        cls._ecosire_support_keep_inside()
        if cls._ecosire_support_is_hidden(rule.rule, args):
            raise cls._ecosire_support_unknown_path()
        if rule.rule.startswith(SLACK_ROUTES) and not cls._ecosire_support_is_slack(args["hook"]):
            raise cls._ecosire_support_unknown_path()
        if rule.rule.startswith(CALLS):
            cls._ecosire_support_check_call(rule.rule)
        return rule, args

    @classmethod
    def _ecosire_support_keep_inside(cls):
        """What is outside the fence is for an engineer as unknown as a path that nobody routes."""
        if request.httprequest.path in LANDING_PATHS:
            return  # he is led to his queue once he has logged in
        if cls._ecosire_support_is_fenced():
            raise cls._ecosire_support_unknown_path()

    @classmethod
    def _ecosire_support_is_hidden(cls, route, args):
        """An engineers' page from all others; a link from everybody, unless we have signed it."""
        if route.startswith(LINKS):
            # sudo: link - only whether its token is one of ours
            links = request.env(user=SUPERUSER_ID, su=True)["ecosire.support.link"]
            return not links._is_ours(args["token"])
        return route.startswith(HIDDEN_ROUTES) and cls._ecosire_support_is_stranger()

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
    def _ecosire_support_is_stranger(cls):
        uid = request.session.uid
        if not uid:
            return not cls._ecosire_support_is_engineers_browser()
        return not is_engineer(request.env, uid)

    @classmethod
    def _ecosire_support_is_engineers_browser(cls):
        return consteq(request.cookies.get(BROWSER_COOKIE, ""), cls._ecosire_support_browser_mark())

    @classmethod
    def _ecosire_support_browser_mark(cls):
        """What a browser keeps that an engineer has used. It opens nothing: it asks for a login."""
        # sudo: ir.config_parameter - signed by the secret of this database, so nobody guesses it
        return hmac(request.env(su=True), "ecosire_support_browser", "engineer")

    @classmethod
    def _ecosire_support_check_call(cls, route):
        if is_engineer(request.env, request.session.uid):
            cls._ecosire_support_narrow_call(route)
        elif route.startswith(MODEL_CALLS):
            cls._ecosire_support_hide_model()

    @classmethod
    def _ecosire_support_hide_model(cls):
        """The web client's calls: the route itself looks the model up before anybody logs in."""
        try:
            data = request.get_json_data()
            params = data["params"]
            params["model"] = as_seen_by(request.env, request.session.uid, params["model"])
        except (KeyError, TypeError, ValueError):
            return  # no such call: Odoo says so
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
        # nothing, as where no addon serves a fallback: the page that is not found says the rest
        if cls._ecosire_support_is_fenced():
            return None
        if "\0" in request.httprequest.path and not is_stranger(request.env):
            return None  # Odoo would look for it in the database, which stores no such text
        return super()._serve_fallback()

    @classmethod
    def _ecosire_support_is_fenced(cls):
        """A page outside the fence does not exist for an engineer, whoever wrote its route.

        Routes that act as superuser check nothing themselves, so paths are allowed one by one.
        """
        uid = request.env.uid or request.session.uid
        return is_engineer(request.env, uid) and not path_allowed(request.httprequest.path)
