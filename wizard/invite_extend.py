"""Giving a person of ECOSIRE more time, or another contract."""

from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.common.guard import GROUP_ADMIN
from .invite import DAYS


class EcosireSupportExtend(models.TransientModel):
    """Extends an access that has not ended. Only the client's administrator does, never a lead."""

    _name = "ecosire.support.extend"
    _description = "Extension of an ECOSIRE engineer's access"
    _inherit = "ecosire.support.guard"

    engineer_id = fields.Many2one("ecosire.support.engineer", required=True, readonly=True)
    access_until = fields.Datetime(related="engineer_id.access_until", string="Until now")
    contract_ids = fields.Many2many(
        "ecosire.support.contract",
        string="Contracts",
        required=True,
        compute="_compute_contract_ids",
        store=True,
        readonly=False,
        domain=[("ended_at", "=", False)],
    )
    date_to = fields.Datetime(
        string="Access until",
        required=True,
        compute="_compute_date_to",
        store=True,
        readonly=False,
    )

    @api.depends("engineer_id")
    def _compute_contract_ids(self):
        """Those that the person serves now, or else served last."""
        for wizard in self:
            # sudo: grant - the form is the administrator's, who need not be a support manager
            grants = wizard.engineer_id.sudo().grant_ids
            contracts = (grants._in_force() or grants).contract_id
            contracts = contracts.filtered(lambda one: not one.ended_at).sudo(False)
            # of a company that is not chosen now he is told nothing, and changes nothing
            wizard.contract_ids = contracts._filtered_access("read")

    @api.depends("engineer_id")
    def _compute_date_to(self):
        """Always later than the end until now, or nothing would be extended."""
        now = fields.Datetime.now()
        for wizard in self:
            soon, last = fields.Datetime.add(now, days=DAYS), wizard.access_until
            wizard.date_to = soon if not last or last < soon else last + timedelta(days=DAYS)

    def action_extend(self):
        """Give the access and close the form."""
        self._guard(GROUP_ADMIN)
        self.ensure_one()
        self.contract_ids.check_access("read")
        if not self.contract_ids:
            raise UserError(self.env._("Please choose at least one contract."))
        if self.date_to <= fields.Datetime.now():
            raise UserError(self.env._("“Access until” must lie in the future."))
        # sudo: engineer, grant - nobody has the right to create one; the administrator may extend
        self.engineer_id.sudo()._extend(self.contract_ids, self.date_to)
        return {"type": "ir.actions.act_window_close"}
