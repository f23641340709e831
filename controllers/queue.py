from odoo import fields, http
from odoo.http import request

from odoo.addons.portal.controllers.portal import pager

from . import door

PAGE = 80
SEARCH_LIMIT = 100


class SupportQueue(http.Controller):
    @http.route([door.HOME, f"{door.HOME}/page/<int:page>"], type="http", auth="user", website=True)
    def queue(self, page=1, show="open", search=""):
        """The tickets the engineer may see, by deadline."""
        engineer = door.engineer_or_404()
        tickets = request.env["ecosire.support.ticket"]
        filters = tickets._portal_filters()
        search = search.replace("\0", "").strip()[:SEARCH_LIMIT]
        show = show if show in filters else "open"
        label, domain, empty = filters[show]
        if search:
            domain = tickets._portal_search_domain(search)
        total = tickets.search_count(domain)
        pages = pager(
            door.HOME,
            total,
            page=page,
            step=PAGE,
            url_args={"search": search} if search else {"show": show},
        )
        rows = tickets._portal_queue(domain, max(pages["offset"], 0), PAGE)
        values = {
            "rows": [ticket._portal_row() for ticket in rows],
            "total": total,
            "pager": pages,
            "chips": self._chips(tickets, filters, None if search else show),
            "show": show,
            "show_label": label,
            "search": search,
            "empty": empty,
            "has_access": engineer.access_now,
            "read_at": tickets._format_instant(
                fields.Datetime.now().astimezone(), tickets._reader_zone()
            ),
        }
        return door.page("ecosire_support.portal_queue", values)

    def _chips(self, tickets, filters, chosen):
        """The views of the queue as links, each with its number of tickets."""
        return [
            {
                "code": code,
                "label": label,
                "url": f"{door.HOME}?show={code}",
                "chosen": code == chosen,
                "count": None if code == "closed" else tickets.search_count(domain),
            }
            for code, (label, domain, _empty) in filters.items()
        ]
