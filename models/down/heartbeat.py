"""A sweep that has stopped altogether is seen: no cron can tell that no cron runs."""

from datetime import timedelta

from odoo import api, fields, models

from ..common.guard import GROUP_MANAGER

SILENT_AFTER = timedelta(minutes=5)


class EcosireSupportSlaClock(models.Model):
    _inherit = "ecosire.support.sla.clock"

    @api.model
    def _silent_since(self):
        """Since when (naive UTC) the sweep has not run, if that is longer than usual; else None."""
        cron = self.env.ref("ecosire_support.cron_tick", raise_if_not_found=False)
        # sudo: ir.cron - only this job's own heartbeat is read
        cron = cron and cron.sudo()
        if not cron:
            return None
        seen = cron.lastcall or cron.create_date
        return seen if fields.Datetime.now() - seen > SILENT_AFTER else None


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    silent_text = fields.Char(compute="_compute_silent_text", groups=GROUP_MANAGER)

    @api.depends("is_open")
    @api.depends_context("uid", "lang", "tz")
    def _compute_silent_text(self):
        for ticket in self:
            ticket.silent_text = ticket._silent_words() if ticket.is_open else ""

    @api.model
    def _silent_words(self):
        """That scheduled actions do not run, since when, and what to do; "" while they do."""
        since = self.env["ecosire.support.sla.clock"]._silent_since()
        if not since:
            return ""
        # ECOSIRE's zone: there is no ticket whose other side could be asked
        when = self._both_zones(since, "Asia/Karachi")
        return self.env._(
            "Scheduled actions have not run in this Odoo since %s: nobody is told of a missed or a "
            "coming deadline until they do. The times themselves stay right. The administrator looks "
            "at Settings > Technical > Scheduled Actions, and whether the server runs with "
            "max_cron_threads above 0.",
            when,
        )


class EcosireSupportContract(models.Model):
    _inherit = "ecosire.support.contract"

    silent_text = fields.Char(compute="_compute_silent_text", groups=GROUP_MANAGER)

    @api.depends_context("uid", "lang", "tz")
    def _compute_silent_text(self):
        self.silent_text = self.env["ecosire.support.ticket"]._silent_words()
