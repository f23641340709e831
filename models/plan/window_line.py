from odoo import fields, models

from ..selections import WEEKDAYS


class EcosireSupportWindowLine(models.Model):
    """One open interval of a weekday. Hours over midnight are two lines."""

    _name = "ecosire.support.window.line"
    _description = "Weekly service hours"
    _order = "window_id, weekday, hour_from"

    window_id = fields.Many2one(
        "ecosire.support.window", required=True, ondelete="cascade", index=True
    )
    weekday = fields.Selection(WEEKDAYS, required=True)
    hour_from = fields.Float(string="From", required=True)
    hour_to = fields.Float(string="To", required=True, help="24:00 is the end of the day.")

    def _minutes(self):
        """Open and close as minutes of the local day, 1440 being 24:00."""
        self.ensure_one()
        return round(self.hour_from * 60), round(self.hour_to * 60)
