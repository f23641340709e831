from odoo import api, fields, models
from odoo.exceptions import UserError

from ..common.guard import GROUP_LEAD, GROUP_MANAGER

KINDS = [
    ("upgrade", "Upgrade"),
    ("downgrade", "Downgrade"),
    ("short_term", "For some months"),
    ("existing", "A plan we already have"),
    ("sheet", "New scope sheet"),
    ("join", "A company joins"),
    ("leave", "A company leaves"),
]
STATES = [
    ("requested", "Waits for ECOSIRE"),
    ("confirmed", "Confirmed, begins later"),
    ("in_force", "In force"),
    ("ended", "Ended"),
    ("refused", "Refused"),
    ("withdrawn", "Withdrawn"),
    ("superseded", "Replaced by a later change"),
]
DUE_DAYS = 30  # article, FAQ: "tier changes require 30 days notice"


class EcosireSupportPlanChange(models.Model):
    """A change of the contract: asked for by a manager of the client, confirmed by a lead.

    The terms that a confirmed change will bring are entered at once, with their start in the
    future. So the contract is right at every instant even when no cron has run.
    """

    _name = "ecosire.support.plan.change"
    _description = "Change of the contract"
    _inherit = "ecosire.support.guard"
    _order = "requested_at desc, id desc"

    contract_id = fields.Many2one(
        "ecosire.support.contract", required=True, readonly=True, index=True, ondelete="restrict"
    )
    kind = fields.Selection(KINDS, required=True, readonly=True)
    state = fields.Selection(STATES, required=True, readonly=True, default="requested", index=True)
    plan_before_id = fields.Many2one(
        "ecosire.support.plan", string="Plan before", readonly=True, ondelete="restrict"
    )
    plan_id = fields.Many2one(
        "ecosire.support.plan", string="Support plan", readonly=True, ondelete="restrict"
    )
    months = fields.Integer(readonly=True, help="Of a plan for some months: at least 3.")
    true_start = fields.Date(
        string="In force since", readonly=True, help="Of a plan that you already have."
    )
    company_id = fields.Many2one("res.company", readonly=True, ondelete="restrict")
    effective_day = fields.Date(
        string="From", readonly=True, help="The day a company joins or leaves."
    )
    note = fields.Text(readonly=True)
    requested_by_id = fields.Many2one(
        "res.users", string="Requester", readonly=True, ondelete="restrict"
    )
    requested_by = fields.Char(readonly=True)
    requested_at = fields.Datetime(readonly=True)
    due_at = fields.Datetime(
        string="To be confirmed by", readonly=True, help="ECOSIRE decides within 30 days."
    )
    is_overdue = fields.Boolean(compute="_compute_is_overdue", search="_search_is_overdue")
    decided_by = fields.Char(readonly=True)
    decided_at = fields.Datetime(readonly=True)
    decision_reason = fields.Char(string="Reason", readonly=True)
    effective_at = fields.Datetime(string="Takes effect", readonly=True, index=True)
    ends_at = fields.Datetime(string="Ends by itself", readonly=True)
    term_ids = fields.One2many("ecosire.support.contract.term", "change_id", readonly=True)
    replaced_terms = fields.Json(
        readonly=True, help="Terms yet to come that this change took away, to be put back."
    )
    fingerprint = fields.Char(readonly=True, help="SHA-256 of what was agreed.")

    _one_pending = models.UniqueIndex(
        "(contract_id) WHERE state = 'requested'",
        "A change of this contract waits for ECOSIRE already. Withdraw it first.",
    )

    @api.depends("kind", "plan_id", "company_id")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for change in self:
            # sudo: res.company - the name of a company that joins is no secret of the contract
            what = change.plan_id.name or change.company_id.sudo().name
            change.display_name = ": ".join(filter(None, (kinds.get(change.kind), what)))

    @api.depends("state", "due_at")
    def _compute_is_overdue(self):
        now = fields.Datetime.now()
        for change in self:
            change.is_overdue = change.state == "requested" and change.due_at < now

    @api.model
    def _search_is_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        overdue = fields.Domain([("state", "=", "requested"), ("due_at", "<", "now")])
        return overdue if True in value else ~overdue

    def withdraw(self):
        """The client takes back a request, or a confirmed change that has not begun yet."""
        self._guard(GROUP_MANAGER)
        for change in self.sudo():  # sudo: plan.change - a manager may see it, checked above
            change._meet()
            if change.state == "confirmed":
                change._undo()
            elif change.state != "requested":
                raise UserError(change._cannot_be_withdrawn())
            change.state = "withdrawn"
            change._tell_both("withdrawn")
        return True

    def confirm(self, reason=""):
        """An account lead confirms: an upgrade is in force from now on, other changes when due."""
        self._guard(GROUP_LEAD)
        for change in self.sudo():  # sudo: plan.change - a lead with access to the contract
            change._meet()
            change._check_requested()
            change._decide(reason)
            change._set_in_motion()
            change._tell_both("confirmed")
        return True

    def refuse(self, reason):
        """An account lead refuses, and says why."""
        self._guard(GROUP_LEAD)
        reason = (reason or "").strip()
        if not reason:
            raise UserError(self.env._("Please say why: the client reads it."))
        for change in self.sudo():  # sudo: plan.change - a lead with access to the contract
            change._meet()
            change._check_requested()
            change._decide(reason)
            change.state = "refused"
            change._tell_both("refused")
        return True

    def _decide(self, reason):
        self.write(
            {
                "decided_by": self.env.user.name,
                "decided_at": fields.Datetime.now(),
                "decision_reason": (reason or "").strip() or False,
            }
        )

    def _check_requested(self):
        if self.state != "requested":
            states = dict(self._fields["state"]._description_selection(self.env))
            raise UserError(
                self.env._(
                    "This change is decided already: %s. Reload the page.", states[self.state]
                )
            )

    def _cannot_be_withdrawn(self):
        states = dict(self._fields["state"]._description_selection(self.env))
        return self.env._(
            "This change cannot be withdrawn any more: %s. Ask for another change instead.",
            states[self.state],
        )
