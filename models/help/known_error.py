from odoo import api, fields, models

from ..common.insert_once import insert_once


class EcosireSupportKnownError(models.Model):
    """An error that somebody of a company has sent, and the ticket about it.

    Its row is where those who meet one error at the same instant meet: only one of them files.
    """

    _name = "ecosire.support.known.error"
    _description = "Known errors"
    _order = "id desc"
    _rec_name = "print_key"

    contract_id = fields.Many2one(
        "ecosire.support.contract", required=True, readonly=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True, ondelete="cascade"
    )
    print_key = fields.Char(
        required=True, readonly=True, index=True, help="The same for the same error."
    )
    ticket_id = fields.Many2one(
        "ecosire.support.ticket", readonly=True, index="btree_not_null", ondelete="cascade"
    )

    _print_unique = models.Constraint(
        "unique(contract_id, company_id, print_key)", "This error is known already."
    )

    @api.model
    def _meet(self, contract, company, print_key):
        """The row of this error.

        Of several who meet it first at one instant, all but one fail with a serialization error;
        Odoo runs them anew, and then the row stands there with its ticket.
        """
        values = {
            "contract_id": contract.id,
            "company_id": company.id,
            "print_key": print_key,
        }
        insert_once(self, tuple(values), values)
        return self.search([(name, "=", value) for name, value in values.items()])
