"""What the contract's page says in words: who answers, when, and by when."""

from datetime import UTC

from odoo import api, fields, models

from ...core import labels
from ..common.guard import GROUP_MANAGER, GROUP_USER

FAULTS_SHOWN = 5


class EcosireSupportContract(models.Model):
    _inherit = "ecosire.support.contract"

    who_answers = fields.Char(compute="_compute_who_answers", string="Who answers")
    service_hours = fields.Char(compute="_compute_term_now", string="Service hours")
    policy_ids = fields.Many2many(
        "ecosire.support.sla.policy", compute="_compute_term_now", string="Answer times"
    )
    topic_ids = fields.Many2many(related="plan_id.topic_ids", string="Topics in the plan")
    entitlement_ids = fields.Many2many(related="plan_id.entitlement_ids", string="Entitlements")
    quota = fields.Integer(compute="_compute_term_now", string="Tickets a billing period")
    fault_text = fields.Text(compute="_compute_fault_text", groups=GROUP_MANAGER)
    tz_text = fields.Char(
        compute="_compute_tz_text", help="The contract's zone as people know it now."
    )

    @api.depends("tz")
    def _compute_tz_text(self):
        now = fields.Datetime.now().replace(tzinfo=UTC)
        for contract in self:
            contract.tz_text = labels.zone_label(contract.tz, now)

    @api.depends("engineer_id", "backup_engineer_id")
    def _compute_who_answers(self):
        for contract in self:
            named, deputy = contract.engineer_id.name, contract.backup_engineer_id.name
            if named and deputy:
                text = self.env._("%(named)s first, or %(deputy)s", named=named, deputy=deputy)
            elif named:
                text = self.env._("%s first", named)
            else:
                text = self.env._("ECOSIRE's general queue")
            contract.who_answers = text

    @api.depends("term_ids.start", "term_ids.plan_id", "term_ids.quota")
    @api.depends_context("lang")
    def _compute_term_now(self):
        now = fields.Datetime.now()
        for contract in self:
            # sudo: contract.term - what is promised may be known, not what it costs
            term = contract.sudo()._term_at(now)
            contract.policy_ids = term._policies().sorted() if term else False
            contract.service_hours = term._window()._hours_text() if term else ""
            contract.quota = term.quota

    def _compute_fault_text(self):
        # sudo: sla.clock - shown on a field that managers alone may read
        clocks = self.env["ecosire.support.sla.clock"].sudo()
        for contract in self:
            stuck = [("fault", "!=", False), ("ticket_id.contract_id", "=", contract.id)]
            found = clocks.search(stuck, limit=FAULTS_SHOWN)
            lines = [
                f"{clock.ticket_id.number}, {clock.display_name}: {clock.fault}" for clock in found
            ]
            if more := clocks.search_count(stuck) - len(found):
                lines.append(self.env._("… and %s more", more))
            contract.fault_text = "\n".join(lines)

    @api.model
    def action_open_mine(self):
        """Open the contract of the present company, or the list where there are several."""
        self._guard(GROUP_USER)
        contracts = self.search([("ended_at", "=", False)])
        action = self.env["ir.actions.act_window"]._for_xml_id("ecosire_support.contract_action")
        if len(contracts) == 1:
            action.update(views=[(False, "form")], res_id=contracts.id)
        return action
