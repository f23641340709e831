"""Which contracts the person who asks may work on; the engineers' record rules rest on it."""

from odoo import api, fields, models
from odoo.fields import Domain


class EcosireSupportContract(models.Model):
    _inherit = "ecosire.support.contract"

    granted_to_me = fields.Boolean(
        string="Granted to me",
        compute="_compute_granted_to_me",
        search="_search_granted_to_me",
        export_string_translation=False,
    )

    @api.depends("grant_ids.date_from", "grant_ids.date_to", "grant_ids.revoked_at")
    @api.depends_context("uid")
    def _compute_granted_to_me(self):
        # sudo: grant - only whether the person who asks has one in force
        granted = self.sudo().filtered_domain(self._search_granted_to_me("in", [True]))
        for contract in self:
            contract.granted_to_me = contract.id in granted._ids

    @api.model
    def _search_granted_to_me(self, operator, value):
        """A rule's domain is kept for each person, but this is asked at each query: "now" is now.

        Rules are applied as superuser, which leaves the person who asks the same.
        """
        if operator != "in":
            return NotImplemented
        granted = Domain(
            "grant_ids",
            "any",
            [
                ("user_id", "=", self.env.uid),
                ("revoked_at", "=", False),
                ("date_from", "<=", "now"),
                ("date_to", ">", "now"),
            ],
        )
        return granted if True in value else ~granted
