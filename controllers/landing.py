"""Where an engineer lands: after the login, on ``/my``, and on the page of his password."""

from odoo import http
from odoo.http import request

from odoo.addons.portal.controllers.portal import CustomerPortal
from odoo.addons.portal.controllers.web import Home

from ..models.common.guard import GROUP_ENGINEER
from . import door


class SupportHome(Home):
    def _login_redirect(self, uid, redirect=None):
        # sudo: res.users - only whether the one who logs in is an engineer
        user = request.env["res.users"].sudo().browse(uid)
        if redirect in (None, "", "/", "/my", "/web", "/odoo") and user.has_group(GROUP_ENGINEER):
            redirect = door.HOME
        return super()._login_redirect(uid, redirect=redirect)


class SupportPortal(CustomerPortal):
    @http.route()
    def home(self, **kw):
        """Engineers get a home of their own: most tiles of the portal are closed to them."""
        if not request.env.user.has_group(GROUP_ENGINEER):
            return super().home(**kw)
        tickets = request.env["ecosire.support.ticket"]
        return door.page(
            "ecosire_support.portal_home",
            {"open_count": tickets.search_count([("is_open", "=", True)])},
        )

    @http.route()
    def security(self, **post):
        """Only the password: Odoo's own page reads and calls what the fence keeps closed."""
        if not request.env.user.has_group(GROUP_ENGINEER):
            return super().security(**post)
        outcome = {}
        if request.httprequest.method == "POST":
            typed = (post.get(name, "").strip() for name in ("old", "new1", "new2"))
            outcome = self._update_password(*typed)
        problems = outcome.get("errors", {}).get("password", "")
        values = {
            "said": bool(outcome.get("success")),
            "problem": " ".join(problems.values()) if isinstance(problems, dict) else problems,
            "login": request.env.user.login,
        }
        return door.page("ecosire_support.portal_security", values)
