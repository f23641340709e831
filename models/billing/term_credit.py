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
