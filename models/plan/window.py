from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.base.models.res_partner import _tz_get

from ...core.coverage import CoverageWindow


class EcosireSupportWindow(models.Model):
    """When ECOSIRE works: weekly hours in a zone of their own, with their own holidays.

    Not a ``resource.calendar``: HR and MRP users may rewrite those, 24:00 drifts there, and
    the client's own public holidays would stop ECOSIRE's clock.
    """

    _name = "ecosire.support.window"
    _description = "Service hours"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    tz = fields.Selection(_tz_get, string="Time zone", required=True, default="Asia/Karachi")
    always_open = fields.Boolean(help="Day and night, holidays too.")
    line_ids = fields.One2many("ecosire.support.window.line", "window_id", string="Weekly hours")
    closure_ids = fields.One2many(
        "ecosire.support.window.closure", "window_id", string="Holidays and closures"
    )

    @api.constrains("tz", "always_open", "line_ids", "closure_ids")
    def _check_window(self):
        for window in self:
            try:
                window._to_core()
            except ValueError as error:
                raise ValidationError(
                    self.env._("These service hours cannot be kept: %s", error)
                ) from error

    def _to_core(self, also_closed=None):
        """These hours as the value that core reckons with.

        :param also_closed: another window whose holidays and closures hold here too
        """
        self.ensure_one()
        if self.always_open:
            return CoverageWindow(self.tz, None)
        weekly = {}
        for line in self.line_ids:
            weekly.setdefault(int(line.weekday), []).append(line._minutes())
        closures = self.closure_ids | (also_closed or self).closure_ids
        days, spans = closures._to_core()
        return CoverageWindow(self.tz, weekly, holidays=days, closures=spans)
