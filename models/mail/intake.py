from odoo import fields, models

REASONS = [
    ("stranger", "Written by nobody who is known here"),
    ("unverified", "The sender could not be verified"),
    ("no_thread", "Answers no ticket that is known"),
    ("no_contract", "No support contract is in force"),
    ("automatic", "Sent by a machine"),
    ("bounce", "A mail that could not be delivered"),
    ("flood", "Too many mails of one sender"),
    ("fault", "Could not be read"),
    ("copy", "A changed copy of a mail that has come in"),
]


class EcosireSupportMailIntake(models.Model):
    """A mail that became neither a ticket nor an answer, kept whole for a manager to decide."""

    _name = "ecosire.support.mail.intake"
    _description = "Mail to decide on"
    _inherit = "ecosire.support.guard"
    _order = "received_at desc, id desc"
    _rec_name = "subject"

    message_id = fields.Char(string="Message-ID", required=True, readonly=True, index=True)
    fingerprint = fields.Char(readonly=True, help="What tells this mail from every other.")
    sender = fields.Char(readonly=True)
    subject = fields.Char(readonly=True)
    received_at = fields.Datetime(required=True, readonly=True)
    reason = fields.Selection(REASONS, required=True, readonly=True)
    sign = fields.Char(readonly=True, help="By what it was told.")
    text = fields.Text(readonly=True, help="The beginning of the mail, as plain text.")
    original = fields.Binary(attachment=True, readonly=True)
    original_name = fields.Char(readonly=True, default="mail.eml")
    company_id = fields.Many2one("res.company", readonly=True, index=True)
    ticket_id = fields.Many2one(
        "ecosire.support.ticket", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    state = fields.Selection(
        [
            ("waiting", "Waits for you"),
            ("kept", "Kept for the record"),
            ("accepted", "Accepted"),
            ("discarded", "Discarded"),
        ],
        required=True,
        default="waiting",
        readonly=True,
        index=True,
    )

    _fingerprint_unique = models.Constraint("unique(fingerprint)", "This mail has come in already.")
    _by_ticket = models.Index("(ticket_id, received_at) WHERE ticket_id IS NOT NULL")
