"""What people do to a ladder: bring it forward, and acknowledge that they know."""

from datetime import UTC

from odoo import fields, models
from odoo.exceptions import UserError

from ...core import ladder, sla
from ..common.guard import GROUP_ENGINEER, GROUP_USER
from ..common.insert_once import insert_once
from ..common.row_meeting import meet_at_rows


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    escalation_ids = fields.One2many("ecosire.support.escalation.event", "ticket_id", readonly=True)

    # -- brought forward

    def _climb_now(self, reason):
        """Make the ladder's next step due now: somebody will not wait for it.

        :param reason: who and why, in words that those who are told will read
        :return: the steps that will be told
        """
        this = self.sudo()  # sudo: escalation.event - facts, whoever's act brought them forward
        events = this.env["ecosire.support.escalation.event"]
        for ticket in this:
            meet_at_rows(ticket)
            for values in ticket._steps_now() or [ticket._plain_step()]:
                events += events._write_steps([{**values, "reason": "chased", "cause": reason}])
        return events

    def _steps_now(self):
        """The next steps of the clock that counts, as rows to write; none without a clock."""
        clock = self.clock_id
        if not clock or clock.state not in ("running", "breached"):
            return []
        meet_at_rows(clock)
        state = sla.replay(clock.event_ids._to_core())
        climb = clock._climb_of(state, clock.snapshot_id)
        vendors = self.env["ecosire.support.escalation.rule"]._keys_telling_ecosire()
        steps = [step for step in climb.steps if step.key in vendors]
        now = fields.Datetime.now().replace(tzinfo=UTC)
        entries = ladder.climb_now(state, steps, climb.history, now, climb.facts)
        return [clock._step_values(entry, state) for entry in entries]

    def _plain_step(self):
        """What a chase says where no promise runs: whoever has the ticket is asked, and the lead."""
        now = fields.Datetime.now()
        key = f"chase-{self.id}"
        before = self.escalation_ids.filtered(lambda event: event.ladder == key)
        return {
            "ticket_id": self.id,
            "ladder": key,
            "key": "chase",
            "repeat": len(before),
            "severity": self.severity,
            "planned_at": now,
            "fired_at": now,
        }

    # -- acknowledged

    def acknowledge(self):
        """Say that one knows of it. It is no answer and stops no clock; it stops repeats.

        :raises UserError: when nothing has been said that could be acknowledged
        """
        self._guard(GROUP_ENGINEER, GROUP_USER)
        partner = self.env.user.partner_id
        for ticket in self.sudo():  # sudo: ticket, escalation.event - role and access checked above
            if not ticket._open_ladders():
                raise UserError(
                    self.env._(
                        "Nothing of %s waits to be acknowledged. Reload the page to see how it "
                        "stands.",
                        ticket.number,
                    )
                )
            ticket._acknowledge_by(partner)
        return True

    def take(self, from_engineer_id=None):
        result = super().take(from_engineer_id)
        for ticket in self.sudo():  # sudo: ticket - role and access checked by take()
            ticket._acknowledge_by(self.env.user.partner_id)
        return result

    def _acknowledge_by(self, partner):
        """Keep that ``partner`` knows, for each promise about which something was said.

        :return: whether that was new
        """
        self.ensure_one()
        event = self.env["ecosire.support.escalation.event"]
        ours = partner in self._vendor_voices()
        now = fields.Datetime.now()
        new = False
        for spoken in self._open_ladders():
            new |= insert_once(
                event,
                ("ladder", "key", "repeat"),
                {
                    "ticket_id": self.id,
                    "clock_id": spoken.clock_id.id or None,
                    "kind": "acknowledged",
                    "ladder": spoken.ladder,
                    "key": f"{'ecosire' if ours else 'client'}-{partner.id}",
                    "repeat": spoken.id,
                    "metric": spoken.metric or None,
                    "fired_at": now,
                    "of_event_id": spoken.id,
                    "actor_name": partner.name,
                    "actor_ref": partner.id,
                },
            )
        self.invalidate_recordset(["escalation_ids"])
        self.clock_ids.invalidate_recordset(["escalation_ids"])
        return new

    def _open_ladders(self):
        """The last step that was said of each promise that is still open."""
        self.ensure_one()
        if not self.is_open:
            return self.env["ecosire.support.escalation.event"]
        said = self.escalation_ids.filtered(lambda event: event.kind == "step" and event.fired_at)
        last = {event.ladder: event for event in said.sorted("id")}
        return said.filtered(lambda event: event in last.values() and event._still_matters())

    def _vendor_voices(self):
        """The contacts whose word is ECOSIRE's: its engineers and its mailbox."""
        return self._portal_engineer_partners() | self.contract_id.mailbox_partner_id
