"""Who has a ticket on the screen learns at once that something about it changed.

What is sent, when the transaction commits, are the ids alone: whoever hears of them asks for the
rest, and is told what he may read at that moment.
"""

from odoo import models

CHANGED = "ecosire_support.changed"
PENDING = "ecosire_support.changed"
MOST_IDS = 200  # of more than these a list is better read anew
CLIENT = "ecosire_support"  # the channel of a company for those who see all of its tickets


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    def _create(self, data_list):
        tickets = super()._create(data_list)
        tickets._tell_live()
        return tickets

    def _write_multi(self, vals_list):
        """Every change of a stored field comes by here, reckoned ones included."""
        self._tell_live()
        return super()._write_multi(vals_list)

    def _message_post_after_hook(self, message, msg_vals):
        self._tell_live()
        return super()._message_post_after_hook(message, msg_vals)

    def _tell_live(self):
        """Say at the commit that these tickets changed; of one transaction once."""
        if not self.pool.ready:
            return  # an upgrade reckons fields anew: nobody is served meanwhile
        precommit = self.env.cr.precommit
        if PENDING not in precommit.data:
            precommit.data[PENDING] = set()
            tickets = self.browse().sudo()  # sudo: ticket - who is told does not hang on who acts
            precommit.add(tickets._send_live)
        precommit.data[PENDING].update(self.ids)

    def _send_live(self):
        tickets = self.browse(self.env.cr.precommit.data.pop(PENDING)).exists()
        for ticket in tickets:
            ticket._send_ids_to(ticket, ticket)
        for channel, theirs in tickets._live_channels().items():
            self._send_ids_to(channel, theirs)

    def _send_ids_to(self, channel, tickets):
        """Send the ids of ``tickets`` to ``channel``; of very many: that there are many."""
        many = len(tickets) > MOST_IDS
        payload = {"ids": [] if many else tickets.ids, "many": many}
        self.env["bus.bus"]._sendone(channel, CHANGED, payload)

    def _live_channels(self):
        """``{channel: tickets}`` of everybody who has a list of them.

        Engineers whose access is in force now, so that nobody hears a thing after its end; on the
        client's side whoever filed a ticket, and those who see all of a company.
        """
        channels = {}
        for grant in self.contract_id.grant_ids._in_force():
            theirs = self.filtered(lambda ticket, one=grant: ticket.contract_id == one.contract_id)
            channels[grant.engineer_id] = channels.get(grant.engineer_id, self.browse()) | theirs
        for company, theirs in self.grouped("company_id").items():
            channels[(company, CLIENT)] = theirs
        for submitter, theirs in self.grouped("submitter_id").items():
            channels[submitter.partner_id] = theirs
        return channels
