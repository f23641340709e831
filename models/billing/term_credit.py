from decimal import Decimal

from odoo import models


class EcosireSupportContractTerm(models.Model):
    _inherit = "ecosire.support.contract.term"

    def _credit_for(self, clock):
        """What was agreed to be credited for the breach of ``clock``, a Decimal from 0.

        Override it where a term agrees credits. It is asked again whenever a statement is
        verified, so it must follow from what never changes: the term, and the clock's events.
        """
        self.ensure_one()
        return Decimal(0)

    def _credit_agreed(self, severity, metric):
        """What this term credits for a miss, a Decimal from 0: to be told before there is one.

        Override it together with :meth:`_credit_for`.
        """
        self.ensure_one()
        return Decimal(0)
