"""The part of the contract's page about the day Odoo is down."""

from odoo import api, fields, models

from ..common.guard import GROUP_ADMIN, GROUP_MANAGER, GROUP_USER


class EcosireSupportContract(models.Model):
    _inherit = "ecosire.support.contract"

    down_ways = fields.Html(
        compute="_compute_down_ways",
        sanitize=False,
        groups=GROUP_USER,
        string="How ECOSIRE is reached then",
    )
    down_hint = fields.Text(
        compute="_compute_down_hint",
        groups=f"{GROUP_MANAGER},{GROUP_ADMIN}",
        help="What is missing on the system-down card, and who can enter it.",
    )
    down_unreachable = fields.Boolean(
        compute="_compute_down_hint", groups=f"{GROUP_MANAGER},{GROUP_ADMIN}"
    )
    card_mark = fields.Char(
        compute="_compute_card_mark",
        groups=GROUP_USER,
        string="Mark of the card",
        help="A printed card with another mark is out of date.",
    )

    @api.depends_context("lang", "uid")
    def _compute_down_ways(self):
        for contract in self:
            values = {
                "ways": contract._emergency_ways(),
                # sudo: contract - an address that the card prints for everybody
                "page": contract.sudo().emergency_page,
                "missing": contract._card_missing(),
                # sudo: contract.term - the plan in force, no price of it
                "not_in_plan": contract._card_not_in_plan(
                    contract.sudo()._term_at(fields.Datetime.now())
                ),
            }
            contract.down_ways = self.env["ir.qweb"]._render("ecosire_support.down_ways", values)

    @api.depends_context("lang", "uid")
    def _compute_down_hint(self):
        for contract in self:
            missing = contract._card_missing()
            contract.down_hint = "\n".join(missing)
            contract.down_unreachable = not (contract._emergency_ways() or contract.ended_at)

    def _compute_card_mark(self):
        for contract in self:
            contract.card_mark = contract._card_facts().mark if contract._emergency_ways() else ""

    def action_edit_emergency(self):
        """Enter how ECOSIRE is reached while Odoo is down."""
        self._guard(GROUP_MANAGER, GROUP_ADMIN)
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Reaching ECOSIRE when Odoo is down"),
            "res_model": "ecosire.support.emergency",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_contract_id": self.id},
        }
