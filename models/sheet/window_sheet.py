"""Service hours that a scope sheet agrees, with holidays and closures of their own.

Article, FAQ: "Enterprise Support clients can negotiate coverage window adjustments".
"""

from odoo import fields, models
from odoo.fields import Command


class EcosireSupportWindow(models.Model):
    _name = "ecosire.support.window"
    _inherit = ["ecosire.support.window", "ecosire.support.sheet.part"]

    sheet_id = fields.Many2one(
        "ecosire.support.scope.sheet", ondelete="cascade", index="btree_not_null"
    )
    hours_text = fields.Char(compute="_compute_hours_text", string="Open")
    closures_text = fields.Char(compute="_compute_closures_text", string="Closed")

    def _compute_hours_text(self):
        for window in self:
            window.hours_text = (
                window._hours_text() if window.line_ids or window.always_open else ""
            )

    def _compute_closures_text(self):
        for window in self:
            window.closures_text = ", ".join(window.closure_ids.mapped("name"))

    def _copy_for(self, sheet):
        """The same hours as ``sheet``'s own."""
        self.ensure_one()
        return self.create(
            {
                "name": self.name,
                "sequence": self.sequence,
                "tz": self.tz,
                "always_open": self.always_open,
                "sheet_id": sheet.id,
                "line_ids": [
                    Command.create(
                        {
                            "weekday": line.weekday,
                            "hour_from": line.hour_from,
                            "hour_to": line.hour_to,
                        }
                    )
                    for line in self.line_ids
                ],
                "closure_ids": [
                    Command.create(
                        {
                            "name": closure.name,
                            "date": closure.date,
                            "date_from": closure.date_from,
                            "date_to": closure.date_to,
                        }
                    )
                    for closure in self.closure_ids
                ],
            }
        )


class EcosireSupportWindowLine(models.Model):
    _name = "ecosire.support.window.line"
    _inherit = ["ecosire.support.window.line", "ecosire.support.sheet.part"]
    _part_of = "window_id"


class EcosireSupportWindowClosure(models.Model):
    _name = "ecosire.support.window.closure"
    _inherit = ["ecosire.support.window.closure", "ecosire.support.sheet.part"]
    _part_of = "window_id"
