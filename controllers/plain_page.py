"""Pages that stand alone, for people who need not be logged in: no script, nothing from elsewhere."""

from markupsafe import Markup

from odoo.http import request

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex",
}
GONE = 410
REFUSED = 409


def plain_page(template, values, status=200, lang=None):
    """The page of ``template`` in the language ``lang``, or in that of the request."""
    lang = lang or request.env.lang or "en_US"
    qweb = request.env["ir.qweb"].with_context(lang=lang)
    html = qweb._render(template, values)
    response = request.make_response(Markup("<!DOCTYPE html>") + html, headers=HEADERS.items())
    response.status_code = status
    return response
