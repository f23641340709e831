"""The key of a licence: for managers alone, one licence each, and never in a log."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

from ...core.license_key import KeyShapeError, parse_key
from ..common.guard import GROUP_MANAGER, GROUP_USER
from ..common.row_meeting import meet_at_rows


class EcosireSupportLicense(models.Model):
    _inherit = "ecosire.support.license"

    key = fields.Char(
        string="Licence key",
        copy=False,
        groups=GROUP_MANAGER,
        help="PREFIX-XXXX-XXXX-XXXX-XXXX, as in your account at ECOSIRE. Only support managers "
        "of your company see it; it is never sent anywhere.",
    )
    key_masked = fields.Char(
        string="Key", compute="_compute_key_masked", compute_sudo=True, groups=GROUP_USER
    )

    _key_unique = models.Constraint(
        "unique(key)", "This licence key is on another licence already."
    )

    @api.depends("key")
    def _compute_key_masked(self):
        for licence in self:
            try:
                licence.key_masked = parse_key(licence.key or "").masked
            except ValueError:
                licence.key_masked = ""

    @api.onchange("key")
    def _onchange_key(self):
        """Put small letters and blanks right at once, or say at once what is wrong."""
        if not self.key:
            return None
        try:
            self.key = self._checked_key(self.key)
        except ValidationError as error:
            title = self.env._("This is not a licence key")
            return {"warning": {"title": title, "message": error.args[0]}}
        return None

    @api.model_create_multi
    def create(self, vals_list):
        self.check_access("create")  # first: whether a key is taken is told to nobody else
        keys = [self._checked_key(vals.get("key")) for vals in vals_list]
        self._check_keys_free(keys)
        licenses = super().create([_without_key(vals) for vals in vals_list])
        for licence, key in zip(licenses, keys, strict=True):
            licence._store_key(key)
        return licenses

    def write(self, vals):
        self.check_access("write")  # first: whether a key is taken is told to nobody else
        if "key" not in vals or not self:
            return super().write(vals)
        key = self._checked_key(vals["key"])
        self._check_keys_free([key] * len(self))
        result = super().write(_without_key(vals))
        self._store_key(key)
        return result

    def _store_key(self, key):
        """Keep the key by a statement of its own that is not logged when it fails.

        Odoo logs a failing statement with its values; in one statement with the rest, a missing
        date would put the key into the log.
        """
        self.flush_recordset()
        self.env.cr.execute(
            SQL(
                "UPDATE %s SET key = %s WHERE id IN %s",
                SQL.identifier(self._table),
                key,
                tuple(self.ids),
            ),
            log_exceptions=False,
        )
        self.invalidate_recordset(["key", "key_masked"])

    @api.model
    def _checked_key(self, text):
        """The key in ``text`` as it is kept.

        :raises ValidationError: that says which block is wrong, without the key itself
        """
        try:
            return parse_key(text or "").text
        except KeyShapeError as error:
            raise ValidationError(self.env._(error.template, **error.values)) from None
        except ValueError:
            raise ValidationError(self.env._("A licence key is a text.")) from None

    def _check_keys_free(self, keys):
        """Refuse a key that another licence has, before PostgreSQL does.

        PostgreSQL's refusal would be logged with the whole row. Whoever enters a key meets at
        one row, so that of two who enter the same the second is run anew and then refused here.
        """
        if not keys:
            return
        # sudo: ir.model - a row to meet at; licences of companies the caller cannot see count too
        meet_at_rows(self.env["ir.model"]._get(self._name).sudo())
        others = self.sudo().with_context(active_test=False)
        taken = others.search([("key", "in", keys), ("id", "not in", self.ids)], limit=1)
        if taken or len(set(keys)) < len(keys):
            raise ValidationError(self._key_taken_in_words(taken))

    def _key_taken_in_words(self, taken):
        mine = taken.with_env(self.env)._filtered_access("read")
        if mine:
            return self.env._(
                "“%s” has this licence key already. One key is one licence: add the module "
                "there, or correct the key.",
                mine.name,
            )
        return self.env._(
            "This licence key is on another licence already. One key is one licence: check it "
            "in your account at ECOSIRE."
        )


def _without_key(vals):
    return {name: value for name, value in vals.items() if name != "key"}
