"""The one guard at the head of every engineers' page, and what all of them share."""

import json

from werkzeug.exceptions import NotFound

from odoo.http import request

from ..models.common.guard import GROUP_ENGINEER, GROUP_LEAD
from ..models.fence.ir_http import BROWSER_COOKIE
from ..models.fence.rights import HOME
from .frame import frame

REMEMBERED = 180 * 24 * 3600  # seconds; as long as a browser may stay away and find the login
HEADERS = {
    "Cache-Control": "private, no-cache",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}


def engineer_or_404():
    """The engineer who calls. For anybody else the page does not exist."""
    # env.user is the caller as superuser: only what he is, is asked here
    if not request.env.user.has_group(GROUP_ENGINEER):
        raise NotFound()
    engineer = request.env["ecosire.support.engineer"]._of_user()
    if not engineer:
        raise NotFound()
    return engineer


def lead_or_404():
    """The lead who calls. For an engineer who is none, the page does not exist."""
    engineer = engineer_or_404()
    # env.user is the caller as superuser: only what he is, is asked here
    if not request.env.user.has_group(GROUP_LEAD):
        raise NotFound()
    return engineer


def contract_or_404(key):
    """The contract with the number ``key``, or that of the ticket with it; else as if absent."""
    engineer_or_404()
    if "\0" in key:  # PostgreSQL knows no such text, so nothing has it
        raise NotFound()
    contract = request.env["ecosire.support.contract"].search([("code", "=", key)], limit=1)
    if not contract:
        tickets = request.env["ecosire.support.ticket"]
        contract = tickets.search([("number", "=", key)], limit=1).contract_id
    if not contract:
        raise NotFound()
    return contract


def ticket_or_404(number):
    """The ticket with ``number``; one that is absent and one that is forbidden look alike."""
    engineer_or_404()
    if "\0" in number:  # PostgreSQL knows no such text, so no ticket has it
        raise NotFound()
    ticket = request.env["ecosire.support.ticket"].search([("number", "=", number)], limit=1)
    if not ticket:
        raise NotFound()
    return ticket


def page(template, values, status=200):
    """``template`` in the frame of the light pages."""
    tickets = request.env["ecosire.support.ticket"]
    values = {
        "words": json.dumps(tickets._portal_words()),
        "silent": tickets._silent_words(),
        "frame": frame(),
        **values,
    }
    if "face" not in values:
        values["face"] = request.env["res.company"]._support_face_of_workspace()
    return respond(template, values, status)


def respond(template, values, status=200):
    """``template`` as a page that is framed by nobody and kept by no shared cache."""
    response = request.render(template, {"home": HOME, **values})
    response.status_code = status
    response.headers.update(HEADERS)
    response.set_cookie(
        BROWSER_COOKIE,
        request.env["ir.http"]._ecosire_support_browser_mark(),
        max_age=REMEMBERED,
        httponly=True,
        samesite="Lax",
    )
    return response
