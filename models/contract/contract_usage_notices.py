"""Managers are told when the quota of a billing period is nearly, and when it is, used up."""

from odoo import api, fields, models

STEPS = (80, 100)  # percent of the quota


class EcosireSupportContract(models.Model):
    _inherit = "ecosire.support.contract"

    def _tell_usage(self):
        """Say once a period that 80 % and that 100 % are used; of both at once only the last."""
        now = fields.Datetime.now()
        for contract in self:
            term = contract._term_at(now)
            if not term.quota:
                continue
            period, used = contract._period_at(now), contract._quota_used(now)
            reached = [step for step in STEPS if used * 100 >= step * term.quota]
            told = [
                step
                for step in reversed(reached)
                if self.env["ecosire.support.notice"]._once(
                    f"quota-{step}-{contract.id}-{period.start}", contract
                )
            ]
            if told and told[0] == reached[-1]:
                contract._tell_managers_usage(term, used, period)

    def _tell_managers_usage(self, term, used, period):
        for user in self._managers():
            reader = self.with_context(lang=user.lang, tz=user.tz)
            reader.message_notify(
                partner_ids=user.partner_id.ids,
                subject=reader.env._(
                    "%(used)s of %(quota)s tickets are used", used=used, quota=term.quota
                ),
                body=reader._usage_advice(term, used, period),
                author_id=self.env.ref("base.partner_root").id,
                email_add_signature=False,
                force_send=False,
            )

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

    @api.model
    def _cron_usage(self):
        """Tickets filed at one instant do not see each other: look again, once an hour."""
        live = self.search([("ended_at", "=", False)])
        live.filtered(lambda one: one._term_at(fields.Datetime.now()).quota)._tell_usage()
