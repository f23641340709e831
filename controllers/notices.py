"""What an engineer is told of, and when: the page of his own choices."""

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from . import door, form

SAID = "ecosire_support_notices_said"
PREFIX = "notice_"


class SupportNotices(http.Controller):
    @http.route(
        f"{door.HOME}/notices",
        type="http",
        auth="user",
        website=True,
        csrf=False,  # checked below: the refusal is a page of ours
    )
    def notices(self, **typed):
        """Show the choices; keep what the form holds when it is sent."""
        door.engineer_or_404()
        preferences = request.env["ecosire.support.notice.preference"]
        if request.httprequest.method != "POST":
            return _page(preferences, said=request.session.pop(SAID, ""))
        if not form.is_token_good():
            problem = form.expired(preferences.env._("Please choose again."))
            return _page(preferences, problem=problem, status=400)
        chosen = {
            name.removeprefix(PREFIX): value
            for name, value in typed.items()
            if name.startswith(PREFIX)
        }
        try:
            with request.env.cr.savepoint():
                preferences._portal_choose(chosen)
        except UserError as error:
            return _page(preferences, problem=error.args[0], status=error.http_status)
        request.session[SAID] = preferences.env._("Your choices are kept.")
        return request.redirect(f"{door.HOME}/notices", code=303)


def _page(preferences, said="", problem="", status=200):
    values = {
        "rows": preferences._portal_rows(),
        "said": said,
        "problem": problem,
        "url": f"{door.HOME}/notices",
    }
    return door.page("ecosire_support.portal_notices", values, status)
