"""Downloads of usage statements: for the client's managers, and for ECOSIRE's account leads."""

from werkzeug.exceptions import NotFound

from odoo import http
from odoo.exceptions import AccessError
from odoo.http import content_disposition, request

from . import door
from .ticket_files import FILE_HEADERS

FORMS = ("pdf", "xlsx")
LARGEST_ID = 2**31 - 1


class SupportStatementFiles(http.Controller):
    @http.route(
        "/ecosire_support/statement/<int:statement_id>/<string:form>", type="http", auth="user"
    )
    def for_manager(self, statement_id, form):
        """A statement of one of the manager's companies."""
        if statement_id > LARGEST_ID:
            raise NotFound()
        return _file([("id", "=", statement_id)], form)

    @http.route(f"{door.HOME}/statements", type="http", auth="user", website=True)
    def statements(self):
        """The statements of all contracts that are granted to the lead."""
        door.lead_or_404()
        rows = request.env["ecosire.support.contract.statement"]._portal_statements()
        return door.page("ecosire_support.portal_statements", {"rows": rows})

    @http.route(
        f"{door.HOME}/statement/<string:number>/<string:form>",
        type="http",
        auth="user",
        website=True,
    )
    def for_lead(self, number, form):
        """A statement of a contract that is granted to the lead."""
        door.lead_or_404()
        if "\0" in number:  # PostgreSQL knows no such text, so no statement has it
            raise NotFound()
        response = _file([("name", "=", number)], form)
        request.env["ecosire.support.access.log"]._note("export", detail=f"{number}.{form}")
        return response


def _file(domain, form):
    """One that is absent and one that is forbidden look alike."""
    if form not in FORMS:
        raise NotFound()
    try:
        statement = request.env["ecosire.support.contract.statement"].search(domain, limit=1)
        if not statement:
            raise NotFound()
        name, media_type, content = statement._document(form)
    except AccessError:
        raise NotFound() from None
    response = request.make_response(content)
    response.headers.update(FILE_HEADERS)
    response.headers["Content-Type"] = media_type
    response.headers["Content-Disposition"] = content_disposition(name)
    return response
