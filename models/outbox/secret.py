"""Keys of connections. Nobody reads them: no right, no screen, no export; only the sender does."""

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

NOBODY = "."  # Odoo's own sign for a field that no group may touch
LONGEST = 4_000


class EcosireSupportSecret(models.Model):
    """One key of one connection: an address that is a key, a token, a secret that signs."""

    _name = "ecosire.support.secret"
    _description = "Key of a connection"
    _rec_name = "id"

    target_id = fields.Many2one(
        "ecosire.support.target", required=True, readonly=True, index=True, ondelete="cascade"
    )
    kind = fields.Char(required=True, readonly=True)
    value = fields.Char(required=True, readonly=True, copy=False, exportable=False, groups=NOBODY)
    set_at = fields.Datetime(required=True, readonly=True)

    _kind_unique = models.Constraint("unique(target_id, kind)", "This key is kept already.")

    @api.model
    def _keep(self, target, kind, value):
        """Keep ``value`` as the key ``kind`` of ``target``, in place of the one before.

        :raises UserError: when it can be no key; the words do not repeat it
        """
        if "\0" in value or len(value) > LONGEST:
            raise UserError(self.env._("This is no key: copy it anew."))
        # a statement that fails is written to the log by Odoo, with its values, unless told not to
        self.env.cr.execute(
            SQL(
                """INSERT INTO %s (target_id, kind, value, set_at) VALUES (%s, %s, %s, %s)
                   ON CONFLICT (target_id, kind)
                   DO UPDATE SET value = EXCLUDED.value, set_at = EXCLUDED.set_at""",
                SQL.identifier(self._table),
                target.id,
                kind,
                value,
                fields.Datetime.now(),
            ),
            log_exceptions=False,
        )
        self.invalidate_model()

    @api.model
    def _forget(self, target, kind):
        """Take the key ``kind`` of ``target`` out of use, for good."""
        self.search([("target_id", "=", target.id), ("kind", "=", kind)]).unlink()

    @api.model
    def _of(self, target):
        """The keys of ``target`` by kind. For the sender alone: never show or log them."""
        return {key.kind: key.value for key in self.search([("target_id", "=", target.id)])}
