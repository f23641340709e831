"""The ways on where a ticket is outside the plan: a quote, or the plan that covers it."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...core import scope
from ..common.guard import GROUP_USER
from ..common.row_lock import lock_rows


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    quote_asked_at = fields.Datetime(string="Quote asked for", readonly=True, copy=False)
    quote_asked_by = fields.Char(readonly=True, copy=False)
    covering_plan_id = fields.Many2one(
        "ecosire.support.plan",
        compute="_compute_ways_on",
        help="The lowest support plan that covers the topic, where yours does not.",
    )
    can_ask_quote = fields.Boolean(compute="_compute_ways_on")
    quote_text = fields.Char(compute="_compute_quote_text")
    other_way = fields.Char(
        compute="_compute_other_way", help="What else than a quote there is outside the plan."
    )

    @api.depends("scope", "is_open", "quote_asked_at", "topic_id", "over_limit")
    def _compute_ways_on(self):
        for ticket in self:
            ways = scope.ways_on(ticket.scope) if ticket.scope and ticket.is_open else ()
            # in the plan too, for what goes beyond the included hours
            quoted = scope.ASK_QUOTE in ways or (ticket.is_open and ticket.over_limit)
            ticket.can_ask_quote = quoted and not ticket.quote_asked_at
            # sudo: plan - names of plans that everybody may compare
            covering = ticket.sudo().plan_id._first_covering(ticket.sudo().topic_id)
            ticket.covering_plan_id = covering if scope.ASK_PLAN in ways else False

    @api.depends("quote_asked_at", "quote_asked_by")
    @api.depends_context("lang", "tz", "uid")
    def _compute_quote_text(self):
        for ticket in self:
            ticket.quote_text = ticket._quote_asked_in_words()

    @api.depends("covering_plan_id", "scope", "is_open")
    @api.depends_context("lang")
    def _compute_other_way(self):
        for ticket in self:
            ways = scope.ways_on(ticket.scope) if ticket.scope and ticket.is_open else ()
            text = ""
            if scope.ASK_PLAN in ways and ticket.covering_plan_id:
                text = self.env._(
                    "A support manager of your company can ask for the %s support plan.",
                    ticket.covering_plan_id.name,
                )
            elif ways:
                text = self.env._(
                    "Or write below why it should be covered: an engineer can treat it as covered."
                )
            ticket.other_way = text

    def ask_for_quote(self):
        """Ask ECOSIRE, on the ticket, to make a quote; once for each ticket.

        :raises UserError: when it is in the plan, finished, or asked for already
        """
        self._guard(GROUP_USER)
        for ticket in self.sudo():  # sudo: ticket - the caller may see it, checked above
            lock_rows(ticket)  # of two clicks at once the second finds the first one's
            ticket._check_can_ask_quote()
            ticket.write(
                {"quote_asked_at": fields.Datetime.now(), "quote_asked_by": self.env.user.name}
            )
            # a message of a person, not a notice: ECOSIRE is mailed it as the client's words
            ticket.message_post(
                body=self.env._("Please make a quote for this: %s", ticket.name),
                author_id=self.env.user.partner_id.id,
                message_type="comment",
                subtype_xmlid="mail.mt_comment",
            )
        return True

    def _check_can_ask_quote(self):
        if self.quote_asked_at:
            raise UserError(self._quote_asked_in_words())
        if not self.can_ask_quote:
            raise UserError(
                self.env._(
                    "%s needs no quote: it is in your support plan, or finished. Write a message "
                    "on it if you want one all the same.",
                    self.number,
                )
            )

    def _quote_asked_in_words(self):
        """Who asked for a quote when; empty when nobody did."""
        self.ensure_one()
        if not self.quote_asked_at:
            return ""
        return self.env._(
            "%(who)s asked ECOSIRE for a quote: %(when)s.",
            who=self.quote_asked_by,
            when=self._both_zones(self.quote_asked_at),
        )
