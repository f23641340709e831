"""Values of the wrong kind are refused by the name of their field, whoever's program sends them."""

from collections.abc import Mapping
from datetime import datetime

from odoo import api, fields, models
from odoo.exceptions import UserError

TEXTS = ("char", "text", "html", "selection")


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    @api.model
    def _typed(self, vals):
        """``vals`` with each value of its field's kind.

        :raises UserError: that names the field
        """
        if not isinstance(vals, Mapping):
            raise UserError(self.env._("A ticket is filed from names and values of its fields."))
        return {name: self._typed_value(name, value) for name, value in vals.items()}

    @api.model
    def _typed_value(self, name, value):
        field = self._fields.get(name)
        if field is None or value is None or value is False:
            return value
        if field.type in TEXTS and isinstance(value, str):
            # PostgreSQL keeps no NUL, and nobody types one
            return value.replace("\0", "")
        if field.type == "datetime":
            return self._typed_datetime(field, value)
        if self._is_of_kind(field.type, value):
            return value
        raise UserError(
            self.env._(
                "“%(field)s” cannot take %(value)s. Correct it and file the ticket again.",
                field=field._description_string(self.env),
                value=repr(value)[:80],
            )
        )

    @api.model
    def _is_of_kind(self, kind, value):
        kinds = {"many2one": int, "integer": int, "many2many": (list, tuple), "boolean": bool}
        if kind in TEXTS:
            return False
        if isinstance(value, bool) and kind != "boolean":
            return False
        return isinstance(value, kinds.get(kind, object))

    @api.model
    def _typed_datetime(self, field, value):
        try:
            instant = fields.Datetime.to_datetime(value)
        except (TypeError, ValueError, OverflowError):
            instant = None
        if not isinstance(instant, datetime):
            raise UserError(
                self.env._(
                    "“%(value)s” is no date and time for “%(field)s”. Write it like "
                    "2026-11-24 14:00:00 (UTC).",
                    value=str(value)[:80],
                    field=field._description_string(self.env),
                )
            )
        return instant
