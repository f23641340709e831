"""Access that ends by its date ends as wholly as access that somebody ends."""

import logging

from odoo import api, fields, models

from ..common.cron_batch import work_batch, works_alone

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

        def find():
            return [*self._expired_domain(), ("id", "not in", list(failed))]

        def end(engineers):
            words = "The access of engineer %s could not be ended"
            for engineer in engineers:
                if not works_alone(self.env, engineer._end_expired, _logger, words, engineer.id):
                    failed.add(engineer.id)

        return work_batch(self, find, end, BATCH)

    def _end_expired(self):
        self._end_access(self.env._("the end of the agreed time"))
        self._note_over()

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
