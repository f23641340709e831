"""Which thread of Slack is which ticket's: the first message begins it, replies come back by it."""

from odoo import api, fields, models

from ..common.insert_once import insert_once


class EcosireSupportSlackThread(models.Model):
    _name = "ecosire.support.slack.thread"
    _description = "Thread in Slack"
    _rec_name = "ts"

    target_id = fields.Many2one(
        "ecosire.support.target", required=True, readonly=True, index=True, ondelete="cascade"
    )
    ticket_id = fields.Many2one(
        "ecosire.support.ticket", required=True, readonly=True, index=True, ondelete="restrict"
    )
    channel = fields.Char(required=True, readonly=True)
    ts = fields.Char(required=True, readonly=True, help="Slack's name of the first message.")

    _ticket_unique = models.Constraint("unique(target_id, ticket_id)", "It has a thread already.")
    _by_ts = models.Index("(target_id, channel, ts)")

    @api.model
    def _of(self, target, ticket):
        """The thread of ``ticket``; empty before its first message."""
        return self.search([("target_id", "=", target.id), ("ticket_id", "=", ticket.id)], limit=1)

    @api.model
    def _keep(self, target, ticket, channel, ts):
        if ts:
            values = {"target_id": target.id, "ticket_id": ticket.id, "channel": channel, "ts": ts}
            insert_once(self, ("target_id", "ticket_id"), values)

    @api.model
    def _ticket_of(self, target, channel, ts):
        """The ticket that a thread of Slack belongs to; empty for any other thread."""
        known = [("target_id", "=", target.id), ("channel", "=", channel), ("ts", "=", ts)]
        return self.search(known, limit=1).ticket_id
