"""The way from a contract to its handbook: the row is made when it is first opened."""

from odoo import models

from ..common.guard import GROUP_MANAGER
from ..common.insert_once import insert_once


class EcosireSupportContract(models.Model):
    _inherit = "ecosire.support.contract"

    def action_open_handbook(self):
        """Open the system handbook of these contracts; that of one contract at once as a form."""
        self._guard(GROUP_MANAGER)
        # sudo: handbook - a manager may read these contracts, checked above; the row is empty
        handbooks = self.env["ecosire.support.handbook"].sudo()
        for contract in self:
            if not handbooks._of(contract):
                insert_once(handbooks, "contract_id", {"contract_id": contract.id})
        action = self.env["ir.actions.act_window"]._for_xml_id("ecosire_support.handbook_action")
        if len(self) == 1:
            action.update(views=[(False, "form")], res_id=handbooks._of(self).id)
        return action
