from odoo import api, models
from odoo.tools import OrderedSet

from odoo.addons.bus.models.bus import channel_with_db, hashable

from ..common.guard import GROUP_ENGINEER


class BusBus(models.Model):
    _inherit = "bus.bus"

    @api.model
    def _poll(self, channels, last=0, ignore_ids=None):
        """An engineer is handed what is his, whatever another addon has subscribed him to.

        Asked at each delivery, so what he had subscribed to ends with his access.
        """
        if self.env.user.has_group(GROUP_ENGINEER):
            channels = self._ecosire_support_only_own(channels)
        return super()._poll(channels, last, ignore_ids)

    @api.model
    def _ecosire_support_only_own(self, channels):
        database = self.env.cr.dbname
        asked = OrderedSet(hashable(channel_with_db(database, channel)) for channel in channels)
        own = self.env["ir.websocket"]._build_bus_channel_list([])
        return [one for one in (channel_with_db(database, mine) for mine in own) if one in asked]
