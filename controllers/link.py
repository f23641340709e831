"""The page behind a link of a mail: it says what will be done, and has one button.

Programs that look into mails follow every link, so following one does nothing. A token that this
database has not signed never comes here: for it the page does not exist (``models/fence``).
"""

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from ..models.fence.rights import LINKS
from . import form
from .plain_page import GONE, REFUSED, plain_page

PAGE = "ecosire_support.link_page"


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
    def link(self, token, **_form):
        """Say what the link does; do it when the button is pressed."""
        # sudo: link - the token is the right: it is signed, and the person behind it is checked
        links = request.env["ecosire.support.link"].sudo()
        if not form.is_sent():
            offer = links._offer(token)
            return plain_page(PAGE, {"offer": offer}) if offer else plain_page(PAGE, {}, GONE)
        try:
            with request.env.cr.savepoint():
                said = links._use(token, form.texts("text")["text"])
        except UserError as error:
            return plain_page(PAGE, {"problem": error.args[0]}, REFUSED)
        return plain_page(PAGE, {"said": said}) if said else plain_page(PAGE, {}, GONE)
