"""Coming in and going out: the page of the second factor, and the way out."""

from odoo import http
from odoo.http import request

from odoo.addons.web.controllers.session import Session

from ..models.access.ir_http import PAGE
from . import door, form

LOG = "ecosire.support.access.log"


class SupportSession(Session):
    @http.route()
    def logout(self, *args, **kwargs):
        uid = request.session.uid
        # sudo: res.users - only whether the one who goes is of ECOSIRE, and his name
        user = request.env["res.users"].sudo().browse(uid or ())
        if uid and user._ecosire_support_is_watched():
            request.env[LOG]._note_apart("logout", user=user, refused=False)
        return super().logout(*args, **kwargs)


class SupportSecondFactor(http.Controller):
    @http.route(
        PAGE,
        type="http",
        auth="user",
        website=True,
        csrf=False,  # checked by form.send: the refusal is then said on the page
    )
    def second_factor(self, **_form):
        """Where an engineer sets up his second factor, or begins anew with another phone."""
        door.engineer_or_404()
        if not form.is_sent():
            return _page(said=form.take_said(PAGE))
        typed = form.texts("act", "password", "code", "registration")
        act = ACTS.get(typed["act"])
        if not act:
            return request.redirect(PAGE, code=303)
        return form.send(lambda: act(typed), lambda problem, code: _page(problem, code), PAGE)


def _page(problem="", status=200, said=""):
    user = request.env.user
    values = {
        "demanded": user._ecosire_support_factor_demanded(),
        "shown": user._ecosire_support_shown_factor(request.session),
        "by_app": user.totp_enabled,
        "offer": None if user._mfa_type() else user._ecosire_support_factor_form(),
        "passkey": user._ecosire_support_passkey_offer(),
        "said": said,
        "problem": problem,
        "action": PAGE,
    }
    return door.page("ecosire_support.portal_second_factor", values, status)


def _confirm(typed):
    request.env.user._ecosire_support_confirm(typed["password"])
    return ""


def _set_up(typed):
    request.env.user._ecosire_support_set_factor(typed["code"])
    request.env[LOG]._note("second_factor", detail=request.env._("set up"))
    return request.env._(
        "The second factor is set up: from now on each login asks for a code of your app."
    )


def _add_passkey(typed):
    request.env.user._ecosire_support_add_passkey(typed["registration"])
    request.env[LOG]._note("second_factor", detail=request.env._("passkey"))
    return request.env._(
        "The passkey is set up. Use it at the login; a password alone opens nothing."
    )


def _begin_anew(typed):
    user = request.env.user
    user._ecosire_support_confirm(typed["password"])
    user._ecosire_support_drop_factor()
    request.env[LOG]._note("second_factor", detail=request.env._("taken away"))
    return request.env._("The old codes count no more. Set up the new ones now.")


ACTS = {
    "confirm": _confirm,
    "set_up": _set_up,
    "add_passkey": _add_passkey,
    "begin_anew": _begin_anew,
}
