"""Rows that are written once: proof that can be rewritten is no proof."""

from odoo import api, models
from odoo.exceptions import UserError


class EcosireSupportAppendOnly(models.AbstractModel):
    _name = "ecosire.support.append.only"
    _description = "Rows that are never changed"

    def write(self, vals):  # pylint: disable=method-required-super
        raise UserError(
            self.env._(
                "%s are a record of what happened and cannot be changed. "
                "What was wrong is put right by a new entry.",
                self._description,
            )
        )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_never(self):
        raise UserError(
            self.env._("%s are a record of what happened and cannot be deleted.", self._description)
        )
