"""After “resolved”: the client confirms or reopens, or the ticket closes by itself.

When it will close is fixed the moment it is resolved, because the client is told so: a setting
that is changed afterwards counts for tickets resolved from then on. It closes at that moment,
however late the job comes.
"""

from datetime import UTC

from odoo import api, fields, models

from ...core import ending, sla
from ..common.cron_batch import work_batch
from ..common.guard import GROUP_ENGINEER
from ..common.plain_number import plain_number

CLOSE_AFTER_DAYS = 7
LONGEST_DAYS = 365
BATCH = 50


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    closes_on = fields.Datetime(
        compute="_compute_closes_on",
        store=True,
        string="Closes by itself",
        help="When it closes without a word from the client.",
    )
    closing_text = fields.Char(
        compute="_compute_closing_text", help="When it closes by itself, for whoever reads."
    )

    _closes = models.Index("(closes_on) WHERE closes_on IS NOT NULL")

    @api.depends("state", "resolved_at")
    def _compute_closes_on(self):
        for ticket in self:
            resolved = ticket.state == "resolved" and ticket.resolved_at
            ticket.closes_on = resolved and ticket._closes_if_resolved(resolved)

    @api.depends("closes_on")
    @api.depends_context("uid", "lang", "tz")
    def _compute_closing_text(self):
        for ticket in self:
            ticket.closing_text = ticket._closing_text()

    @api.model
    def _closes_if_resolved(self, at):
        """When a ticket that is resolved at ``at`` closes by itself; both naive UTC."""
        days = plain_number(self.env, "close_after_days", CLOSE_AFTER_DAYS, most=LONGEST_DAYS)
        return ending.closes_on(at.replace(tzinfo=UTC), days).replace(tzinfo=None)

    def _closing_text(self):
        if not self.closes_on:
            return ""
        when = self._both_zones(self.closes_on)
        if self.env.user.has_group(GROUP_ENGINEER):
            return self.env._("It closes by itself on %s unless the client reopens it.", when)
        return self.env._("It closes by itself on %s unless you reopen it.", when)

    # -- the job

    @api.model
    def _cron_close_resolved(self):
        """Close what was resolved some days ago and not answered since.

        Safe to repeat, and on several servers at once.
        """
        while self._close_next_batch():
            pass

    @api.model
    def _close_next_batch(self):
        """Close some tickets and keep that; whether there may be more to do."""

        def close(due):
            for ticket in due:
                ticket._close_by_itself()

        return work_batch(
            self, self._closing_domain, close, BATCH, "closes_on, id", allow_referencing=True
        )

    @api.model
    def _closing_domain(self):
        return [("closes_on", "!=", False), ("closes_on", "<=", fields.Datetime.now())]

    def _close_by_itself(self):
        self.ensure_one()
        due, asked_before = self.closes_on, self.rating_asked_at
        self._move("closed", "system", at=due)
        self.with_context(ecosire_support_quiet=True)._note_publicly(self._closed_by_itself(due))
        readers = self.message_partner_ids
        if self.rating_asked_at and not asked_before:
            # told in the same mail that asks how it went
            preferences = self.env["ecosire.support.notice.preference"]
            readers -= preferences._wanting(self.submitter_id.partner_id, "rating")
        self._tell_each(
            readers,
            lambda reader, _partner: (reader._closed_subject(), reader._closed_body(due)),
            kind="moved",
        )

    def _closed_by_itself(self, at):
        """In words that both sides read, by the clock of the client."""
        zone = self._client_zone() or self.contract_id.tz
        moment = at.replace(tzinfo=UTC)
        return self.env._(
            "Closed by itself on %(when)s (%(zone)s): nobody had written since it was resolved. "
            "Write a message to reopen it.",
            when=self._format_instant(moment, zone),
            zone=sla.zone_label(zone, moment),
        )

    def _closed_subject(self):
        return self.env._("Closed: %s", self.name)

    def _closed_body(self, at):
        return self.env["ir.qweb"]._render(
            "ecosire_support.mail_closed", {"ticket": self, "when": self._both_zones(at)}
        )
