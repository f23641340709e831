"""States move by actions; what a move does to the clocks stands here and nowhere else."""

from odoo import fields, models
from odoo.exceptions import UserError

from ...core import ticket_states
from ..common.guard import GROUP_ENGINEER, GROUP_USER

# what a move is called where it ends something
ENDS = {
    "resolved": "ticket.resolved",
    "closed": "ticket.closed",
    "cancelled": "ticket.cancelled",
}


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    def _move(self, new, actor, at=None, **facts):
        """Go to state ``new`` if the table of moves lets ``actor`` (client, engineer, system).

        :param at: when it truly happened (naive UTC), where that is not now
        :param facts: what connections are told of the move besides, such as ``reason``
        :raises UserError: when it does not, in words
        """
        self.ensure_one()
        old = self.state
        if old == new:
            return
        try:
            ticket_states.check_move(old, new, actor)
        except ValueError as error:
            raise UserError(self._refusal(new)) from error
        vals = {"state": new}
        if new == "resolved":
            vals["resolved_at"] = at or fields.Datetime.now()
        if new in ("closed", "cancelled"):
            vals["closed_at"] = at or fields.Datetime.now()
        self.write(vals)
        self._move_clocks(old, new)
        if at:
            facts["at"] = at
        self._happened(ENDS.get(new, "ticket.state_changed"), old=old, new=new, **facts)

    def _move_clocks(self, old, new):
        resolution = self._live_clocks("resolution")
        if ticket_states.pauses_resolution(new):
            running = resolution.filtered(lambda c: c.state == "running")
            self._apply_to_clocks(running, "paused")
        elif ticket_states.pauses_resolution(old):
            paused = resolution.filtered(lambda c: c.state == "paused")
            self._apply_to_clocks(paused, "resumed")
        if new == "resolved":
            self._apply_to_clocks(self._live_clocks("resolution"), "met")
        if new in ("cancelled", "closed"):
            self._apply_to_clocks(self._live_clocks(), "cancelled")

    def _refusal(self, new):
        labels = dict(self._fields["state"]._description_selection(self.env))
        return self.env._(
            "%(number)s is “%(old)s” and cannot go to “%(new)s” this way. Open the ticket: its "
            "buttons show what can be done now.",
            number=self.number,
            old=labels[self.state],
            new=labels.get(new, new),
        )

    def _drag_to(self, new):
        """A card dragged to another column is the action of that name, or is refused in words."""
        self._guard(GROUP_USER, GROUP_ENGINEER)
        if new not in dict(self._fields["state"].selection):
            raise UserError(self.env._("“%s” is not a state of a ticket.", new))
        for ticket in self:
            if new != "closed":
                raise UserError(ticket._refusal_to_drag(new))
            ticket.confirm_resolution()
        return True

    def _refusal_to_drag(self, new):
        """A drag has no words, so what needs a reason is done on the ticket."""
        if new == "cancelled" and self.is_open:
            return self.env._(
                "Open %s and use its button “Cancel the ticket”: it asks for the reason.",
                self.number,
            )
        if new in ("new", "in_progress") and self.state in ("resolved", "closed"):
            return self.env._(
                "Open %s and use its button “Reopen”: it asks what still does not work.",
                self.number,
            )
        return self._refusal(new)
