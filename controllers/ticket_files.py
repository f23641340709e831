from werkzeug.exceptions import NotFound

from odoo import http
from odoo.http import content_disposition, request

from . import door

FILE_HEADERS = {
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
}


class SupportTicketFiles(http.Controller):
    @http.route(
        f"{door.HOME}/ticket/<string:number>/file/<string:key>/<string:name>",
        type="http",
        auth="user",
        website=True,
    )
    def file(self, number, key, name):
        """A file of a ticket, to be saved and never shown as a page of this site."""
        ticket = door.ticket_or_404(number)
        found = ticket._portal_file_content(key, name)
        if not found:
            raise NotFound()
        request.env["ecosire.support.access.log"]._note("file", ticket, detail=found[0])
        filename, media_type, content = found
        response = request.make_response(content)
        response.headers.update(FILE_HEADERS)
        response.headers["Content-Type"] = media_type or "application/octet-stream"
        response.headers["Content-Disposition"] = content_disposition(filename)
        return response
