"""An engineer's open deadlines for whoever knows the address: a page of his own, a calendar.

Wrong, ended and foreign addresses do not come here: for them the path does not exist
(``models/feed/ir_http``).
"""

from odoo import http
from odoo.http import request

from ..models.fence.rights import FEEDS

HEADERS = {
    "Cache-Control": "private, max-age=20",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "cross-origin",
    # a page elsewhere reads this server's clock by it, also where an answer was kept
    "Access-Control-Expose-Headers": "Date",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}
TYPES = {"json": "application/json; charset=utf-8", "ics": "text/calendar; charset=utf-8"}


class SupportFeed(http.Controller):
    @http.route(
        f"{FEEDS}/<string:token>.<any(json,ics):kind>",
        type="http",
        auth="public",
        website=True,  # so that a wrong address is as unknown as any page of the site
        sitemap=False,
        save_session=False,
        cors="*",  # the page that merges feeds stands on another server
    )
    def feed(self, token, kind, **_ignored):
        """The deadlines as JSON or as a calendar; 429 when asked too often."""
        # sudo: feed - the address is the right; what it reads it reads as the engineer
        feeds, address = request.env["ecosire.support.feed"].sudo(), request.httprequest.remote_addr
        feed = feeds._opened(token, address)
        if not feed:  # ended since the path was matched
            raise request.not_found()
        wait = feed._use(address)
        if wait:
            headers = {**HEADERS, "Cache-Control": "no-store", "Retry-After": str(wait)}
            return _answer("", "text/plain; charset=utf-8", headers, 429)
        text, mark = getattr(feed, f"_as_{kind}")()
        response = _answer(text, TYPES[kind], HEADERS)
        response.set_etag(mark)
        return response.make_conditional(request.httprequest)


def _answer(text, kind, headers, status=200):
    response = request.make_response(text, [*headers.items(), ("Content-Type", kind)])
    response.status_code = status
    return response
