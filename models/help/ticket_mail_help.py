"""Whoever of ECOSIRE has only the mail gets what the pages show of an error."""

from odoo import models

from ...core import error_print

MAILED = 12_000  # bytes of an error's text; the whole of it stands on the ticket


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    def _evidence(self):
        yield from super()._evidence()
        for fact in self.environment_lines or []:
            yield fact["label"], fact.get("text") or "; ".join(fact["lines"])

    def _facts_in_words(self):
        yield from super()._facts_in_words()
        if trace := self._trace_to_mail():
            yield ""
            yield trace

    def _trace_to_mail(self):
        return error_print.shorten(self.error_trace, MAILED) if self.error_trace else ""
