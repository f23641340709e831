"""What Odoo tells every login of our screens and models, whatever its rights.

Odoo reads an action as superuser and leaves the rest to the rights on its model. To strangers the
name of such an action would tell that there is something, so for them it is not found; neither is
the XML id of anything of ours, nor a field of our models.
"""

from odoo import api, models, tools
from odoo.http import request

from .ir_http_calls import ACTION
from .strangers import MODELS, MODULE, XMLIDS, Unlisted, UnlistedId, is_stranger

# where Odoo looks actions up for whoever asks
LOOK_UPS = (ACTION, "/html_editor/link_preview_internal")


def _asked_by_stranger(env):
    asking = bool(request) and request.httprequest.path.startswith(LOOK_UPS)
    return asking and is_stranger(env, request.session.uid)


class IrModelData(models.Model):
    _inherit = "ir.model.data"

    @api.model
    def _xmlid_to_res_model_res_id(self, xmlid, raise_if_not_found=False):
        if str(xmlid).startswith(XMLIDS) and _asked_by_stranger(self.env):
            xmlid = UnlistedId(xmlid)
        return super()._xmlid_to_res_model_res_id(xmlid, raise_if_not_found)

    @api.model
    def check_object_reference(self, module, xml_id, raise_on_access_error=False):
        if module == MODULE and is_stranger(self.env):
            self._xmlid_lookup(UnlistedId(f"{module}.{xml_id}"))  # says that there is none
        return super().check_object_reference(module, xml_id, raise_on_access_error)


class IrModel(models.Model):
    _inherit = "ir.model"

    def _get_id(self, name):
        return None if isinstance(name, Unlisted) else super()._get_id(name)


class IrModelAccess(models.Model):
    _inherit = "ir.model.access"

    @api.model
    def group_names_with_access(self, model_name, access_mode):
        if isinstance(model_name, Unlisted):
            model_name = "-"  # no model's
        return super().group_names_with_access(model_name, access_mode)


class IrFilters(models.Model):
    _inherit = "ir.filters"

    @api.model
    def _list_all_models(self):
        listed = super()._list_all_models()
        if is_stranger(self.env):
            return [(model, words) for model, words in listed if not model.startswith(MODELS)]
        return listed


class IrModelFields(models.Model):
    _inherit = "ir.model.fields"

    def _get_ids(self, model_name):
        return {} if isinstance(model_name, Unlisted) else super()._get_ids(model_name)


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
