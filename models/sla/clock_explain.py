"""Why this deadline: what was promised, what changed it, and who has it, in the reader's words."""

from datetime import UTC

from odoo import models

from ...core import explain, sla
from ..common.guard import GROUP_ENGINEER, GROUP_USER


class EcosireSupportSlaClock(models.Model):
    _inherit = "ecosire.support.sla.clock"

    def explain(self):
        """Why the deadline is what it is, as plain text in the reader's language and zone."""
        self._guard(GROUP_USER, GROUP_ENGINEER)
        self.ensure_one()
        # sudo: sla.event, snapshot - what is behind a clock the caller may read, checked above
        return self.sudo()._explained()

    def _explained(self):
        """The reckoning that gave the deadline, then what moved it, then who has the ticket."""
        state = sla.replay(self.event_ids._to_core())
        ruling = state.ruling
        raised = ruling.reckoned_from != state.submitted_at
        reckoning = self.ticket_id._explain(
            ruling.policy, ruling.reckoned_from, explain.RAISED if raised else explain.SUBMITTED
        )
        lines = [reckoning, *self._change_lines(), *self._pause_lines(state), self._holder_line()]
        return "\n".join(lines)

    def _change_lines(self):
        """Each change of severity or plan, with its reason and who made it."""
        says = {
            "raised": self.env._(
                "Raised %(when)s by %(who)s: %(why)s. The earliest deadline so far holds."
            ),
            "lowered": self.env._(
                "Lowered %(when)s by %(who)s: %(why)s. Reckoned anew from the submission."
            ),
        }
        for event in self.event_ids.filtered("change"):
            yield says[event.change] % {
                "when": self.ticket_id._both_zones(event.at),
                "who": event.actor_name or "",
                "why": event.reason or "",
            }

    def _pause_lines(self, state):
        """What waiting for the client added."""
        for paused, resumed in state.pauses:
            yield self.env._(
                "Paused from %(start)s to %(end)s, while it waited for the client.",
                start=self.ticket_id._both_zones(paused.replace(tzinfo=None)),
                end=self.ticket_id._both_zones(resumed.replace(tzinfo=None)),
            )
        if state.pauses:
            deadline = state.deadline.astimezone(UTC).replace(tzinfo=None)
            yield self.env._("So it is due %s.", self.ticket_id._both_zones(deadline))

    def _holder_line(self):
        """Who had the ticket how long, and who has it now."""
        ticket = self.ticket_id
        engineer = ticket.engineer_id
        now = (
            self.env._("With: %s.", engineer.name)
            if engineer
            else self.env._("With nobody yet: in ECOSIRE's queue.")
        )
        held = ticket._held_in_words()
        return " ".join([now, self.env._("Time with each: %s.", held)]) if held else now
