"""What happens when an absence begins and when it is over, once, whoever notices first."""

import logging

from odoo import api, fields, models

from ..common.cron_batch import work_batch, works_alone

_logger = logging.getLogger(__name__)

BATCH = 20


class EcosireSupportAbsence(models.Model):
    _inherit = "ecosire.support.absence"

    @api.model
    def _cron_absences(self):
        """Begin and end absences that are due, and move on what is with nobody who may see it.

        Safe to repeat, and from several servers at once: each absence begins and ends once.
        """
        failed = set()
        for find, work in ((self._to_begin_domain, "_begin"), (self._to_end_domain, "_end")):
            while self._work_next(find, work, failed):
                pass
        self.env["ecosire.support.ticket"]._route_away_from_strangers()

    @api.model
    def _to_begin_domain(self):
        now = fields.Datetime.now()
        return [
            ("begun_at", "=", False),
            ("withdrawn_at", "=", False),
            ("date_from", "<=", now),
            ("date_to", ">", now),
        ]

    @api.model
    def _to_end_domain(self):
        return [
            ("returned_at", "=", False),
            ("withdrawn_at", "=", False),
            ("date_to", "<=", fields.Datetime.now()),
        ]

    @api.model
    def _work_next(self, find, work, failed):
        """Work the next batch and keep it; whether there may be more to do.

        :param failed: ids not to be tried again in this run; those that fail now are added
        """

        def find_others():
            return [*find(), ("id", "not in", list(failed))]

        def try_each(rows):
            for row in rows:
                words = ("Absence %s: %s failed", row.id, work)
                if not works_alone(self.env, getattr(row, work), _logger, *words):
                    failed.add(row.id)

        return work_batch(self, find_others, try_each, BATCH)

    def _begin(self):
        """Move on what waits for an answer of whoever is off from now on."""
        self.ensure_one()
        self.begun_at = fields.Datetime.now()
        self.env["ecosire.support.ticket"]._stand_in_for(self.engineer_id, self.note)

    def _end(self):
        """Tell who is back which tickets others have now. Nothing comes back by itself."""
        self.ensure_one()
        self.returned_at = fields.Datetime.now()
        if not self.engineer_id._is_away():
            self.env["ecosire.support.ticket"]._tell_who_is_back(self)
