"""The values on the screen where an error came up: only once the person ticks so."""

from odoo import api, models
from odoo.exceptions import UserError

from ...core import error_print
from ..common.guard import GROUP_USER
from ..common.row_lock import lock_rows

KINDS = frozenset(
    {"char", "selection", "many2one", "integer", "float", "monetary", "date", "datetime", "boolean"}
)
VALUES = 60
VALUE_LIMIT = 200


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    @api.model
    def share_values(self, key):
        """Let ECOSIRE see the values of the record on whose screen the error came up.

        Those of the form alone, as far as the caller may read them; what looks like a secret
        is left out.
        """
        self._guard(GROUP_USER, operation="create")
        ticket = self._reported(key)
        lock_rows(ticket)
        told = ticket.environment or {}
        if ticket.submitter_id != self.env.user or not told.get("record_id"):
            raise UserError(self.env._("There is no record on the screen to share."))
        values = self._values_on_screen(told)
        ticket.environment = {**told, "values": values}
        ticket._note_publicly(
            self.env._(
                "%(person)s shares the values of the screen: %(count)s fields.",
                person=self.env.user.name,
                count=len(values),
            )
        )
        return True

    @api.model
    def _values_on_screen(self, told):
        """``[[label, value]]`` of the form's fields, read with the caller's own rights."""
        record = self.env[told["model"]].browse(told["record_id"])
        record.check_access("read")
        shown = record.get_view(view_type="form")["models"].get(record._name, ())
        described = record.fields_get(sorted(shown), ["string", "type"])
        values = []
        for name in shown:
            kind = described.get(name, {}).get("type")
            # what is only reckoned may read what the caller may not
            stored = record._fields[name].store
            if not stored or kind not in KINDS or error_print.names_a_secret(name):
                continue
            text = self._value_in_words(record, name, kind)
            if text:
                values.append([described[name]["string"], text])
        return values[:VALUES]

    @api.model
    def _value_in_words(self, record, name, kind):
        value = record[name]
        if kind == "many2one":
            value = value.display_name
        if value is False or value is None or value == "":
            return ""
        return error_print.mask(str(value)[:VALUE_LIMIT])
