"""Gaps on the managers' screens: the contract's page, and the ticket whose deadline fell into one."""

from odoo import api, fields, models

from ..common.guard import GROUP_MANAGER

SHOWN = 5


class EcosireSupportContract(models.Model):
    _inherit = "ecosire.support.contract"

    gap_text = fields.Text(compute="_compute_gap_text", groups=GROUP_MANAGER)

    def _compute_gap_text(self):
        # sudo: sla.gap, sla.clock - shown on a field that managers alone may read
        gaps = self.env["ecosire.support.sla.gap"].sudo()
        found = gaps.search([("date_to", ">=", "now -30d")], limit=SHOWN)
        tickets = self.env["ecosire.support.ticket"]
        mine = self.env.companies
        for contract in self:
            lines = []
            for gap in found:
                clocks = gap._clocks_due(contract).filtered(
                    lambda clock: clock.ticket_id.company_id in mine
                )
                down = gap._down_words(lambda at, c=contract: tickets._outage_both(at, c))
                lines.append(f"{down} {gap._due_words(clocks)}")
            contract.gap_text = "\n".join(lines)


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    gap_text = fields.Text(
        compute="_compute_gap_text",
        groups=GROUP_MANAGER,
        help="The server was down when an answer time of this ticket fell due.",
    )

    @api.depends("clock_ids.deadline", "clock_ids.met_at")
    @api.depends_context("uid", "lang", "tz")
    def _compute_gap_text(self):
        deadlines = [clock.deadline for clock in self.clock_ids if clock.deadline]
        # sudo: sla.gap - shown on a field that managers alone may read
        gaps = self.env["ecosire.support.sla.gap"].sudo()
        if deadlines:
            gaps = gaps.search(
                [("date_from", "<", max(deadlines)), ("date_to", ">=", min(deadlines))],
                order="date_from",
            )
        for ticket in self:
            ticket.gap_text = "\n".join(
                gap._down_words(ticket._both_zones)
                for gap in gaps
                if any(gap._concerns(clock) for clock in ticket.clock_ids)
            )


class EcosireSupportSlaGap(models.Model):
    _inherit = "ecosire.support.sla.gap"

    due_count = fields.Integer(
        compute="_compute_due_count",
        string="Answer times due in it",
        help="Of the companies that you work in now.",
    )

    def _compute_due_count(self):
        # sudo: sla.clock - only how many, of the reader's own companies
        mine = [("company_ids", "in", self.env.companies.ids)]
        contracts = self.env["ecosire.support.contract"].search(mine)
        for gap in self:
            clocks = gap.sudo()._clocks_due(contracts)
            gap.due_count = len(
                clocks.filtered(lambda clock: clock.ticket_id.company_id in self.env.companies)
            )

    def _concerns(self, clock):
        """Whether ``clock`` fell due in this gap, unanswered when it began."""
        if not clock.deadline or clock.state == "cancelled":
            return False
        unmet = not clock.met_at or clock.met_at > self.date_from
        return unmet and self.date_from < clock.deadline <= self.date_to
