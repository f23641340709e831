"""What an account lead does at the light pages: file an outage afterwards, end an access."""

from datetime import UTC

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...core import sla
from ..common.guard import GROUP_LEAD


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    # -- an outage

    @api.model
    def _portal_outage_choices(self):
        """Where there can have been an outage: ``(key, words, contract id, company id)``."""
        return [
            (f"{contract.id}-{company.id}", f"{contract.code}, {company.name}", contract, company)
            for contract in self.env["ecosire.support.contract"].search([], order="code")
            # sudo: res.company - names of the companies of a contract that the lead may read
            for company in contract.sudo().company_ids.sorted("name")
        ]

    @api.model
    def _portal_my_zone(self):
        return sla.zone_label(self._reader_zone(), fields.Datetime.now().replace(tzinfo=UTC))

    @api.model
    def _portal_file_outage(self, typed):
        """File the outage that a lead has typed in; filed twice within a minute it is one ticket.

        :raises UserError: in words, when something is missing
        """
        self._guard(GROUP_LEAD)
        chosen = [one for one in self._portal_outage_choices() if one[0] == typed["place"]]
        if not chosen:
            raise UserError(self.env._("Please choose the contract whose Odoo was down."))
        _key, _words, contract, company = chosen[0]
        reported_at = self._portal_local_time(typed["reported_at"])
        if not reported_at:
            raise UserError(self.env._("Please enter when the outage was reported."))
        vals = {
            "name": typed["title"].strip(),
            "description": typed["text"],
            "topic_id": self.env.ref("ecosire_support.topic_incident").id,
            # an Odoo in which no ticket could be filed: nobody could work, nobody could log in
            "impact": "stopped",
            "can_log_in": "no",
            "workaround": "nobody",
            "company_id": company.id,
            "reported_at": reported_at,
            "outage_evidence": typed["evidence"],
        }
        return self._portal_filed_before(contract, vals) or self.file_outage(contract.id, vals)

    def _portal_filed_before(self, contract, vals):
        """The same outage, filed by the same person a moment ago by a click too many."""
        minute_ago = fields.Datetime.subtract(fields.Datetime.now(), minutes=1)
        return self.search(
            [
                ("contract_id", "=", contract.id),
                ("name", "=", vals["name"]),
                ("reported_at", "=", vals["reported_at"]),
                ("submitted_at", ">=", minute_ago),
            ],
            limit=1,
        )

    # -- the team

    @api.model
    def _portal_team(self):
        """Engineers who have access now to the contracts of this lead, and until when."""
        self._guard(GROUP_LEAD)
        me = self.env["ecosire.support.engineer"]._of_user()
        grants = self.env["ecosire.support.grant"].search([("revoked_at", "=", False)])._in_force()
        zone = self._reader_zone()
        return [
            {
                "id": engineer.id,
                "name": engineer.name,
                "is_me": engineer == me,
                "role": self.env._("Account lead") if engineer.is_lead else self.env._("Engineer"),
                "access": [
                    (
                        grant.contract_id.code,
                        self._format_instant(grant.date_to.replace(tzinfo=UTC), zone),
                    )
                    for grant in grants.filtered(lambda g, e=engineer: g.engineer_id == e)
                ],
            }
            for engineer in grants.engineer_id.sorted("name")
        ]
