from odoo import fields, http
from odoo.http import request

from odoo.addons.portal.controllers.portal import pager

from . import door

PAGE = 80
PAGES_AHEAD = 10
LAST_PAGE = 10_000
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
        # the closed ones are not counted: with the years they are too many
        open_views = {code: view[1] for code, view in filters.items() if code != "closed"}
        counts = tickets._portal_counts(open_views)
        page = min(max(page, 1), LAST_PAGE)
        total, is_more = self._total(tickets, domain, page, None if search else counts.get(show))
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
            "is_more": is_more,
            "pager": pages,
            "chips": self._chips(counts, filters, None if search else show),
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

    def _total(self, tickets, domain, page, known):
        """How many tickets there are, and whether there are more than that.

        Counted no further than the pager leads: with the years the finished ones are too many.
        """
        if known is not None:
            return known, False
        most = (page + PAGES_AHEAD) * PAGE
        total = tickets.search_count(domain, limit=most + 1)
        return min(total, most), total > most

    def _chips(self, counts, filters, chosen):
        """The views of the queue as links, each with its number of tickets."""
        return [
            {
                "code": code,
                "label": label,
                "url": f"{door.HOME}?show={code}",
                "chosen": code == chosen,
                "count": counts.get(code),
            }
            for code, (label, _domain, _empty) in filters.items()
        ]
