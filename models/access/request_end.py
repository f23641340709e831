"""Access for a time ends by itself, and at any moment by one click of the administrator."""

from odoo import api, fields, models

from ...core.access_request import GRANTED, LIVE, OVER
from ..common.cron_batch import work_batch
from ..common.guard import GROUP_ADMIN
from ..common.row_lock import lock_rows

BATCH = 20


class EcosireSupportAccessRequest(models.Model):
    _inherit = "ecosire.support.access.request"

    def action_end(self):
        """End what was granted now: logins are archived, their sessions end, words are deleted."""
        self._guard(GROUP_ADMIN)
        # sudo: access.request, res.users - the client's administrator ends it, checked above
        self.sudo()._end(self.env.user.name)
        return True

    def _end(self, by):
        """End those of these requests that still wait or hold; whoever comes twice changes nothing."""
        lock_rows(self)
        live = self.filtered(lambda request: request.state in LIVE)
        for request in live:
            granted = request.state == GRANTED
            # what the administrator wrote may open something: it does not outlive the access
            request.write(
                {
                    "state": OVER,
                    "answer": False,
                    "ended_at": fields.Datetime.now(),
                    "ended_by": by,
                }
            )
            request.user_id._ecosire_support_end_guest()
            request._note_in_log("access_over")
            if granted:
                request._tell_over()

    @api.model
    def _cron_end_over(self):
        """End what has run out. Safe to repeat, and on several servers."""
        while self._end_next_over():
            pass

    @api.model
    def _end_next_over(self):
        """End the next batch and keep it; whether there may be more to do."""

        def end(requests):
            requests._end(self.env._("the end of the agreed time"))

        return work_batch(self, self._over_domain, end, BATCH)

    @api.model
    def _over_domain(self):
        return [("state", "=", GRANTED), ("granted_until", "<=", fields.Datetime.now())]


class EcosireSupportEngineer(models.Model):
    _inherit = "ecosire.support.engineer"

    def _end_access(self, by):
        result = super()._end_access(by)
        requests = self.env["ecosire.support.access.request"]
        requests.search([("engineer_id", "=", self.id), ("state", "in", LIVE)])._end(by)
        return result
