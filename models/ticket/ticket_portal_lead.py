"""What an account lead does at the light pages: file an outage afterwards, end an access."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...core import sla
from ..common.guard import GROUP_LEAD
from ..common.pictures import AS_IT_IS, can_be_shrunk


class OverlappingOutageError(UserError):
    """An outage for that time is filed already; filed all the same once somebody says so."""


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
    def _portal_file_outage(self, typed, uploads=()):
        """File the outage that a lead has typed in; filed twice within a minute it is one ticket.

        :param uploads: ``(name, bytes)`` pairs, kept with the ticket as evidence
        :raises OverlappingOutageError: when one is filed for that time already
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
        self._portal_check_uploads(uploads)
        if filed := self._portal_filed_before(contract, vals):
            return filed
        known = self._overlapping_outages(company, reported_at)
        if known and not typed.get("is_another"):
            raise OverlappingOutageError(known._overlap_words())
        ticket = self.file_outage(contract.id, vals)
        ticket._portal_keep_evidence(uploads)
        return ticket

    def _portal_keep_evidence(self, uploads):
        """Files of the lead who has filed this outage, as files of the ticket: no answer to it."""
        # sudo: ir.attachment - engineers have no right to it; sizes and number are checked
        attachments = self.env["ir.attachment"].sudo()
        for name, content in uploads:
            keeping = (
                attachments if can_be_shrunk(content) else attachments.with_context(**AS_IT_IS)
            )
            keeping.create(
                {"name": name, "raw": content, "res_model": self._name, "res_id": self.id}
            )

    @api.model
    def _portal_outage_said(self, ticket, typed):
        """What the page says afterwards: the time that was understood, in both zones."""
        said = self.env._(
            "The outage is filed as reported %s. Its true time counts once the client confirms it.",
            ticket._both_zones(ticket.reported_at),
        )
        local = datetime.fromisoformat(typed["reported_at"].strip())
        known = ticket.reported_at.replace(tzinfo=UTC).astimezone(ZoneInfo(self._reader_zone()))
        if local.tzinfo is None and local != known.replace(tzinfo=None):
            said += " " + self.env._(
                "%(typed)s does not exist on that day, because the clocks were put forward: "
                "%(taken)s was taken.",
                typed=f"{local:%H:%M}",
                taken=f"{known:%H:%M}",
            )
        return said

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
