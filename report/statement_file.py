"""A statement as a file to download."""

from odoo import models

from ..models.common.guard import GROUP_LEAD, GROUP_MANAGER
from .statement_workbook import workbook

REPORT = "ecosire_support.report_statement"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class EcosireSupportContractStatement(models.Model):
    _inherit = "ecosire.support.contract.statement"

    def _document(self, form):
        """The statement as a file.

        :param form: ``pdf`` or ``xlsx``
        :return: (file name, media type, content)
        """
        self._guard(GROUP_MANAGER, GROUP_LEAD)
        self.ensure_one()
        if form == "xlsx":
            return f"{self.name}.xlsx", XLSX_TYPE, workbook(self._content(), self.env)
        # sudo: ir.actions.report - a portal user may read none; the statement was checked above,
        # and its content is gathered as the reader himself
        content, _kind = self.env["ir.actions.report"].sudo()._render_qweb_pdf(REPORT, self.ids)
        return f"{self.name}.pdf", "application/pdf", content
