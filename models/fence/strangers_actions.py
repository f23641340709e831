"""Our screens' actions, which Odoo hands to every login that asks for them by id, name or path.

Odoo reads an action as superuser and leaves the rest to the rights on its model. To strangers the
name of such an action would tell that there is something, so for them it is not found.
"""

from odoo import api, models, tools
from odoo.http import request

from .ir_http_calls import ACTION
from .strangers import Unlisted, is_stranger

MODULE = "ecosire_support"


class UnlistedId(Unlisted):
    """An XML id that reads like any other and that no database knows."""

    __slots__ = ()

    def split(self, *args, **kwargs):
        return ["", *super().split(*args, **kwargs)[1:]]


def _asked_by_stranger(env):
    asking = bool(request) and request.httprequest.path.startswith(ACTION)
    return asking and is_stranger(env, request.session.uid)


class IrModelData(models.Model):
    _inherit = "ir.model.data"

    @api.model
    def _xmlid_to_res_model_res_id(self, xmlid, raise_if_not_found=False):
        if str(xmlid).startswith(f"{MODULE}.") and _asked_by_stranger(self.env):
            xmlid = UnlistedId(xmlid)
        return super()._xmlid_to_res_model_res_id(xmlid, raise_if_not_found)


class IrActionsActions(models.Model):
    _inherit = "ir.actions.actions"

    @api.model
    def _search(self, domain, *args, **kwargs):
        if _asked_by_stranger(self.env):
            domain = [("id", "not in", self._ecosire_support_ids()), *domain]
        return super()._search(domain, *args, **kwargs)

    def read(self, fields=None, load="_classic_read"):
        found = self
        if _asked_by_stranger(self.env):
            found = self.browse([one for one in self.ids if one not in self._ecosire_support_ids()])
        return super(IrActionsActions, found).read(fields, load)

    @api.model
    @tools.ormcache(cache="stable")
    def _ecosire_support_ids(self):
        # sudo: ir.model.data - which actions are ours, to leave them out
        names = self.env["ir.model.data"].sudo()
        rows = names.search([("module", "=", MODULE), ("model", "=like", "ir.actions.%")])
        return tuple(rows.mapped("res_id"))
