"""Odoo's links to rate something, for our tickets with a page of their own.

Odoo's page speaks of “our services” in the client's name, lets anybody of the same company answer,
and lets what was said be changed. Links to rate anything else go to Odoo as ever.
"""

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from odoo.addons.rating.controllers.main import Rating

from ..core import ending
from . import form
from .plain_page import GONE, REFUSED, plain_page

PAGE = "ecosire_support.rate_page"
TICKET = "ecosire.support.ticket"


class SupportRating(Rating):
    @http.route()
    def action_open_rating(self, token, rate, **kwargs):
        rating = _ours(token)
        if not rating:
            return super().action_open_rating(token, rate, **kwargs)
        if rate not in ending.RATES:
            return request.not_found()
        return _page(rating, token, rate)

    @http.route()
    def action_submit_rating(self, token, rate=0, **kwargs):
        rating = _ours(token)
        if not rating:
            return super().action_submit_rating(token, rate=rate, **kwargs)
        chosen = int(rate) if str(rate).isdecimal() else 0
        if not form.is_sent() or chosen not in ending.RATES:
            return _page(rating, token, ending.HAPPY)
        ticket = _ticket_to_rate(rating)
        if not ticket:
            return plain_page(PAGE, {}, GONE, _lang(rating))
        try:
            with request.env.cr.savepoint():
                ticket._give_rating(rating, chosen, form.texts("feedback")["feedback"])
        except UserError as error:
            return plain_page(PAGE, {"problem": error.args[0]}, REFUSED, _lang(rating))
        return plain_page(PAGE, {"said": ticket.rating_told}, lang=_lang(rating))


def _ours(token):
    """The rating of one of our tickets that the token belongs to; empty for any other."""
    # sudo: rating - the token is the right, and whoever comes with it is checked besides
    ratings = request.env["rating.rating"].sudo()
    return ratings.search([("access_token", "=", token), ("res_model", "=", TICKET)], limit=1)


def _ticket_to_rate(rating):
    """The ticket, if whoever comes may be its submitter: not logged in, or logged in as them."""
    user, person = request.env.user, rating.partner_id
    # sudo: ticket - the token was found; what else it takes is asked here
    ticket = request.env[TICKET].sudo().browse(rating.res_id).exists()
    allowed = user._is_public() or user.partner_id == person
    if not ticket or not allowed or not ticket._may_rate(person):
        return None
    return ticket.with_context(lang=_lang(rating))


def _lang(rating):
    return rating.partner_id.lang or request.env.lang


def _page(rating, token, rate):
    ticket = _ticket_to_rate(rating)
    if not ticket:
        return plain_page(PAGE, {}, GONE, _lang(rating))
    if rating.consumed:
        return plain_page(PAGE, {"given": ticket.rating_told}, lang=_lang(rating))
    values = {"ticket": ticket, "token": token, "rate": rate, "faces": ticket._faces()}
    return plain_page(PAGE, values, lang=_lang(rating))
