"""What happens once, when a confirmed change begins or ends; the terms are in force by themselves."""

from odoo import api, fields, models

from ..common.cron_batch import keep_batch

BATCH = 50


class EcosireSupportPlanChange(models.Model):
    _inherit = "ecosire.support.plan.change"

    def _begin_if_due(self, now):
        if self.effective_at > now:
            self.state = "confirmed"
            return
        self.state = "in_force"
        if self.kind == "join":
            self._join()
        elif self.kind == "leave":
            self._leave()

    def _end_if_due(self, now):
        """A plan for some months has ended by itself."""
        if self.ends_at and self.ends_at <= now:
            self.state = "ended"

    @api.model
    def _cron_begin(self):
        """Begin and end what is due: once, however late and on however many servers."""
        now = fields.Datetime.now()
        due = self.search(
            [
                "|",
                "&",
                ("state", "=", "confirmed"),
                ("effective_at", "<=", now),
                "&",
                ("state", "=", "in_force"),
                ("ends_at", "<=", now),
            ],
            order="effective_at, id",
            limit=BATCH,
        )
        # a change that somebody decides about at this instant is left to the next run
        for change in due.try_lock_for_update():
            change._meet()
            if change.state == "confirmed":
                change._begin_if_due(now)
                change._tell_both("begun")
            else:
                change._end_if_due(now)
                change._tell_both("ended")
            if not keep_batch(self.env, 1):
                return
        self._remind_of_requests(now)
