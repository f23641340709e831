from odoo import api, fields, models
from odoo.tools import SQL


class EcosireSupportMerge(models.Model):
    """Which ticket was merged into which, when, by whom and why: once for each, for good."""

    _name = "ecosire.support.merge"
    _description = "Merged ticket"
    _inherit = "ecosire.support.append.only"
    _order = "id"
    _rec_name = "ticket_id"

    ticket_id = fields.Many2one(
        "ecosire.support.ticket", required=True, readonly=True, ondelete="restrict"
    )
    into_id = fields.Many2one(
        "ecosire.support.ticket", required=True, readonly=True, index=True, ondelete="restrict"
    )
    at = fields.Datetime(required=True, readonly=True, default=fields.Datetime.now)
    by_name = fields.Char(required=True, readonly=True)
    reason = fields.Char(required=True, readonly=True)

    _once = models.Constraint("unique(ticket_id)", "This ticket was merged already.")


class EcosireSupportCarried(models.Model):
    """A message that came along with a merge: read in its new place by whoever reads the old one."""

    _name = "ecosire.support.carried"
    _description = "Message of a merged ticket"
    _log_access = False

    message_id = fields.Many2one("mail.message", required=True, ondelete="cascade")
    from_id = fields.Many2one(
        "ecosire.support.ticket", required=True, index=True, ondelete="restrict"
    )

    _once = models.Constraint("unique(message_id)", "A message is carried over once.")

    @api.model
    def _origins(self, message_ids):
        """The ticket from which each of the messages came along, as superuser; by message id."""
        if not message_ids:
            return {}
        rows = self.env.execute_query(
            SQL(
                """SELECT message_id, from_id FROM ecosire_support_carried
                    WHERE message_id = ANY(%s)""",
                list(message_ids),
            )
        )
        # sudo: ticket - which one; callers ask for the right to read it, or show the number alone
        tickets = self.env["ecosire.support.ticket"].sudo()
        return {message: tickets.browse(origin) for message, origin in rows}
