from odoo import fields, models

from ..common.insert_once import insert_once


class EcosireSupportDownCard(models.Model):
    """Each system-down card that a contract has had: a new one whenever a fact on it changed.

    The chain of rows tells a card that came back (A, B, A) from one that never changed: it is a
    third card, and is mailed like one. Its number is unique, so of several servers one makes it.
    """

    _name = "ecosire.support.down.card"
    _description = "System-down cards"
    _inherit = "ecosire.support.append.only"
    _order = "contract_id, number desc"
    _rec_name = "mark"

    contract_id = fields.Many2one(
        "ecosire.support.contract", required=True, readonly=True, index=True, ondelete="cascade"
    )
    number = fields.Integer(required=True, readonly=True)
    made_at = fields.Datetime(string="Made", required=True, readonly=True)
    fingerprint = fields.Char(required=True, readonly=True, help="SHA-256 of the facts on it.")
    mark = fields.Char(required=True, readonly=True, help="By this people compare two cards.")

    _number_unique = models.Constraint(
        "unique(contract_id, number)", "This contract has a card with this number."
    )

    def _newest(self, contract):
        """The card of ``contract`` that was made last; empty before the first."""
        return self.search([("contract_id", "=", contract.id)], order="number desc", limit=1)

    def _make(self, contract, number, facts):
        """Make the card with that number, unless another server just did; whether so."""
        values = {
            "contract_id": contract.id,
            "number": number,
            "made_at": fields.Datetime.now(),
            "fingerprint": facts.fingerprint,
            "mark": facts.mark,
        }
        return insert_once(self, ("contract_id", "number"), values)
