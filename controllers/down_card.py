"""The system-down card: for the client's people, and for ECOSIRE's account leads."""

from werkzeug.exceptions import NotFound

from odoo import http
from odoo.exceptions import AccessError, UserError
from odoo.http import content_disposition, request

from ..models.down.contract_card_files import FORMS
from . import door
from .statement_files import LARGEST_ID
from .ticket_files import FILE_HEADERS

# the page holds its style and pictures itself; nothing else may be loaded or run
PAGE_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"


class SupportDownCard(http.Controller):
    @http.route("/ecosire_support/card/<int:contract_id>/<string:form>", type="http", auth="user")
    def for_staff(self, contract_id, form):
        """The card of the contract of one of the reader's companies."""
        if contract_id > LARGEST_ID:
            raise NotFound()
        try:
            contract = request.env["ecosire.support.contract"].search(
                [("id", "=", contract_id)], limit=1
            )
        except AccessError:
            raise NotFound() from None
        return _card(contract, form)

    @http.route(
        f"{door.HOME}/contract/<string:code>/card/<string:form>",
        type="http",
        auth="user",
        website=True,
    )
    def for_lead(self, code, form):
        """The card of a contract that is granted to the lead, as the client has it."""
        door.lead_or_404()
        return _card(door.contract_or_404(code), form)


def _card(contract, form):
    """One that is absent and one that is forbidden look alike."""
    if not contract or form not in FORMS:
        raise NotFound()
    try:
        file = contract._card_file(form)
    except AccessError:
        raise NotFound() from None
    except UserError:
        # this server makes no PDF: the page holds the same, and any browser prints it
        file = contract._card_file("html")
    shown = file.media_type == "text/html"
    response = request.make_response(file.content)
    response.headers.update(FILE_HEADERS)
    if shown:
        response.headers["Content-Security-Policy"] = PAGE_POLICY
    response.headers["Content-Type"] = f"{file.media_type}; charset=utf-8"
    response.headers["Content-Disposition"] = content_disposition(
        file.name, "inline" if shown else "attachment"
    )
    return response
