from odoo import models, tools

from ..common.guard import GROUP_ENGINEER
from .rights import ALLOWED_MODELS


class IrModelAccess(models.Model):
    _inherit = "ir.model.access"

    @tools.ormcache("self.env.uid", "mode")
    def _get_allowed_models(self, mode="read"):
        allowed = super()._get_allowed_models(mode)
        if self.env.user.has_group(GROUP_ENGINEER):
            return allowed & ALLOWED_MODELS[mode]
        return allowed
