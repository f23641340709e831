from odoo import api, models

from ..models.common.guard import GROUP_LEAD, GROUP_MANAGER


class ReportEcosireSupportStatement(models.AbstractModel):
    """What the PDF of a usage statement prints."""

    _name = "report.ecosire_support.statement_document"
    _description = "Usage statement as PDF"

    @api.model
    def _get_report_values(self, docids, data=None):
        # the reader himself, also where the report is rendered as superuser: he sees the titles
        # of his own companies' tickets only
        statements = self.env["ecosire.support.contract.statement"].browse(docids).sudo(False)
        statements._guard(GROUP_MANAGER, GROUP_LEAD)
        return {
            "doc_ids": docids,
            "doc_model": statements._name,
            "docs": statements,
            "contents": [statement._content() for statement in statements],
        }
