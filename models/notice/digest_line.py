"""Notices that somebody wants once a day: kept here until that mail goes out."""

from odoo import fields, models


class EcosireSupportDigestLine(models.Model):
    _name = "ecosire.support.digest.line"
    _description = "Notice kept for the daily mail"
    _order = "at, id"
    _rec_name = "subject"

    partner_id = fields.Many2one("res.partner", required=True, ondelete="cascade")
    kind_id = fields.Many2one("ecosire.support.notice.kind", ondelete="set null")
    at = fields.Datetime(required=True, help="When it happened.")
    subject = fields.Char(required=True)
    model = fields.Char(help="What it is about, with the record's id.")
    row = fields.Integer()
    sent_at = fields.Datetime(help="When the daily mail took it along; empty: it waits.")

    _waiting = models.Index("(partner_id) WHERE sent_at IS NULL")
