"""The views and actions of the desk: of all that Odoo keeps, the only ones engineers may load.

They are those of this addon whose XML id begins with ``desk_`` (views), and those that ``calls``
lists (actions).
"""

from odoo import api, models, tools

from .calls import ACTIONS

DESK_VIEWS = r"desk\_%"


class IrUiView(models.Model):
    _inherit = "ir.ui.view"

    @api.model
    def _ecosire_support_find_view(self, model, view_type, view_id):
        """The view of the desk that is asked for: ``view_id``, or the first when it is False."""
        ids = self._ecosire_support_desk_views().get((model, view_type), ())
        if view_id is False:
            return ids[0] if ids else None
        return view_id if type(view_id) is int and view_id in ids else None

    @api.model
    @tools.ormcache(cache="templates")
    def _ecosire_support_desk_views(self):
        """The ids of the desk's views by ``(model, view type)``, the foremost first."""
        # sudo: ir.model.data, ir.ui.view - which views are ours is the same for everybody
        names = self.env["ir.model.data"].sudo()
        rows = names.search(
            [
                ("module", "=", "ecosire_support"),
                ("model", "=", "ir.ui.view"),
                ("name", "=like", DESK_VIEWS),
            ]
        )
        found = {}
        for view in self.sudo().search([("id", "in", rows.mapped("res_id"))], order="priority, id"):
            if view.mode == "primary" and view.model:
                found.setdefault((view.model, view.type), []).append(view.id)
        return found


class IrActionsActions(models.Model):
    _inherit = "ir.actions.actions"

    @api.model
    def _ecosire_support_find_action(self, asked):
        """The id of the desk's action that the web client asks for, or None.

        :param asked: its XML id, its path in the address, or its id
        """
        if type(asked) not in (str, int):
            return None
        for xmlid in ACTIONS:
            # sudo: ir.actions.actions - what the desk opens is the same for every engineer
            action = self.env.ref(xmlid, raise_if_not_found=False)
            if action and str(asked) in filter(None, (xmlid, action.sudo().path, str(action.id))):
                return action.id
        return None
