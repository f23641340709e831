"""What the client does with a ticket after filing it."""

from odoo import fields, models
from odoo.exceptions import UserError

from ..common.guard import GROUP_MANAGER, GROUP_USER


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    def confirm_resolution(self):
        """The client says that it works: the ticket is closed."""
        self._guard(GROUP_USER)
        for ticket in self.sudo():  # sudo: ticket - the caller may see it, checked above
            ticket._move("closed", "client")
        return True

    def reopen(self, reason):
        """It does not work after all: a new round with a new first-answer clock."""
        self._guard(GROUP_USER)
        reason = self._required_reason(reason)
        for ticket in self.sudo():  # sudo: ticket - the caller may see it, checked above
            ticket._reopen(reason)
        return True

    def cancel(self, reason):
        """The client takes the ticket back; its clocks end without a verdict."""
        self._guard(GROUP_USER)
        reason = self._required_reason(reason)
        for ticket in self.sudo():  # sudo: ticket - the caller may see it, checked above
            ticket._move("cancelled", "client", reason=reason)
            ticket._free_use("cancelled", reason)
            ticket._note_publicly(self.env._("Cancelled by the client: %s", reason))
        return True

    def accept_delay(self, reason):
        """A manager of the client accepts a missed answer time; the miss itself stays."""
        self._guard(GROUP_MANAGER)
        reason = self._required_reason(reason)
        for ticket in self.sudo():  # sudo: sla.clock - only a client manager comes here
            missed = ticket.clock_ids.filtered(lambda c: c.breached_at and not c.accepted)
            if not missed:
                raise UserError(
                    self.env._("%s has no missed answer time to accept.", ticket.number)
                )
            ticket._apply_to_clocks(missed, "accepted", reason=reason)
            ticket._happened("clock.accepted", by=self.env.user.name, reason=reason)
            ticket._note_publicly(self.env._("Delay accepted by the client: %s", reason))
        return True

    def _reopen(self, reason):
        self.ensure_one()
        if self.is_open:
            raise UserError(self.env._("%s is open already.", self.number))
        self._move("in_progress" if self.engineer_id else "new", "client")
        # who goes on with a duplicate says that it is none
        self.write({"resolved_at": False, "closed_at": False, "duplicate_of_id": False})
        self._start_clocks(
            fields.Datetime.now(),
            self._next_round("first_response"),
            metrics=["first_response"],
            reason=reason,
        )
        self._happened("ticket.reopened", reason=reason)
        self._note_publicly(self.env._("Reopened: %s", reason))
