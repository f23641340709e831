from odoo import models


class EcosireSupportSheetPart(models.AbstractModel):
    """A row that belongs to a scope sheet: it stays with it, whoever writes it."""

    _name = "ecosire.support.sheet.part"
    _description = "Part of a scope sheet"

    _part_of = "sheet_id"  # the field that leads to the sheet, or to a part of it

    def write(self, vals):
        result = super().write(vals)
        if self._part_of in vals:
            # Odoo asks before a row is written, not after: a manager could hand a row of a draft
            # to a plan, or to an agreed sheet
            self.check_access("write")
        return result
