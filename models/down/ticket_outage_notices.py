"""Who is told of an outage filed afterwards: the other side, at once and then once a day, until it
has decided; and whoever filed it, how that went. After two weeks the reminders end."""

from datetime import timedelta
from functools import partial

from markupsafe import Markup

from odoo import api, fields, models

from ..common.cron_batch import keep_batch, try_anew

REMINDED_DAYS = 14
A_DAY = timedelta(days=1)
BATCH = 100


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    _claimed_outages = models.Index("(submitted_at) WHERE outage_state = 'claimed'")

    def _outage_side_of(self, side):
        """The contacts who speak for ``side`` about an outage of this ticket."""
        contract = self.contract_id
        if side == "client":
            return contract._managers(self.company_id).partner_id
        # where no lead has access, somebody reads the mailbox
        return contract._leads().partner_id or contract.mailbox_partner_id

    def _tell_outage_claimed(self, day=0):
        """Ask the other side to confirm the time; ``day``: how many have gone by without it."""
        other = "vendor" if self.outage_side == "client" else "client"
        self._tell_each(
            self._outage_side_of(other),
            lambda reader, _partner: reader._as_outage_question(day),
            kind="outage",
        )

    def _as_outage_question(self, day):
        """Subject and body, with what either answer means."""
        subject = self.env._(
            "%(number)s: was Odoo down since %(when)s?",
            number=self.number,
            when=self._both_zones(self.reported_at),
        )
        who = (
            self.env._("%s of the client has filed an outage afterwards.", self.submitter_name)
            if self.outage_side == "client"
            else self.env._("%s of ECOSIRE has filed an outage afterwards.", self.submitter_name)
        )
        parts = [
            who,
            self.env._("Reported: %s.", self._both_zones(self.reported_at)),
            self.env._("Evidence: %s", self.outage_evidence),
            *self._outage_consequences(),
            self.env._("Open the ticket, and confirm the time or say what is not right about it."),
        ]
        if day:
            days = self.env._("It has waited for %s days.", day)
            last = self.env._("This is the last reminder; it can still be confirmed later.")
            parts.append(f"{days} {last}" if day >= REMINDED_DAYS else days)
        return subject, Markup("<br/>").join(parts)

    def _tell_outage_decided(self, reason=""):
        """Tell whoever's side filed it what the other one decided."""
        self._tell_each(
            self._outage_side_of(self.outage_side),
            lambda reader, _partner: reader._as_outage_answer(reason),
            kind="outage",
        )

    def _as_outage_answer(self, reason):
        when = self._both_zones(self.reported_at)
        if self.outage_state == "confirmed":
            subject = self.env._("%s: the outage's time is confirmed", self.number)
            body = self.env._("The clock counts from %s.", when)
            return subject, f"{body} {self.promise or ''}".strip()
        subject = self.env._("%s: the outage's time is not confirmed", self.number)
        return subject, self.env._(
            "The time %(when)s does not count; the clock keeps the time of filing. The reason: "
            "%(reason)s",
            when=when,
            reason=reason,
        )

    # -- once a day

    @api.model
    def _cron_outages(self):
        """Remind the other side of each claim once a day, for two weeks. Safe on several servers."""
        now = fields.Datetime.now()
        domain = [
            ("outage_state", "=", "claimed"),
            ("submitted_at", "<=", now - A_DAY),
            ("submitted_at", ">", now - (REMINDED_DAYS + 1) * A_DAY),
            ("state", "!=", "cancelled"),
        ]
        last = 0
        while waiting := self.search([*domain, ("id", ">", last)], limit=BATCH, order="id"):
            for ticket in waiting:
                try_anew(
                    self.env, partial(ticket._remind_of_outage, (now - ticket.submitted_at).days)
                )
            last = waiting[-1].id
            if not keep_batch(self.env, len(waiting), 0):
                return

    def _remind_of_outage(self, day):
        """Of several days that went by without a cron only the present one is told."""
        key = f"outage {self.id} day {day}"
        if self.env["ecosire.support.notice"]._once(key, self.contract_id):
            self._tell_outage_claimed(day)
