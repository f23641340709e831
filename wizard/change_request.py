"""Asking ECOSIRE for a change of the contract, with what it would bring beside the question."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.common.guard import GROUP_MANAGER
from ..models.common.notification import CLOSE, notification
from ..models.contract.plan_change import DUE_DAYS

KINDS = [
    ("upgrade", "A plan that promises more"),
    ("downgrade", "A plan that promises less"),
    ("short_term", "A higher plan for some months"),
    ("existing", "A plan we already have with ECOSIRE"),
    ("join", "A company joins the contract"),
    ("leave", "A company leaves the contract"),
]
ABOUT_PLANS = ("upgrade", "downgrade", "short_term", "existing")
MONTHS = 3  # article, FAQ: "short-term Priority Support coverage (minimum 3 months)"


class EcosireSupportChangeRequest(models.TransientModel):
    """The manager chooses, reads what follows from it, and asks; nothing is kept before that."""

    _name = "ecosire.support.change.request"
    _description = "Request for a change of the contract"
    _inherit = "ecosire.support.guard"

    contract_id = fields.Many2one(
        "ecosire.support.contract", required=True, default=lambda self: self._default_contract_id()
    )
    kind = fields.Selection(
        KINDS,
        string="What shall change?",
        required=True,
        default=lambda self: self._default_kind(),
    )
    offered_plan_ids = fields.Many2many("ecosire.support.plan", compute="_compute_offered_plan_ids")
    plan_id = fields.Many2one(
        "ecosire.support.plan",
        string="Support plan",
        domain="[('id', 'in', offered_plan_ids)]",
        compute="_compute_plan_id",
        store=True,
        readonly=False,
    )
    months = fields.Integer(default=MONTHS)
    true_start = fields.Date(string="In force since")
    offered_company_ids = fields.Many2many("res.company", compute="_compute_offered_company_ids")
    company_id = fields.Many2one("res.company", domain="[('id', 'in', offered_company_ids)]")
    effective_day = fields.Date(string="From")
    note = fields.Text(string="A word to ECOSIRE")
    preview = fields.Json(compute="_compute_preview")
    problem = fields.Char(compute="_compute_preview")

    @api.model
    def _default_contract_id(self):
        contracts = self.env["ecosire.support.contract"]
        return contracts.search([("ended_at", "=", False)], limit=1)

    @api.model
    def _default_kind(self):
        """What fits the plan that somebody came for; else the first thing that can be asked."""
        form = self.new(
            {
                "contract_id": self.env.context.get("default_contract_id")
                or self._default_contract_id().id,
                "plan_id": self.env.context.get("default_plan_id"),
            }
        )
        present, wanted = form._readable_contract().plan_id, form.plan_id
        lower = wanted and wanted.sequence < present.sequence
        nothing_higher = not wanted and not form._plans_for("upgrade")
        return "downgrade" if lower or nothing_higher else "upgrade"

    @api.depends("contract_id", "kind")
    def _compute_offered_plan_ids(self):
        for wizard in self:
            wizard.offered_plan_ids = wizard._plans_for(wizard.kind)

    @api.depends("offered_plan_ids")
    def _compute_plan_id(self):
        """A plan that fits no longer makes room for the nearest one that does."""
        for wizard in self:
            # while a form is filled in, what a list holds is a copy of the plan it stands for
            offered = wizard.offered_plan_ids._origin.sorted("sequence")
            if wizard.plan_id._origin not in offered:
                wizard.plan_id = offered[-1:] if wizard.kind == "downgrade" else offered[:1]

    @api.depends("contract_id", "kind")
    def _compute_offered_company_ids(self):
        for wizard in self:
            # sudo: res.company - names of the user's own companies
            inside = wizard._readable_contract().sudo().company_ids
            mine = self.env.user.company_ids
            wizard.offered_company_ids = mine & inside if wizard.kind == "leave" else mine - inside

    @api.depends(
        "contract_id", "kind", "plan_id", "months", "true_start", "company_id", "effective_day"
    )
    @api.depends_context("uid", "lang", "tz")
    def _compute_preview(self):
        for wizard in self:
            try:
                wizard.preview = wizard._preview_of_change()
                wizard.problem = False
            except UserError as error:
                wizard.preview, wizard.problem = False, error.args[0]

    def _preview_of_change(self):
        contract = self._readable_contract()
        if not contract:
            raise UserError(self.env._("Please choose your contract."))
        change = contract._draft_change(self._asked())
        return {**change._preview(), "due_days": DUE_DAYS}

    def action_ask(self):
        """Send the request to ECOSIRE; what does not fit is said, and everything typed stays."""
        self._guard(GROUP_MANAGER)
        self.ensure_one()
        change = self.contract_id.request_change(self._asked())
        said = self.env._(
            "“%(change)s” waits for ECOSIRE, which decides within %(days)s days. You are told, and "
            "until it begins you can withdraw it on the contract.",
            change=change.display_name,
            days=DUE_DAYS,
        )
        return notification(said, CLOSE, title=self.env._("ECOSIRE is asked"))

    def _asked(self):
        """What the form says, as ``request_change`` takes it: nothing that the kind has no use for."""
        values = {"kind": self.kind, "note": (self.note or "").strip() or False}
        if self.kind in ABOUT_PLANS:
            values["plan_id"] = self.plan_id._origin.id
        if self.kind == "short_term":
            values["months"] = self.months
        if self.kind == "existing":
            values["true_start"] = self.true_start
        if self.kind in ("join", "leave"):
            values["company_id"] = self.company_id._origin.id
            values["effective_day"] = self.effective_day
        return values

    def _plans_for(self, kind):
        """The plans that make sense for ``kind``; one that is agreed on a scope sheet is none."""
        contract = self._readable_contract()
        if not contract or kind not in ABOUT_PLANS:
            return self.env["ecosire.support.plan"]
        now = fields.Datetime.now()
        present = contract._term_at(now).plan_id
        plans = present.search([("by_sheet", "=", False)])
        if kind == "downgrade":
            return plans.filtered(lambda plan: plan.sequence < present.sequence)
        if kind == "existing":
            return plans.filtered(lambda plan: not plan.at_install)
        higher = plans.filtered(lambda plan: plan.sequence > present.sequence)
        if kind == "short_term":
            return higher.filtered("for_some_months")
        return higher | (present if contract._leaves_plan_later(now) else higher)

    def _readable_contract(self):
        """The contract, if it is one of the user's own: the id comes from the browser."""
        return self.contract_id._origin._filtered_access("read")
