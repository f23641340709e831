from odoo import api, fields, models
from odoo.tools import SQL

from ...core import holding
from ..common.guard import GROUP_ENGINEER

PHASES = [
    (holding.WORKING, "With ECOSIRE"),
    (holding.WAITING, "Waits for the client"),
    (holding.DONE, "Done"),
]
# how the holder was chosen
NAMED, DEPUTY, OTHER, QUEUE = "named", "deputy", "least_loaded", "queue"
TAKEN, ASSIGNED, HANDED, ANSWERED, KNOWN = "taken", "assigned", "handed", "answered", "known"
WHYS = [
    (NAMED, "The named engineer is asked first"),
    (DEPUTY, "The deputy stands in"),
    (OTHER, "Of those who know the topic, has the fewest tickets"),
    (QUEUE, "ECOSIRE's general queue"),
    (TAKEN, "Took it"),
    (ASSIGNED, "Assigned by an account lead"),
    (HANDED, "Handed over by who had it"),
    (ANSWERED, "Answered first"),
    (KNOWN, "Had it when this record began"),
]
BY_HAND = (TAKEN, ASSIGNED, HANDED, ANSWERED)


class EcosireSupportTicketHolding(models.Model):
    """From one moment on a ticket is with somebody, or with the queue; the next row is the end.

    Written where the ticket's holder or state is written (see ``ticket_holding``), at the true
    instant, in the order of ``sequence``.
    """

    _name = "ecosire.support.ticket.holding"
    _description = "Who had a ticket"
    _inherit = "ecosire.support.append.only"
    _order = "ticket_id, sequence"
    _rec_name = "engineer_name"

    ticket_id = fields.Many2one(
        "ecosire.support.ticket", required=True, readonly=True, index=True, ondelete="restrict"
    )
    sequence = fields.Integer(required=True, readonly=True)
    at = fields.Datetime(string="From", required=True, readonly=True)
    engineer_id = fields.Many2one(
        "ecosire.support.engineer",
        string="With",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        help="Empty: ECOSIRE's general queue.",
    )
    engineer_name = fields.Char(readonly=True, help="The name at that time.")
    phase = fields.Selection(PHASES, required=True, readonly=True)
    why = fields.Selection(WHYS, required=True, readonly=True, string="How chosen")
    instead_of_id = fields.Many2one(
        "ecosire.support.engineer",
        string="In place of",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    by_name = fields.Char(string="Handed over by", readonly=True)
    note = fields.Text(string="Hand-over note", readonly=True, groups=GROUP_ENGINEER)

    _sequence_unique = models.Constraint(
        "unique(ticket_id, sequence)", "Somebody has handed this ticket over in this very moment."
    )

    @api.model
    def _last_of(self, tickets):
        """The latest row of each of the tickets, in one query."""
        if not tickets:
            return self
        self.flush_model()
        rows = self.env.execute_query(
            SQL(
                """SELECT DISTINCT ON (ticket_id) id FROM ecosire_support_ticket_holding
                   WHERE ticket_id IN %s ORDER BY ticket_id, sequence DESC""",
                tuple(tickets.ids),
            )
        )
        return self.browse([row_id for (row_id,) in rows])
