from odoo import api, models


class EcosireSupportSheetPart(models.AbstractModel):
    """A row that belongs to a scope sheet: it stays with it, whoever writes it."""

    _name = "ecosire.support.sheet.part"
    _description = "Part of a scope sheet"

    _part_of = "sheet_id"  # the field that leads to the sheet, or to a part of it

    @api.constrains(lambda self: (self._part_of,))
    def _check_stays_in_draft(self):
        """Odoo asks for rights before a row is written, not after.

        Without this a manager could hand a row of a draft to a plan, or to an agreed sheet.
        """
        if not self.env.su:
            self.check_access("write")
