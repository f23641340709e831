from odoo import api, fields, models

from ..models.common.guard import GROUP_ADMIN, GROUP_MANAGER


class EcosireSupportEmergency(models.TransientModel):
    """A manager or the administrator enters how ECOSIRE is reached while Odoo is down."""

    _name = "ecosire.support.emergency"
    _description = "Reaching ECOSIRE when Odoo is down"
    _inherit = "ecosire.support.guard"

    contract_id = fields.Many2one("ecosire.support.contract", required=True, readonly=True)
    phone = fields.Char(compute="_compute_known", store=True, readonly=False)
    whatsapp = fields.Char(string="WhatsApp", compute="_compute_known", store=True, readonly=False)
    page = fields.Char(
        string="Status page",
        compute="_compute_known",
        store=True,
        readonly=False,
        help="Where ECOSIRE says how it is doing, outside of this Odoo.",
    )
    in_plan = fields.Boolean(compute="_compute_in_plan")
    log = fields.Text(compute="_compute_log", string="Changed before")

    @api.depends("contract_id")
    def _compute_known(self):
        for wizard in self:
            wizard.phone = wizard.contract_id.emergency_phone
            wizard.whatsapp = wizard.contract_id.emergency_whatsapp
            wizard.page = wizard.contract_id.emergency_page

    @api.depends("contract_id")
    def _compute_in_plan(self):
        for wizard in self:
            wizard.in_plan = wizard.contract_id.has_entitlement("phone_critical")

    @api.depends("contract_id")
    @api.depends_context("lang", "tz")
    def _compute_log(self):
        for wizard in self:
            wizard.log = "\n".join(wizard.contract_id._emergency_log())

    def action_save(self):
        """Keep them; what nobody could ring is said in words, and both sides are told."""
        self._guard(GROUP_MANAGER, GROUP_ADMIN)
        self.ensure_one()
        self.contract_id.set_emergency(
            {
                "emergency_phone": self.phone or "",
                "emergency_whatsapp": self.whatsapp or "",
                "emergency_page": self.page or "",
            }
        )
        return {"type": "ir.actions.client", "tag": "soft_reload"}
