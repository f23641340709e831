"""What came in from Slack, one small row each: a repetition is known, and does nothing again.

The rows hold no words, and go away when no signature that old is taken any more.
"""

from odoo import api, fields, models
from odoo.tools.constants import GC_UNLINK_LIMIT

from ..common.insert_once import insert_once

KEPT_HOURS = 48  # a signature is good for minutes; Slack repeats an event for an hour or so
FLOOD_NOTES = 10  # in an hour on one ticket, by people nobody knows
FLOOD_MINUTES = 60


class EcosireSupportSlackSeen(models.Model):
    _name = "ecosire.support.slack.seen"
    _description = "What came in from Slack"
    _rec_name = "key"

    key = fields.Char(required=True, readonly=True)
    ticket_id = fields.Many2one(
        "ecosire.support.ticket", readonly=True, index="btree_not_null", ondelete="cascade"
    )
    at = fields.Datetime(required=True, readonly=True, index=True)

    _key_unique = models.Constraint("unique(key)", "This has come in already.")

    @api.model
    def _first_time(self, key, ticket=None):
        """Whether ``key`` comes in for the first time; of two at one instant only one is."""
        values = {
            "key": key,
            "at": fields.Datetime.now(),
            "ticket_id": ticket.id if ticket else None,
        }
        return insert_once(self, "key", values)

    @api.model
    def _is_flood(self, ticket):
        """Whether unknown people wrote more on ``ticket`` than anybody wants to read there."""
        since = fields.Datetime.subtract(fields.Datetime.now(), minutes=FLOOD_MINUTES)
        recent = [("ticket_id", "=", ticket.id), ("at", ">", since)]
        return self.search_count(recent) >= FLOOD_NOTES

    @api.autovacuum
    def _gc_seen(self):
        before = fields.Datetime.subtract(fields.Datetime.now(), hours=KEPT_HOURS)
        old = self.search([("at", "<", before)], limit=GC_UNLINK_LIMIT)
        old.unlink()
        return len(old), len(old) == GC_UNLINK_LIMIT
