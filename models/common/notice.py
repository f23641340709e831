"""What is said once and never again, however often a cron runs and on however many servers."""

from odoo import api, fields, models

from .insert_once import insert_once


class EcosireSupportNotice(models.Model):
    _name = "ecosire.support.notice"
    _description = "Notices given"
    _inherit = "ecosire.support.append.only"
    _order = "id desc"
    _rec_name = "key"

    key = fields.Char(
        required=True, readonly=True, help="What was said, about what: said once in all time."
    )
    contract_id = fields.Many2one(
        "ecosire.support.contract", readonly=True, index="btree_not_null", ondelete="cascade"
    )
    at = fields.Datetime(string="Said", required=True, readonly=True)
    recipients = fields.Text(readonly=True, help="Whom it was said to, by name.")

    _key_unique = models.Constraint("unique(key)", "This has been said already.")

    @api.model
    def _once(self, key, contract=None, recipients=""):
        """Whether ``key`` may be said now: True exactly once, for whoever comes first.

        Call it right before saying it, in the same transaction: if that is undone, so is this,
        and it is said by the next who comes. Of two servers at the same instant the slower
        fails with a serialization error, and Odoo runs it anew.

        :raises ValueError: for an empty key, which would silence every other empty one
        """
        if not key or not key.strip():
            raise ValueError("key: a text that names what is said is needed")
        return insert_once(
            self,
            "key",
            {
                "key": key,
                "contract_id": contract.id if contract else None,
                "at": fields.Datetime.now(),
                "recipients": recipients or None,
            },
        )
