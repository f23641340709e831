"""The client takes the access log along, as a file."""

import json

from psycopg2 import DataError
from werkzeug.exceptions import NotFound

from odoo import fields, http
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.http import content_disposition, request

from ..models.access.log_kept import EXPORT
from ..report.access_log_file import FORMS
from .ticket_files import FILE_HEADERS


class SupportAccessLog(http.Controller):
    @http.route(f"{EXPORT}/<string:form>", type="http", auth="user")
    def export(self, form, domain="[]"):
        """The entries of a domain that the reader may see; for anybody else there is no such page."""
        log = request.env["ecosire.support.access.log"]
        if form not in FORMS or not log.has_access("read"):
            raise NotFound()
        try:
            heads, rows = log._exported(_domain(log, domain))
        except (AccessError, DataError, TypeError, ValueError, RecursionError):
            raise NotFound() from None
        media_type, make = FORMS[form]
        response = request.make_response(make(heads, rows))
        response.headers.update(FILE_HEADERS)
        response.headers["Content-Type"] = media_type
        name = f"{request.env._('access log')} {fields.Date.today()}.{form}"
        response.headers["Content-Disposition"] = content_disposition(name)
        return response


def _domain(log, text):
    """A domain from an address, about fields of the log alone.

    :raises ValueError: for anything else
    """
    domain = json.loads(text)
    if not isinstance(domain, list):
        raise ValueError("domain: must be a list")
    domain = Domain([tuple(one) if isinstance(one, list) else one for one in domain])
    for condition in domain.iter_conditions():
        if condition.field_expr.partition(".")[0] not in log._fields:
            raise ValueError("domain: names a field that there is none of")
    domain.validate(log)
    return domain
