"""Which channels of the bus somebody may listen to, as far as this addon is concerned."""

import re

from odoo import models

from ..common.guard import GROUP_ENGINEER, GROUP_MANAGER
from .ticket_live import CLIENT

ASKED = re.compile(r"ecosire_support\.ticket_(\d{1,9})")


class IrWebsocket(models.AbstractModel):
    _inherit = "ir.websocket"

    def _prepare_subscribe_data(self, channels, last):
        """An engineer listens to his own channel and to nothing else, whatever he asks for.

        Odoo subscribes everybody to his groups, his contact and his discussions besides, and other
        addons to more.
        """
        if not self.env.user.has_group(GROUP_ENGINEER):
            return super()._prepare_subscribe_data(channels, last)
        data = super()._prepare_subscribe_data([], last)
        data["channels"].clear()
        data["channels"].update(self._build_bus_channel_list([]))
        return data

    def _build_bus_channel_list(self, channels):
        user = self.env.user
        if user.has_group(GROUP_ENGINEER):
            engineer = self.env["ecosire.support.engineer"]._of_user()
            return [engineer] if engineer.access_now else []
        if not user._is_internal():
            return super()._build_bus_channel_list(channels)
        asked = {channel: ASKED.fullmatch(channel) for channel in channels if _is_text(channel)}
        others = [channel for channel in channels if not (_is_text(channel) and asked[channel])]
        ours = [(company, CLIENT) for company in self._companies_seen_whole()]
        tickets = self._tickets_seen([int(match[1]) for match in asked.values() if match])
        return super()._build_bus_channel_list(others + list(tickets) + ours)

    def _companies_seen_whole(self):
        """Those of whose tickets the user sees every one."""
        user = self.env.user
        return user.company_ids if user.has_group(GROUP_MANAGER) else user.company_ids.browse()

    def _tickets_seen(self, ids):
        tickets = self.env["ecosire.support.ticket"]
        if not ids or not tickets.has_access("read"):
            return tickets
        # the channel alone is wanted, and it does not tell what the caller may do
        return tickets.search([("id", "in", ids)])

    def _serve_ir_websocket(self, event_name, data):
        """An engineer says nothing over the websocket: his presence is none of the ERP's."""
        if self.env.user.has_group(GROUP_ENGINEER):
            return None
        return super()._serve_ir_websocket(event_name, data)


def _is_text(channel):
    return isinstance(channel, str)
