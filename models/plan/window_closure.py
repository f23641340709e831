from datetime import UTC, timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError


class EcosireSupportWindowClosure(models.Model):
    """A holiday (a whole local day) or a closure between two instants."""

    _name = "ecosire.support.window.closure"
    _description = "Holiday or closure"
    _order = "date_from, id"

    window_id = fields.Many2one(
        "ecosire.support.window", required=True, ondelete="cascade", index=True
    )
    name = fields.Char(required=True, translate=True)
    date = fields.Date(string="Whole day")
    date_from = fields.Datetime(string="From")
    date_to = fields.Datetime(string="To")

    @api.constrains("date", "date_from", "date_to")
    def _check_span(self):
        for closure in self:
            span = closure.date_from and closure.date_to
            if bool(closure.date) == bool(span) or (span and closure.date_from >= closure.date_to):
                raise ValidationError(
                    self.env._(
                        "“%s” needs either a whole day, or a start and a later end.", closure.name
                    )
                )

    def _to_core(self):
        """Holidays as local dates, closures as UTC spans widened to whole minutes.

        Odoo's own screens save the end of a day as 23:59:59; the last second belongs to it.
        """
        days = frozenset(closure.date for closure in self if closure.date)
        spans = tuple(
            (_floor_minute(closure.date_from), _ceil_minute(closure.date_to))
            for closure in self
            if not closure.date
        )
        return days, spans


def _floor_minute(instant):
    return instant.replace(second=0, microsecond=0, tzinfo=UTC)


def _ceil_minute(instant):
    floor = _floor_minute(instant)
    return floor if floor == instant.replace(tzinfo=UTC) else floor + timedelta(minutes=1)
