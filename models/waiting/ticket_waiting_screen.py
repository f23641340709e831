"""What the screens of both sides show of the waiting: chases, the next update, what was missed."""

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..common.owing import OPEN

# an update follows from an answer of the same moment, whose place is its sequence on the clock
AFTER_THE_CLOCK = 1_000_000
DUE = "COALESCE(due_at, next_update_by)"  # an answer, or a promised update


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    chased_text = fields.Char(compute="_compute_chased_text", help="How often, and when last.")
    can_chase = fields.Boolean(compute="_compute_can_chase", string="Chase is offered")

    _owed = models.Index(f"({DUE}, submitted_at, id) WHERE is_open IS TRUE")

    @api.depends("state", "extra_state")
    def _compute_can_chase(self):
        for ticket in self:
            ticket.can_chase = (
                bool(ticket._origin.number)
                and ticket.state in ("new", "in_progress", "waiting_vendor")
                and ticket.extra_state != "waiting"
            )

    @api.depends("chase_count", "chased_at")
    @api.depends_context("uid", "lang", "tz")
    def _compute_chased_text(self):
        for ticket in self:
            ticket.chased_text = ticket._chased_text()

    # -- ECOSIRE's pages

    def _portal_row(self):
        return {
            **super()._portal_row(),
            "chased": self._chased_text(),
            "next_update_text": self.next_update_text,
            "update_missed": bool(
                self.next_update_by and self.next_update_by < fields.Datetime.now()
            ),
        }

    def _portal_page(self):
        return {
            **super()._portal_page(),
            "chased": self._chased_text() if self._chase_waits() else "",
            "next_update": self._portal_next_update(),
        }

    @api.model
    def _portal_filters(self):
        """An update that did not come is missed like an answer."""
        filters = super()._portal_filters()
        late = OPEN & Domain("next_update_by", "<", fields.Datetime.now())
        label, domain, empty = filters["missed"]
        return {**filters, "missed": (label, domain | late, empty)}

    @api.model
    def _portal_due_order(self):
        """What is due first stands on top; what owes nothing, by its age at the end."""
        return SQL("%s, submitted_at, id", SQL(DUE))

    # -- the time line

    def _timeline_rows(self):
        """Chases and promised updates stand among the clock's events."""
        labels = dict(self.next_update_ids._fields["kind"]._description_selection(self.env))
        rows = super()._timeline_rows()
        for chase in self.chase_ids:
            entry = self._timeline_entry(
                "chased", self.env._("Chased"), chase.at, by=chase.actor_name
            )
            rows.append((chase.at, 0, entry))
        for row in self.next_update_ids:
            entry = self._timeline_entry(
                f"update_{row.kind}",
                self.env._("Next update: %s", labels[row.kind]),
                row.at,
                by=row.actor_name if row.kind in ("kept", "late") else "",
                details=[self.env._("For %s", self._both_zones(row.due_at))]
                if row.kind != "missed"
                else [],
            )
            rows.append((row.at, AFTER_THE_CLOCK + row.id, entry))
        return rows
