from odoo import api, fields, models

# a page says every so often that it is still there; two of them may go missing
SECONDS_BETWEEN = 20
GONE_AFTER = 50
STOPPED_TYPING_AFTER = 30


class EcosireSupportPresence(models.Model):
    """Which engineer has which ticket open: true for less than a minute unless said again."""

    _name = "ecosire.support.presence"
    _description = "Engineers who have a ticket open"
    _log_access = False

    ticket_id = fields.Many2one("ecosire.support.ticket", required=True, ondelete="cascade")
    engineer_id = fields.Many2one(
        "ecosire.support.engineer", required=True, index=True, ondelete="cascade"
    )
    since = fields.Datetime(required=True)
    seen_at = fields.Datetime(required=True, index=True)
    typing_at = fields.Datetime()

    _once = models.Constraint("unique(ticket_id, engineer_id)")

    @api.autovacuum
    def _gc_gone(self):
        long_gone = fields.Datetime.subtract(fields.Datetime.now(), hours=1)
        self.search([("seen_at", "<", long_gone)]).unlink()
