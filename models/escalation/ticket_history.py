"""Who was told when and how, and who has seen it: among what happened to the ticket."""

from odoo import api, fields, models


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    can_acknowledge = fields.Boolean(
        compute="_compute_can_acknowledge", help="You were told of it, and have not said so."
    )
    escalation_text = fields.Char(
        compute="_compute_escalation_text", string="Escalation", help="How far the ladder has come."
    )

    @api.depends("escalation_ids.outcome", "is_open", "clock_ids.state")
    @api.depends_context("uid")
    def _compute_can_acknowledge(self):
        me = self.env.user.partner_id
        # sudo: escalation.event - what was said of a ticket the reader may see
        for ticket, this in zip(self, self.sudo(), strict=True):
            ladders = this._open_ladders()
            ours = bool(ladders) and me in this._vendor_voices()
            ticket.can_acknowledge = any(
                not this._is_acknowledged(event, me, ours)
                for event in ladders
                if ours or any(me.id == one.get("id") for one in event.told or ())
            )

    def _is_acknowledged(self, said, partner, ours):
        """Whether ECOSIRE, or this person of the client, has seen what that step said."""
        return any(
            event._is_ecosires_word() if ours else event.actor_ref == partner.id
            for event in self.escalation_ids
            if event.kind == "acknowledged"
            and event.ladder == said.ladder
            and event.fired_at >= said.fired_at
        )

    @api.depends("escalation_ids.outcome")
    @api.depends_context("lang", "tz", "uid")
    def _compute_escalation_text(self):
        # sudo: escalation.event - what was said of a ticket the reader may see
        for ticket, this in zip(self, self.sudo(), strict=True):
            seen, last = this._seen_by_ecosire(), this._open_ladders().sorted("id")[-1:]
            if seen and (not last or seen.fired_at >= last.fired_at):
                ticket.escalation_text = ticket.env._(
                    "%(name)s of ECOSIRE has seen it, %(when)s.",
                    name=seen.actor_name,
                    when=ticket._both_zones(seen.fired_at),
                )
            else:
                ticket.escalation_text = last.with_env(ticket.env)._in_words() if last else ""

    # -- the timeline

    @api.depends("escalation_ids.outcome")
    def _compute_timeline(self):
        return super()._compute_timeline()

    def _timeline_rows(self):
        rows = super()._timeline_rows()
        # sudo: escalation.event, escalation.rule - what was said of a ticket the reader may see
        said = self.sudo().escalation_ids.filtered("fired_at")
        for event in said.filtered(lambda event: not event.repeat or event.kind != "step"):
            again = said.filtered(
                lambda other, event=event: (
                    other.kind == "step"
                    and other.repeat
                    and (other.ladder, other.key) == (event.ladder, event.key)
                )
            )
            entry = event._timeline_entry(again)
            if entry:
                rows.append((event.fired_at, event.id, entry))
        return rows


class EcosireSupportEscalationEvent(models.Model):
    _inherit = "ecosire.support.escalation.event"

    title = fields.Char(compute="_compute_result", string="What")
    result = fields.Char(compute="_compute_result", string="Who was told, and how")

    @api.depends("outcome", "told", "reason")
    @api.depends_context("lang", "uid")
    def _compute_result(self):
        for event in self:
            seen = event.kind == "acknowledged"
            event.title = self.env._("Seen") if seen else event._step_name()
            event.result = " ".join(event._result_lines())

    def _timeline_entry(self, again):
        """This row for the timeline; None for what was left out, which the full list shows."""
        ticket = self.ticket_id
        if self.kind == "acknowledged":
            return ticket._timeline_entry(
                "acknowledged",
                self.env._("Seen: it is no answer, and stops no clock"),
                self.fired_at,
                by=self.actor_name,
            )
        if self.outcome in ("settled", "superseded"):
            return None
        details = [self.cause] if self.cause else []
        details += self._result_lines()
        if again:
            details.append(
                self.env._(
                    "Said again %(count)s ×, last %(when)s",
                    count=len(again),
                    when=ticket._both_zones(max(again.mapped("fired_at"))),
                )
            )
        return ticket._timeline_entry("step", self._step_name(), self.fired_at, details=details)

    def _in_words(self):
        """``Nearly due, Tue 24 Nov 10:00 …: Amina Khan: notice.``"""
        # sudo: escalation.event - of a ticket the reader may see
        this = self.sudo()
        return this.env._(
            "%(step)s, %(when)s. %(result)s",
            step=this._step_name(),
            when=this.ticket_id._both_zones(this.fired_at),
            result=" ".join(this._result_lines()),
        )

    def _result_lines(self):
        """What came of telling this step, line by line."""
        outcomes = dict(self._fields["outcome"]._description_selection(self.env))
        reasons = dict(self._fields["reason"]._description_selection(self.env))
        if self.kind == "acknowledged":
            return [self.env._("Seen by %s.", self.actor_name)]
        if not self.fired_at:
            return [reasons.get(self.reason, "")]
        if not self.outcome:
            return [self.env._("Being told.")]
        lines = [] if self.outcome == "told" else [f"{outcomes[self.outcome]}."]
        return lines + [self._told_line_of(one) for one in self.told or ()]

    def _told_line_of(self, one):
        """``Amina Khan, whoever has the ticket: notice.``"""
        roles, ways = dict(self._role_labels()), self._way_labels()
        who = ", ".join(filter(None, (one.get("name"), roles.get(one.get("role")))))
        if not one.get("name"):
            who = who[:1].upper() + who[1:]  # a part alone begins the sentence
        if problem := one.get("problem"):
            return self.env._(
                "%(who)s could not be told: %(why)s.", who=who, why=self._problem(problem)
            )
        how = ", ".join(ways[way] for way in one.get("how", ()))
        return self.env._("%(who)s: %(how)s.", who=who, how=how)

    def _way_labels(self):
        return {
            "notice": self.env._("notice"),
            "digest": self.env._("in the daily mail, or not wanted"),
            "activity": self.env._("activity"),
            "slack": self.env._("posted"),
            "call": self.env._("called by the paging service"),
        }

    def _problem(self, code):
        """Why somebody could not be told, and what to do about it."""
        return {
            "no_mail": self.env._("no mail address; enter one on the contact"),
            "no_access": self.env._("no access any more; name another engineer"),
            "away": self.env._("off just now"),
            "no_on_call": self.env._("no on-call service is connected to the contract"),
        }.get(code, self.env._("something failed; the server's log says what"))
