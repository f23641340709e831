"""Odoo's ratings of our tickets: read with the ticket, given by the submitter alone.

Odoo lets every employee read and write every rating. For ratings of other documents that stays as
it is; ours have rules of their own, and rows that nobody changes by hand.
"""

from odoo import api, fields, models

TICKET = "ecosire.support.ticket"


class RatingRating(models.Model):
    _inherit = "rating.rating"

    ecosire_support_readable = fields.Boolean(
        compute="_compute_ecosire_support_readable",
        search="_search_ecosire_support_readable",
        help="No rating of an ECOSIRE ticket, or a given one of a ticket that the user may read.",
    )

    _ecosire_support_once = models.UniqueIndex(
        f"(res_id) WHERE res_model = '{TICKET}'", "A ticket is rated once."
    )

    def _compute_ecosire_support_readable(self):
        found = self.search([("ecosire_support_readable", "=", True), ("id", "in", self.ids)])
        for rating in self:
            rating.ecosire_support_readable = rating in found

    @api.model
    def _search_ecosire_support_readable(self, operator, value):
        """One that is not given yet is seen by nobody: its token is the right to give it."""
        if operator != "in" or set(value) != {True}:
            return NotImplemented
        # rules are reckoned as superuser: what counts is who asks
        tickets = self.env[TICKET].with_user(self.env.uid)
        readable = tickets._search([]) if tickets.has_access("read") else []
        return [
            "|",
            ("res_model", "!=", TICKET),
            "&",
            ("consumed", "=", True),
            ("res_id", "in", readable),
        ]

    def write(self, vals):
        """Nobody turns a rating of something else into one of ours: the rules look again after."""
        result = super().write(vals)
        if not self.env.su and {"res_model_id", "res_model", "res_id"} & set(vals):
            self.check_access("write")
        return result
