"""Both sides are told of each statement, with its fingerprint: a copy outside this database."""

from markupsafe import Markup

from odoo import models

from ...core import statement


class EcosireSupportContractStatement(models.Model):
    _inherit = "ecosire.support.contract.statement"

    def _tell_both(self):
        """Log the statement on the contract, and tell managers, leads and the support mailbox."""
        self.ensure_one()
        contract = self.contract_id
        contract._message_log(body=self._in_words())
        contract._tell_each(
            contract._both_sides(),
            lambda reader, _partner: self.with_env(reader.env)._as_notice(),
            kind="statements",
        )

    def _as_notice(self):
        subject = self.env._(
            "Usage statement %(number)s: %(total)s", number=self.name, total=self.total_text
        )
        return subject, self._in_words()

    def _in_words(self):
        lines = [
            self.env._("Usage statement (not an invoice) %s.", self.name),
            self.env._(
                "Billing period: %(period)s (days of %(zone)s).",
                period=self.period_text,
                zone=self.tz_text,
            ),
            *(f"{kind}: {amount}" for kind, amount in self._sums_by_kind()),
            self.env._("Total: %s", self.total_text),
            self.env._("Fingerprint: %s", self.hash),
        ]
        return Markup("<br/>").join(lines)

    def _sums_by_kind(self):
        """``(kind in words, amount in words)`` of the kinds that the statement has."""
        labels = dict(self.line_ids._fields["kind"]._description_selection(self.env))
        for kind in statement.KINDS:
            if lines := self.line_ids.filtered(lambda line, kind=kind: line.kind == kind):
                yield labels[kind], self.contract_id._money(sum(lines.mapped("amount")))
