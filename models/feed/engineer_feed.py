"""An engineer's own address: it ends with his access."""

from odoo import fields, models


class EcosireSupportEngineer(models.Model):
    _inherit = "ecosire.support.engineer"

    feed_ids = fields.One2many("ecosire.support.feed", "engineer_id", readonly=True, groups=".")

    def _end_access(self, by):
        result = super()._end_access(by)
        self.env["ecosire.support.feed"]._of(self)._end(by)
        return result

    def _feed_page(self):
        """What the engineer's page about his address shows."""
        self.ensure_one()
        feeds = self.env["ecosire.support.feed"]
        feed = feeds._of(self)
        when = self.env["ecosire.support.ticket"]._reader_time
        return {
            "allowed": feeds._are_allowed(),
            "made": when(feed.made_at),
            "fetched": when(feed.fetched_at),
            "fetched_from": feed.fetched_from or "",
        }
