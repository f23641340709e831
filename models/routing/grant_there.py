from odoo import api, fields, models


class EcosireSupportGrant(models.Model):
    _inherit = "ecosire.support.grant"

    work_text = fields.Char(related="engineer_id.work_text", string="Working hours")
    off_text = fields.Char(
        string="Off", compute="_compute_off_text", help="Until when the engineer is off."
    )

    @api.depends("engineer_id.absence_ids.date_to", "engineer_id.absence_ids.withdrawn_at")
    @api.depends_context("lang", "tz", "uid")
    def _compute_off_text(self):
        off = self.engineer_id._off_now()
        for grant in self:
            until = off.get(grant.engineer_id.id)
            grant.off_text = until and grant.engineer_id._off_text(until)
