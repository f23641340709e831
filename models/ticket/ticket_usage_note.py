"""What staff and managers read about the quota while a ticket is written, and afterwards."""

from odoo import api, fields, models

from ..common.guard import GROUP_MANAGER


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    usage_note = fields.Char(compute="_compute_usage_note")

    @api.depends("topic_id", "severity", "severity_proposed", "company_id", "extra_state")
    @api.depends_context("uid", "lang")
    def _compute_usage_note(self):
        now = fields.Datetime.now()
        for ticket in self:
            # sudo: contract, contract.usage - numbers that each of the staff may know
            this = ticket.sudo()
            ticket.usage_note = (
                this._usage_kept() if ticket._origin.number else this._usage_preview(now)
            )

    def _usage_kept(self):
        if self.extra_state == "waiting":
            return self._extra_price_in_words(
                self.env._("The tickets of this billing period are used up.")
            )
        last = self.usage_ids.sorted("id")[-1:]
        if not self.term_id.quota or last.kind not in ("free", "freed"):
            return ""
        causes = dict(last._fields["cause"]._description_selection(self.env))
        return self.env._("Does not count against the quota: %s", causes[last.cause])

    def _usage_preview(self, now):
        """``Ticket 18 of 20 (15 Nov – 14 Dec 2026)``; of an extra one, what it means."""
        contract = self._contract_in_force()
        term = contract._term_at(now) if contract else contract.term_ids
        if not term.quota or not self._would_count(term):
            return ""
        used, quota = contract._quota_used(now), term.quota
        if used < quota:
            return self.env._(
                "Ticket %(number)s of %(quota)s (%(period)s)",
                number=used + 1,
                quota=quota,
                period=contract._period_text(contract._period_at(now)),
            )
        return self._extra_in_words(contract, term, now)

    def _extra_in_words(self, contract, term, now):
        """Prices are for managers; staff read whether somebody has to decide."""
        waits = self._would_wait(contract, self.severity or self.severity_proposed, now)
        used_up = self.env._(
            "All %(quota)s tickets are used (%(period)s).",
            quota=term.quota,
            period=contract._period_text(contract._period_at(now)),
        )
        if self.env.user.has_group(GROUP_MANAGER):
            return self._extra_price_in_words(used_up, term)
        if waits:
            return self.env._("%s Your manager decides about this one.", used_up)
        return self.env._("%s This one is filed as an extra ticket.", used_up)

    def _extra_price_in_words(self, used_up, term=None):
        """What a manager decides about; others read no price."""
        if not self.env.user.has_group(GROUP_MANAGER):
            return used_up
        term = term or self.term_id
        price = term.contract_id._money(term.extra_price)
        return self.env._("%(used_up)s This one costs %(price)s.", used_up=used_up, price=price)

    def _would_wait(self, contract, severity, now):
        """Whether this draft, filed at ``now``, would wait for the manager."""
        term = contract._term_at(now)
        return (
            contract.extra_policy == "ask"
            and severity != "critical"
            and self._would_count(term)
            and contract._is_used_up(now)
        )

    def _would_count(self, term):
        """Whether a ticket on this topic counts against the quota of ``term``."""
        verdict, _reason = self._scope_verdict(self.topic_id, term.plan_id)
        if verdict == "unknown":
            return True
        return verdict == "in_plan" and not self.topic_id._in_every_plan()

    def _contract_in_force(self):
        return self.env["ecosire.support.contract"]._in_force(self.company_id or self.env.company)
