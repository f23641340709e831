from odoo import fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..common.insert_once import insert_once

USAGE_KINDS = [
    ("used", "Counts"),
    ("freed", "Taken back"),
    ("free", "Does not count"),
]
CAUSES = [
    ("in_plan", "In the plan"),
    ("approved", "Extra ticket approved"),
    ("urgent", "Critical: never waits"),
    ("everybody", "In every plan"),
    ("other_plan", "Not in the plan"),
    ("quoted", "Quoted separately"),
    ("by_ecosire", "Filed by ECOSIRE"),
    ("duplicate", "Duplicate"),
    ("cancelled", "Cancelled"),
    ("declined", "Extra ticket declined"),
    ("defect", "Defect in ECOSIRE's work"),
]


class EcosireSupportContractUsage(models.Model):
    """What a ticket takes from the quota, and what gives it back: appended, never counted down.

    There is no counter that two filings at one instant could both read. Which tickets are extra
    is their rank by (``at``, ticket) in the billing period, reckoned when somebody asks.
    """

    _name = "ecosire.support.contract.usage"
    _description = "Ticket usage"
    _inherit = "ecosire.support.append.only"
    _order = "at desc, ticket_id desc, id desc"
    _rec_name = "ticket_id"

    contract_id = fields.Many2one(
        "ecosire.support.contract", required=True, readonly=True, ondelete="restrict"
    )
    term_id = fields.Many2one(
        "ecosire.support.contract.term", required=True, readonly=True, ondelete="restrict"
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True, ondelete="restrict")
    ticket_id = fields.Many2one(
        "ecosire.support.ticket", required=True, readonly=True, ondelete="restrict"
    )
    kind = fields.Selection(USAGE_KINDS, required=True, readonly=True)
    cause = fields.Selection(CAUSES, required=True, readonly=True)
    reason = fields.Char(readonly=True)
    at = fields.Datetime(
        string="Taken at",
        required=True,
        readonly=True,
        help="Decides the billing period and the rank: when it was filed, approved or covered.",
    )
    recorded_at = fields.Datetime(required=True, readonly=True)

    _once_per_kind = models.Constraint(
        "unique(ticket_id, kind)", "This ticket has such an entry already."
    )
    _rank = models.Index("(contract_id, at, ticket_id) WHERE kind = 'used'")
    _recorded = models.Index("(contract_id, recorded_at)")

    def _append(self, ticket, kind, cause, reason="", at=None):
        """Add an entry for ``ticket``; the same kind a second time changes nothing.

        :param at: naive UTC; of a taken back use, that of the use itself
        """
        now = fields.Datetime.now()
        values = {
            "contract_id": ticket.contract_id.id,
            "term_id": ticket.term_id.id,
            "company_id": ticket.company_id.id,
            "ticket_id": ticket.id,
            "kind": kind,
            "cause": cause,
            "reason": reason or None,
            "at": at or now,
            "recorded_at": now,
        }
        ticket.flush_recordset()
        insert_once(self, ("ticket_id", "kind"), values)
        ticket.invalidate_recordset(["usage_ids"])

    def _counted(self, contract, since, until):
        """How many uses count from ``since`` to before ``until`` (naive UTC), by whether a quota
        stands over them.

        :return: (uses under a term with a quota, uses under a term without one)
        """
        rows = self.env.execute_query(
            SQL(
                """SELECT COUNT(*) FILTER (WHERE term.quota > 0),
                          COUNT(*) FILTER (WHERE term.quota = 0)
                     FROM ecosire_support_contract_usage used
                     JOIN ecosire_support_contract_term term ON term.id = used.term_id
                    WHERE used.contract_id = %s AND used.kind = 'used'
                      AND used.at >= %s AND used.at < %s
                      AND NOT EXISTS (SELECT FROM ecosire_support_contract_usage freed
                                       WHERE freed.ticket_id = used.ticket_id
                                         AND freed.kind = 'freed')""",
                contract.id,
                since,
                until,
            )
        )
        return rows[0]

    def _place(self):
        """The rank of this use among those of its billing period, 1 for the first.

        What is filed later never moves it, so who meets an old ticket reads its own number.
        """
        self.ensure_one()
        contract = self.contract_id
        since, _until = contract._period_bounds(contract._period_at(self.at))
        return self.search_count(
            Domain("contract_id", "=", contract.id)
            & Domain("kind", "=", "used")
            & Domain("term_id.quota", ">", 0)
            & Domain("ticket_id.usage_ids", "not any", [("kind", "=", "freed")])
            & Domain("at", ">=", since)
            & (
                Domain("at", "<", self.at)
                | (Domain("at", "=", self.at) & Domain("ticket_id", "<=", self.ticket_id.id))
            )
        )
