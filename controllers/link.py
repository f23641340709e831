"""The page behind a link of a mail: it says what will be done, and has one button.

Programs that look into mails follow every link, so following one does nothing. A token that this
database has not signed never comes here: for it the page does not exist (``models/fence``).
"""

from markupsafe import Markup

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from ..models.fence.rights import LINKS

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; "
    "frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex",
}
GONE = 410


class SupportLink(http.Controller):
    @http.route(
        f"{LINKS}/<string:token>",
        type="http",
        auth="public",
        website=True,
        sitemap=False,
        save_session=False,
        csrf=False,  # whoever can send the form knows the token, and it is worth one use
    )
    def link(self, token, **_ignored):
        """Say what the link does; do it when the button is pressed."""
        # sudo: link - the token is the right: it is signed, and the person behind it is checked
        links = request.env["ecosire.support.link"].sudo()
        if request.httprequest.method != "POST":
            offer = links._offer(token)
            return _page({"offer": offer}) if offer else _page({}, GONE)
        try:
            with request.env.cr.savepoint():
                said = links._use(token)
        except UserError as error:
            return _page({"problem": error.args[0]}, 409)
        return _page({"said": said}) if said else _page({}, GONE)


def _page(values, status=200):
    lang = (request.env.lang or "en_US").replace("_", "-")
    html = request.env["ir.qweb"]._render("ecosire_support.link_page", {"lang": lang, **values})
    response = request.make_response(Markup("<!DOCTYPE html>") + html, headers=HEADERS.items())
    response.status_code = status
    return response
