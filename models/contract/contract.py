import re

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.base.models.res_partner import _tz_get

from ..common.guard import GROUP_ENGINEER, GROUP_LEAD, GROUP_MANAGER, GROUP_USER
from ..common.row_meeting import meet_at_rows


class EcosireSupportContract(models.Model):
    """The support contract of one or more companies of this database: a chain of terms."""

    _name = "ecosire.support.contract"
    _description = "Support contract"
    _inherit = ["mail.thread", "ecosire.support.guard", "ecosire.support.tells"]
    _order = "id"

    name = fields.Char(required=True, readonly=True)
    code = fields.Char(
        string="Number", required=True, readonly=True, help="Begins the number of each ticket."
    )
    company_ids = fields.Many2many(
        "res.company", required=True, readonly=True, bypass_search_access=True
    )
    vendor_id = fields.Many2one(
        "res.partner", readonly=True, groups=f"{GROUP_MANAGER},{GROUP_LEAD}"
    )
    tz = fields.Selection(
        _tz_get,
        string="Time zone",
        required=True,
        readonly=True,
        default="Asia/Karachi",
        help="Billing periods begin at midnight in this zone.",
    )
    currency_id = fields.Many2one("res.currency", required=True, readonly=True)
    anchor_day = fields.Integer(
        string="Billing day", readonly=True, default=1, help="The day of the month a period begins."
    )
    sequence_id = fields.Many2one(
        "ir.sequence", readonly=True, copy=False, ondelete="restrict", groups="base.group_system"
    )
    engineer_id = fields.Many2one(
        "ecosire.support.engineer",
        string="Named engineer",
        readonly=True,
        tracking=True,
        help="Account Engineer or Dedicated Support Engineer: tickets go there first.",
    )
    backup_engineer_id = fields.Many2one(
        "ecosire.support.engineer", string="Deputy", readonly=True, tracking=True
    )
    ended_at = fields.Datetime(string="Ended", readonly=True, tracking=True)
    term_ids = fields.One2many("ecosire.support.contract.term", "contract_id", readonly=True)
    grant_ids = fields.One2many("ecosire.support.grant", "contract_id", readonly=True)
    plan_id = fields.Many2one(
        "ecosire.support.plan",
        compute="_compute_plan_id",
        search="_search_plan_id",
    )
    gap_count = fields.Integer(
        compute="_compute_gap_count", groups=GROUP_MANAGER, string="Gaps of the last 30 days"
    )

    _code_unique = models.Constraint(
        "unique(code)", "Another contract has this number. Choose another one."
    )
    _anchor_in_month = models.Constraint(
        "check(anchor_day BETWEEN 1 AND 31)", "The billing day is a day of the month: 1 to 31."
    )

    @api.depends("term_ids.start", "term_ids.plan_id")
    def _compute_plan_id(self):
        now = fields.Datetime.now()
        for contract in self:
            contract.plan_id = contract._term_at(now).plan_id

    @api.model
    def _search_plan_id(self, operator, value):
        """By the plan in force now; contracts are few, one or so a company."""
        if operator != "in":
            return NotImplemented
        found = self.search([("term_ids", "!=", False)]).filtered(
            lambda contract: contract.plan_id.id in value
        )
        return [("id", "in", found.ids)]

    def _compute_gap_count(self):
        # sudo: sla.gap - only their number, on a field that managers alone may read
        gaps = self.env["ecosire.support.sla.gap"].sudo()
        self.gap_count = gaps.search_count([("date_to", ">=", "now -30d")])

    @api.constrains("company_ids", "ended_at")
    def _check_one_per_company(self):
        lasting = self.filtered(lambda one: not one.ended_at)
        # sudo: res.company - written as it is, so that two who give it a contract meet
        meet_at_rows(lasting.sudo().company_ids)
        for contract in lasting:
            # sudo: contract - a contract of a company the caller cannot see counts too
            others = self.sudo().search(
                [
                    ("id", "!=", contract.id),
                    ("ended_at", "=", False),
                    ("company_ids", "in", contract.company_ids.ids),
                ],
                limit=1,
            )
            if others:
                raise ValidationError(
                    self.env._(
                        "%(contract)s already serves one of these companies. End it, or take "
                        "the company out of it first.",
                        contract=others.code,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        contracts = super().create(vals_list)
        for contract in contracts.sudo():  # sudo: ir.sequence - each contract numbers its tickets
            contract.sequence_id = (
                self.env["ir.sequence"]
                .sudo()
                .create(
                    {
                        "name": f"ECOSIRE Support {contract.code}",
                        "code": f"ecosire.support.ticket.{contract.code}",
                        "prefix": f"{contract.code}-",
                        "number_next": 1001,
                        "company_id": False,
                    }
                )
            )
        return contracts

    def has_entitlement(self, code):
        """Whether the plan in force grants ``code``; the only way code asks about a plan."""
        self._guard(GROUP_USER, GROUP_ENGINEER)
        self.ensure_one()
        # sudo: plan - what a readable contract grants may be known
        return code in self.sudo().plan_id.entitlement_ids.mapped("code")

    # -- what other domains ask

    @api.model
    def _in_force(self, company):
        """The contract that serves ``company`` now; empty when none does."""
        return self.search([("company_ids", "in", company.ids), ("ended_at", "=", False)], limit=1)

    def _term_at(self, instant):
        """The term in force at ``instant`` (naive UTC); empty before the first."""
        self.ensure_one()
        begun = self.term_ids.filtered(lambda term: term.start <= instant)
        return begun.sorted("start")[-1:]

    def _next_number(self):
        """The number of the next ticket; gaps are allowed, waiting is not."""
        self.ensure_one()
        return self.sequence_id.next_by_id()

    # -- the contract that everybody has

    @api.model
    def _ensure_included(self, companies=None):
        """Give each company without a contract the plan that everybody has. Safe to repeat."""
        # sudo: contract - runs at install, at update and when a company is made
        contracts = self.sudo()
        plan = self.env["ecosire.support.plan"].sudo().search([("at_install", "=", True)], limit=1)
        served = contracts.search([("ended_at", "=", False)]).company_ids
        if companies is None:
            companies = self.env["res.company"].sudo().search([("id", "not in", served.ids)])
        for company in companies - served if plan else ():
            contract = contracts.create(contracts._prepare_included(company, plan))
            contract._open_term(plan, fields.Datetime.now())

    @api.model
    def _prepare_included(self, company, plan):
        return {
            "name": self.env._("Support contract of %s", company.name),
            "code": self._free_code(company.name),
            "company_ids": [fields.Command.link(company.id)],
            "currency_id": plan.currency_id.id,
            "anchor_day": fields.Date.context_today(self.with_context(tz="Asia/Karachi")).day,
        }

    @api.model
    def _free_code(self, name):
        """A short number from a company's name that no contract has yet."""
        stem = re.sub(r"[^A-Z0-9]", "", name.upper().split(" ")[0])[:8] or "CLIENT"
        taken = set(self.search([("code", "=like", f"{stem}%")]).mapped("code"))
        code, count = stem, 1
        while code in taken:
            count += 1
            code = f"{stem}{count}"
        return code
