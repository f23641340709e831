"""Access that ends by its date ends as wholly as access that somebody ends."""

import logging

from odoo import api, fields, models
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

from ..common.cron_batch import is_cron, keep_batch, try_anew

_logger = logging.getLogger(__name__)

BATCH = 20


class EcosireSupportEngineer(models.Model):
    _inherit = "ecosire.support.engineer"

    @api.model
    def _cron_end_expired(self):
        """End what is left of an access without a grant for now or later. Safe to repeat.

        The rules keep such a person out from the second the grant ends; what remains until this
        runs is a login that sees nothing, tickets still held, subscriptions and queued mail.
        """
        failed = set()
        while self._end_next_expired(failed):
            pass

    @api.model
    def _end_next_expired(self, failed):
        """End the next batch and keep it; whether there may be more to do.

        :param failed: ids not to be tried again in this run; those that fail now are added
        """
        domain = [*self._expired_domain(), ("id", "not in", list(failed))]

        def work():
            # whoever is locked is being extended or ended just now: the next run looks again
            engineers = self.search(domain, limit=BATCH).try_lock_for_update()
            for engineer in engineers:
                engineer._end_expired(failed)
            return bool(engineers) and self._keep_batch(len(engineers))

        return try_anew(self.env, work)

    def _end_expired(self, failed):
        """End this access; one that cannot be ended is logged and does not hold the others."""
        try:
            with self.env.cr.savepoint():
                self._end_access(self.env._("the end of the agreed time"))
                self._note_over()
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            raise
        except Exception:
            _logger.exception("The access of engineer %s could not be ended", self.id)
            failed.add(self.id)

    def _note_over(self):
        """The grants have ended by their dates, not by anybody; the login ends now."""
        detail = self.env._("%s: the agreed time is over", self.name)
        log = self.env["ecosire.support.access.log"]
        for company in self.grant_ids.contract_id.company_ids:
            log._note("ended", detail=detail, company=company, door="job")

    @api.model
    def _expired_domain(self):
        granted = [("revoked_at", "=", False), ("date_to", ">", fields.Datetime.now())]
        return [("active", "=", True), ("grant_ids", "not any", granted)]

    @api.model
    def _keep_batch(self, done):
        """Commit as a cron does; outside of one the caller commits."""
        remaining = self.search_count(self._expired_domain()) if is_cron(self.env) else None
        return keep_batch(self.env, done, remaining)
