"""Updates that end soon: the managers are told 60, 30 and 7 days before, each step once."""

import logging

from odoo import api, fields, models

from ...core.reminder_steps import due_step
from ..common.cron_batch import count_in_cron, keep_batch, works_alone

_logger = logging.getLogger(__name__)

STEPS = (60, 30, 7)
BATCH = 100


class EcosireSupportLicense(models.Model):
    _inherit = "ecosire.support.license"

    @api.model
    def _cron_remind(self):
        """Say what is due today; safe to repeat and to run on several servers."""
        last = 0
        while licenses := self.search(self._remind_domain(last), limit=BATCH, order="id"):
            for licence in licenses:
                words = ("Nobody could be reminded of licence %s", licence.id)
                works_alone(self.env, licence._remind, _logger, *words)
            last = licenses[-1].id
            remaining = count_in_cron(self, self._remind_domain(last))
            if not keep_batch(self.env, len(licenses), remaining):
                return

    @api.model
    def _remind_domain(self, after):
        """Those whose updates end within the first step; a day more, for zones ahead of UTC."""
        today = fields.Date.today()
        return [
            ("id", ">", after),
            ("updates_until", ">=", fields.Date.subtract(today, days=1)),
            ("updates_until", "<=", fields.Date.add(today, days=max(STEPS) + 1)),
        ]

    def _remind(self):
        """Tell the company's managers, if a step is due that was not said for this date."""
        self.ensure_one()
        step = due_step(self.updates_until, self._today(), STEPS)
        managers = self._managers_to_tell()
        # with nobody to tell it is not said, and is due again once there is somebody
        if step is None or not managers:
            return
        key = f"licence {self.id} {self.updates_until} {step}"
        names = ", ".join(managers.mapped("name"))
        if self.env["ecosire.support.notice"]._once(key, self.contract_id, names):
            self._tell_each(
                managers.partner_id, lambda reader, _partner: reader._as_reminder(), kind="renewals"
            )

    def _managers_to_tell(self):
        """The support managers who work for the licence's company."""
        return self.env["ecosire.support.contract"]._managers(self.company_id)

    def _as_reminder(self):
        """Subject and text, in the reader's language; with one next step."""
        day = self._until_in_words()
        subject = self.env._("Updates of “%(name)s” end on %(day)s", name=self.name, day=day)
        body = self.env["ir.qweb"]._render(
            "ecosire_support.mail_updates_end", {"license": self, "day": day}
        )
        return subject, body
