"""Who of ECOSIRE works for a contract at a moment, and how its general queue is worked."""

from odoo import fields, models
from odoo.exceptions import UserError

from ..common.guard import GROUP_LEAD


class EcosireSupportContract(models.Model):
    _inherit = "ecosire.support.contract"

    route_least_loaded = fields.Boolean(
        string="Queue gives by expertise",
        readonly=True,
        tracking=True,
        help="Tickets of the general queue go at once to the engineer who knows their topic and "
        "has the fewest; otherwise whoever is free takes them.",
    )

    def _compute_who_answers(self):
        """Who answers first, and until when that person or the deputy is off."""
        result = super()._compute_who_answers()
        off = (self.engineer_id | self.backup_engineer_id)._off_now()
        for contract in self:
            for engineer in contract.engineer_id | contract.backup_engineer_id:
                if until := off.get(engineer.id):
                    contract.who_answers = self.env._(
                        "%(answers)s (%(name)s is %(off)s)",
                        answers=contract.who_answers,
                        name=engineer.name,
                        off=engineer._off_text(until),
                    )
        return result

    def _on_duty_engineers(self, at=None):
        """Engineers at work for this contract at ``at`` (naive UTC; default: now).

        With access in force, not off, and within their working hours.
        """
        self.ensure_one()
        at = at or fields.Datetime.now()
        # sudo: grant, engineer - who may be reached, not what they may see
        grants = self.sudo().grant_ids.filtered(
            lambda grant: not grant.revoked_at and grant.date_from <= at < grant.date_to
        )
        serving = grants.engineer_id.filtered("active")
        spans = serving._absence_spans(at)
        on_duty = serving.filtered(lambda one: one._on_duty_given(spans[one.id], at))
        return on_duty.sorted("name")

    def set_queue_routing(self, least_loaded):
        """Whether the general queue gives tickets away by itself, by expertise and load."""
        self._guard(GROUP_LEAD)
        for contract in self.sudo():  # sudo: contract - a lead who serves it, checked above
            if contract.ended_at:
                raise UserError(self.env._("%s has ended: nobody answers under it.", contract.code))
            contract.route_least_loaded = bool(least_loaded)
        return True
