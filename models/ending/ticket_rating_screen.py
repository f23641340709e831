"""What both sides read of how it went."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..common.guard import GROUP_USER
from .ticket_rating import RATE_OF


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    rating_told = fields.Text(compute="_compute_rating_told", string="The client's rating")
    can_rate = fields.Boolean(
        compute="_compute_can_rate", help="The reader filed it, was asked, and has not said yet."
    )

    @api.depends("rated", "rating_comment")
    @api.depends_context("lang")
    def _compute_rating_told(self):
        for ticket in self:
            ticket.rating_told = ticket._rating_line() if ticket.rated else ""

    @api.depends("rating_asked_at", "rated_at")
    @api.depends_context("uid")
    def _compute_can_rate(self):
        for ticket in self:
            waiting = ticket.rating_asked_at and not ticket.rated_at
            ticket.can_rate = bool(waiting) and ticket.submitter_id == self.env.user

    def action_rate(self):
        """Open the submitter's own page; the face is the context's ``rate`` (5, 3 or 1)."""
        self._guard(GROUP_USER)
        self.ensure_one()
        if not self.can_rate:
            raise UserError(self._rating_refusal())
        rate = self.env.context.get("rate")
        rate = rate if rate in RATE_OF.values() else RATE_OF["happy"]
        # sudo: rating - the caller's own token, checked above
        token = self.sudo()._rating_get_access_token(self.env.user.partner_id)
        return {"type": "ir.actions.act_url", "url": f"/rate/{token}/{rate}", "target": "new"}

    @api.model
    def _faces(self):
        """``(rate, word)`` of the three faces, best first."""
        words = dict(self._fields["rated"]._description_selection(self.env))
        return [(rate, words[face]) for face, rate in RATE_OF.items()]

    def _rating_line(self):
        """``Satisfied (5 of 5): “It went well”``."""
        word = dict(self._fields["rated"]._description_selection(self.env))[self.rated]
        rate = RATE_OF[self.rated]
        if not self.rating_comment:
            return self.env._("%(word)s (%(rate)s of 5)", word=word, rate=rate)
        return self.env._(
            "%(word)s (%(rate)s of 5): “%(comment)s”",
            word=word,
            rate=rate,
            comment=self.rating_comment,
        )

    # -- ECOSIRE's pages

    def _portal_page(self):
        return {
            **super()._portal_page(),
            "closing": self.closing_text,
            "rating": self.rating_told,
        }
