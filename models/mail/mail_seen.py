"""What came in by mail, one small row each: to know a copy, a flood and a machine's refrain.

Nobody reads these rows; they hold no text, only prints of it, and go away after some weeks.
"""

from odoo import api, fields, models
from odoo.tools.constants import GC_UNLINK_LIMIT

from ...core import mail_head
from ..common.insert_once import insert_once

KEPT_DAYS = 30


class EcosireSupportMailSeen(models.Model):
    _name = "ecosire.support.mail.seen"
    _description = "Mail that came in"

    fingerprint = fields.Char(required=True)
    head_print = fields.Char(required=True)
    message_id = fields.Char(string="Message-ID", required=True, index=True)
    sender = fields.Char()
    words = fields.Char(help="A print of what was said, without quotes.")
    ticket_id = fields.Many2one("ecosire.support.ticket", index=True, ondelete="cascade")
    at = fields.Datetime(required=True, index=True)

    _fingerprint_unique = models.Constraint("unique(fingerprint)", "This mail has come in already.")
    _by_sender = models.Index("(sender, at)")

    @api.model
    def _note(self, mail, ticket, counted):
        """Note a mail; two servers that get the same one at once: the slower tries again."""
        insert_once(
            self,
            "fingerprint",
            {
                "fingerprint": mail["fingerprint"],
                "head_print": mail_head.head_print(mail["head"]),
                "message_id": mail["message_id"],
                "sender": (counted and mail["sender"]) or None,
                "words": mail["words"],
                "ticket_id": ticket.id or None,
                "at": fields.Datetime.now(),
            },
        )

    @api.model
    def _count(self, minutes, *domain):
        """How many came in during the last minutes."""
        since = fields.Datetime.subtract(fields.Datetime.now(), minutes=minutes)
        return self.search_count([("at", ">", since), *domain])

    @api.autovacuum
    def _gc_seen(self):
        before = fields.Datetime.subtract(fields.Datetime.now(), days=KEPT_DAYS)
        old = self.search([("at", "<", before)], limit=GC_UNLINK_LIMIT)
        old.unlink()
        return len(old), len(old) == GC_UNLINK_LIMIT
