"""What people do to a ladder: bring it forward, and acknowledge that they know."""

from datetime import UTC

from odoo import SUPERUSER_ID, fields, models
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
        steps = self._steps_telling_ecosire(climb.steps)
        now = fields.Datetime.now().replace(tzinfo=UTC)
        entries = ladder.climb_now(state, steps, climb.history, now, climb.facts)
        return [clock._step_values(entry, state) for entry in entries]

    def _steps_telling_ecosire(self, steps):
        """A chase asks ECOSIRE: the client need not be told of it."""
        ours = self.env["ecosire.support.escalation.rule"]._keys_telling_ecosire()
        return [step for step in steps if step.key in ours]

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
            if not ticket.can_acknowledge:
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
        """Keep that ``partner`` knows, for each promise that is open.

        :return: whether that was new
        """
        self.ensure_one()
        ours = partner in self._vendor_voices()
        new = False
        for ladder_key, clock, spoken in self._ladders_to_acknowledge(ours):
            new |= insert_once(
                self.env["ecosire.support.escalation.event"],
                ("ladder", "key", "repeat"),
                {
                    "ticket_id": self.id,
                    "clock_id": clock.id or None,
                    "kind": "acknowledged",
                    "ladder": ladder_key,
                    "key": f"{'ecosire' if ours else 'client'}-{partner.id}",
                    "repeat": spoken.id or 0,
                    "metric": clock.metric or spoken.metric or None,
                    "severity": self.severity or None,
                    "fired_at": fields.Datetime.now(),
                    "of_event_id": spoken.id or None,
                    "actor_name": partner.name,
                    "actor_ref": partner.id,
                },
            )
        self.invalidate_recordset(["escalation_ids"])
        self.clock_ids.invalidate_recordset(["escalation_ids"])
        if new and ours:
            self._tell_who_has_it(partner)
            self._end_calls()
            self._happened("ticket.acknowledged", by=partner.name)
        return new

    def _ladders_to_acknowledge(self, ours):
        """``(ladder, clock, last step that was said)``; ECOSIRE may also say so before any step."""
        said = self._open_ladders()
        for event in said:
            yield event.ladder, event.clock_id, event
        if ours:
            for clock in self._live_clocks() - said.clock_id:
                # of other tickets nothing depends on it: whoever has them is known
                if clock.round > 1 or self.severity == "critical":
                    yield clock._ladder_key(), clock, said.browse()

    def _open_ladders(self):
        """The last step that was said of each promise that is still open."""
        self.ensure_one()
        said = self.escalation_ids.filtered(
            lambda event: event.kind == "step" and event.fired_at and event._still_matters()
        )
        last = {event.ladder: event.id for event in said.sorted("id")}
        return said.browse(last.values())

    def _seen_by_ecosire(self):
        """The last acknowledgement by somebody of ECOSIRE of what is still open."""
        ladders = {clock._ladder_key() for clock in self._live_clocks()} | set(
            self._open_ladders().mapped("ladder")
        )
        return self.escalation_ids.filtered(
            lambda event: event._is_ecosires_word() and event.ladder in ladders
        ).sorted("id")[-1:]

    # -- what follows

    def _tell_who_has_it(self, partner):
        """Tell whoever filed a critical ticket that a person of ECOSIRE has it, once a person."""
        clocks = "-".join(str(clock.id) for clock in self._live_clocks("first_response"))
        once = f"has-{self.id}-{clocks}-{partner.id}"
        submitter = self.submitter_id
        if self.severity != "critical" or not clocks or not submitter._is_internal():
            return
        if not self.env["ecosire.support.notice"]._once(once, self.contract_id, submitter.name):
            return

        def words(ticket, _reader):
            line = ticket.env._("%s of ECOSIRE has seen your ticket and has it now.", partner.name)
            values = {"ticket": ticket, "line": line}
            body = ticket.env["ir.qweb"]._render("ecosire_support.mail_has_it", values)
            return ticket.env._(
                "%(name)s has %(number)s", name=partner.name, number=ticket.number
            ), body

        self._tell_each(submitter.partner_id, words)

    def _end_calls(self):
        """Nobody has to come any more: whoever was called is told so, and activities are done."""
        called = self.escalation_ids.filtered(
            lambda event: any(one.get("how") == ["call"] for one in event.told or ())
        )
        if called:
            self.contract_id._page_on_call(
                self,
                self.env._("Somebody has it"),
                f"stop-{max(called.ids)}",
                step="close",
            )

    def _escalation_activities(self):
        """What the ladder has left to do in Odoo for people of the client, and is not done."""
        # sudo: mail.activity - of whoever they are for
        return (
            self.env["mail.activity"]
            .sudo()
            .search(
                [
                    ("res_model", "=", self._name),
                    ("res_id", "in", self.ids),
                    ("create_uid", "=", SUPERUSER_ID),
                ]
            )
        )

    def _answer(self, body, attachments, author=None, **mail_values):
        message = super()._answer(body, attachments, author, **mail_values)
        self._end_calls()
        self._escalation_activities().unlink()
        return message

    def _move_clocks(self, old, new):
        result = super()._move_clocks(old, new)
        if new in ("cancelled", "closed"):
            self._end_calls()
            self._escalation_activities().unlink()
        return result
