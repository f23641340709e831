"""Managers are told when the quota of a billing period is nearly, and when it is, used up."""

from odoo import api, fields, models

STEPS = (80, 100)  # percent of the quota


class EcosireSupportContract(models.Model):
    _inherit = "ecosire.support.contract"

    def _watch_usage(self):
        """Let the cron tell the managers, soon, if this filing has reached a step.

        Not here: many who file at one instant would wait for each other to say it once.
        """
        now = fields.Datetime.now()
        for contract in self:
            if contract._steps_to_tell(now):
                self.env.ref("ecosire_support.cron_usage")._trigger()

    def _steps_to_tell(self, now):
        """The steps of the running period that are reached, and not told yet: their keys."""
        term, period = self._term_at(now), self._period_at(now)
        if not term.quota:
            return []
        used = self._quota_used(now)
        keys = [
            f"quota-{step}-{self.id}-{period.start}"
            for step in STEPS
            if used * 100 >= step * term.quota
        ]
        told = self.env["ecosire.support.notice"].search([("key", "in", keys)]).mapped("key")
        return [key for key in keys if key not in told]

    @api.model
    def _cron_usage(self):
        """Tell managers once a period that 80 %, and that 100 % are used; of both only the last."""
        now = fields.Datetime.now()
        for contract in self.search([("ended_at", "=", False)]):
            said = [
                self.env["ecosire.support.notice"]._once(key, contract)
                for key in contract._steps_to_tell(now)
            ]
            if any(said):
                period = contract._period_at(now)
                used = contract._quota_used(now)
                contract._tell_managers_usage(contract._term_at(now), used, period)

    def _tell_managers_usage(self, term, used, period):
        def words(reader, _partner):
            subject = reader.env._(
                "%(used)s of %(quota)s tickets are used", used=used, quota=term.quota
            )
            return subject, reader._usage_advice(term, used, period)

        self._tell_each(self._managers().partner_id, words, kind="quota")

    def _usage_advice(self, term, used, period):
        text = self.env._(
            "%(used)s of the %(quota)s tickets of the billing period %(period)s are used.",
            used=used,
            quota=term.quota,
            period=self._period_text(period),
        )
        price = self._money(term.extra_price)
        if self.extra_policy == "ask":
            then = self.env._(
                "Each further ticket costs %s and waits for a support manager's decision; a "
                "critical one never waits.",
                price,
            )
        else:
            then = self.env._(
                "Each further ticket costs %s. On the contract you may choose to decide about "
                "each one first.",
                price,
            )
        return f"{text} {then}"
