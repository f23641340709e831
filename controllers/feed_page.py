"""An engineer's page about his feed: make the address, make it anew, end it."""

from odoo import http
from odoo.http import request

from . import door, form

SAID = "ecosire_support_feed_said"
URL = f"{door.HOME}/feed"


class SupportFeedPage(http.Controller):
    @http.route(
        URL,
        type="http",
        auth="user",
        website=True,
        csrf=False,  # checked below: the refusal is a page of ours
    )
    def feed(self, what="", **_ignored):
        """Show how it stands; make a new address, or end the one there is."""
        engineer = door.engineer_or_404()
        if request.httprequest.method != "POST":
            return _page(engineer, said=request.session.pop(SAID, ""))
        if not form.is_token_good():
            problem = form.expired(engineer.env._("Please press the button again."))
            return _page(engineer, problem=problem, status=400)
        feeds = engineer.env["ecosire.support.feed"]
        if what == "end":
            feeds._of(engineer)._end(engineer.name)
            request.session[SAID] = feeds.env._("The address is ended: it opens nothing any more.")
            return request.redirect(URL, code=303)
        if what != "make" or not feeds._are_allowed():
            return _page(engineer, status=422)
        # not kept in the session, and not sent by a redirect: it is shown in this answer alone
        return _page(engineer, token=feeds._make(engineer))


def _page(engineer, token="", said="", problem="", status=200):
    feeds = engineer.env["ecosire.support.feed"]
    values = {
        "feed": engineer._feed_page(),
        "addresses": {kind: feeds._url(token, kind) for kind in ("json", "ics")} if token else None,
        "said": said,
        "problem": problem,
        "url": URL,
    }
    response = door.page("ecosire_support.portal_feed", values, status)
    if token:
        response.headers["Cache-Control"] = "no-store"
    return response
