"""Pages of account leads: filing an outage afterwards, and ending an engineer's access."""

from werkzeug.exceptions import NotFound

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from ..models.ticket.ticket_portal_lead import OverlappingOutageError
from . import door, form
from .ticket_actions import BODY_LIMIT, about_files, uploaded_files
from .ticket_page import say_and_show

TEAM_SAID = "ecosire_support_team_said"


class SupportLead(http.Controller):
    @http.route(
        f"{door.HOME}/outage/new",
        type="http",
        auth="user",
        website=True,
        csrf=False,  # checked below: the refusal then keeps what was typed
        max_content_length=BODY_LIMIT,
    )
    def outage(
        self,
        place="",
        title="",
        text="",
        reported_at="",
        evidence="",
        is_another="",
        files=None,
        **_other,
    ):
        """File what could not be filed while the client's Odoo was down.

        ``files`` are read from the request itself.
        """
        door.lead_or_404()
        tickets = request.env["ecosire.support.ticket"]
        typed = {
            "place": place,
            "title": title,
            "text": text,
            "reported_at": reported_at,
            "evidence": evidence,
            "is_another": is_another,
        }
        # PostgreSQL stores no NUL, and no reader misses it
        typed = {name: value.replace("\0", "") for name, value in typed.items()}
        if request.httprequest.method != "POST":
            return _outage_page(tickets)
        if not form.is_token_good():
            return _outage_page(tickets, typed, form.expired(), 400)
        try:
            # what fails leaves nothing behind, and the page below is rendered as if unasked
            with request.env.cr.savepoint():
                ticket = tickets._portal_file_outage(typed, uploaded_files())
        except OverlappingOutageError as error:
            return _outage_page(tickets, typed, error.args[0], error.http_status, overlapping=True)
        except UserError as error:
            problem = " ".join([*error.args[:1], about_files(tickets)]).strip()
            return _outage_page(tickets, typed, problem, error.http_status)
        return say_and_show(ticket, tickets._portal_outage_said(ticket, typed))

    @http.route(f"{door.HOME}/team", type="http", auth="user", website=True)
    def team(self):
        """Who has access to the contracts of this lead, and until when."""
        door.lead_or_404()
        return _team_page(said=request.session.pop(TEAM_SAID, ""))

    @http.route(f"{door.HOME}/team/<int:engineer_id>/end", type="http", auth="user", website=True)
    def end_access(self, engineer_id, **_form):
        """Ask first, then end all access of an engineer."""
        door.lead_or_404()
        team = request.env["ecosire.support.ticket"]._portal_team()
        member = next((one for one in team if one["id"] == engineer_id), None)
        if not member or member["is_me"]:
            raise NotFound()
        if request.httprequest.method != "POST":
            return door.page("ecosire_support.portal_end_access", {"member": member})
        engineer = request.env["ecosire.support.engineer"].browse(engineer_id)
        try:
            with request.env.cr.savepoint():
                engineer.action_end_access()
        except UserError as error:
            return _team_page(problem=" ".join(error.args[:1]), status=error.http_status)
        request.session[TEAM_SAID] = request.env._("The access of %s has ended.", member["name"])
        return request.redirect(f"{door.HOME}/team", code=303)


def _outage_page(tickets, typed=None, problem="", status=200, overlapping=False):
    values = {
        "overlapping": overlapping or bool(typed and typed["is_another"]),
        "limits": tickets._portal_upload_limits(),
        "choices": tickets._portal_outage_choices(),
        "my_zone": tickets._portal_my_zone(),
        "typed": typed or {},
        "problem": problem,
    }
    return door.page("ecosire_support.portal_outage", values, status)


def _team_page(said="", problem="", status=200):
    team = request.env["ecosire.support.ticket"]._portal_team()
    contracts = request.env["ecosire.support.contract"].search(
        [("ended_at", "=", False)], order="code"
    )
    values = {"team": team, "contracts": contracts, "said": said, "problem": problem}
    return door.page("ecosire_support.portal_team", values, status)
