from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.base.models.res_partner import _tz_get

STATES = [
    ("draft", "Draft"),
    ("requested", "Waits for ECOSIRE"),
    ("agreed", "Agreed"),
    ("replaced", "Replaced or over"),
]
# what a manager types while the sheet is a draft; all else follows from what happens to it
TYPED = frozenset(
    {
        *("name", "plan_id", "tz", "valid_from", "valid_until"),
        *("price", "quota", "extra_price"),
        *("complexity", "system_count", "system_ids", "sla_text"),
        *("gdpr", "soc2", "iso27001", "compliance", "geography", "place_ids"),
        *("window_id", "window_ids", "policy_ids", "credit_ids"),
    }
)


class EcosireSupportScopeSheet(models.Model):
    """What was negotiated for a plan that is priced on the contract, and for how long.

    Article, tier 4: "Custom scoping elements: Enterprise agreements are scoped individually based
    on system complexity, number of integrated systems, SLA requirements, compliance requirements
    (GDPR, SOC 2, ISO 27001 alignment), and geographic coverage needs."

    A support manager drafts it. Once it has been sent to ECOSIRE it stands still; once agreed it
    never changes again: another sheet replaces it.
    """

    _name = "ecosire.support.scope.sheet"
    _description = "Scope sheet"
    _inherit = "ecosire.support.guard"
    _order = "valid_from desc, id desc"

    name = fields.Char(required=True, default=lambda self: self._default_name())
    contract_id = fields.Many2one(
        "ecosire.support.contract",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self._default_contract(),
    )
    state = fields.Selection(STATES, required=True, readonly=True, default="draft", copy=False)
    plan_id = fields.Many2one(
        "ecosire.support.plan",
        string="Support plan",
        required=True,
        ondelete="restrict",
        domain=[("by_sheet", "=", True)],
        default=lambda self: self.env["ecosire.support.plan"].search(
            [("by_sheet", "=", True)], limit=1
        ),
    )
    renews_id = fields.Many2one(
        "ecosire.support.scope.sheet",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )

    # price and validity
    currency_id = fields.Many2one(related="contract_id.currency_id")
    price = fields.Monetary(string="Price a month")
    quota = fields.Integer(string="Tickets a billing period", help="0: no limit.")
    extra_price = fields.Monetary(string="Price of an extra ticket")
    valid_from = fields.Date(required=True, default=lambda self: self._default_day())
    valid_until = fields.Date(
        required=True,
        default=lambda self: self._default_day() + relativedelta(years=1, days=-1),
        help="The last day. Support goes on after it, unchanged; but a renewal is due then.",
    )

    # scoping elements
    complexity = fields.Text(string="System complexity")
    system_count = fields.Integer(
        string="Integrated systems",
        compute="_compute_system_count",
        store=True,
        readonly=False,
        help="How many systems work together with Odoo, the listed ones included.",
    )
    system_ids = fields.One2many(
        "ecosire.support.scope.sheet.system", "sheet_id", string="Systems", copy=True
    )
    gdpr = fields.Boolean(string="GDPR")
    soc2 = fields.Boolean(string="SOC 2")
    iso27001 = fields.Boolean(string="ISO 27001")
    compliance = fields.Text(string="Compliance requirements")
    geography = fields.Text(string="Geographic coverage")
    place_ids = fields.One2many(
        "ecosire.support.scope.sheet.place", "sheet_id", string="Places", copy=True
    )
    sla_text = fields.Text(string="SLA requirements")

    # what is promised
    tz = fields.Selection(
        _tz_get,
        string="Time zone of the service hours",
        required=True,
        compute="_compute_tz",
        precompute=True,
        store=True,
        readonly=False,
    )
    window_ids = fields.One2many(
        "ecosire.support.window", "sheet_id", string="Service hours", copy=False
    )
    window_id = fields.Many2one(
        "ecosire.support.window",
        string="Service hours in general",
        copy=False,
        ondelete="set null",
        domain="[('sheet_id', '=', id)]",
    )
    policy_ids = fields.One2many(
        "ecosire.support.sla.policy", "sheet_id", string="Answer times", copy=False
    )
    credit_ids = fields.One2many(
        "ecosire.support.scope.sheet.credit", "sheet_id", string="Credits", copy=True
    )

    _validity = models.Constraint(
        "check(valid_until >= valid_from)", "The validity ends before it begins."
    )
    _amounts = models.Constraint(
        "check(price >= 0 AND extra_price >= 0 AND quota >= 0 AND system_count >= 0)",
        "Prices and numbers cannot be negative.",
    )

    @api.model
    def _default_contract(self):
        return self.env["ecosire.support.contract"]._in_force(self.env.company)

    @api.model
    def _default_day(self):
        """Today, where the contract's days begin and end."""
        zone = self._default_contract().tz
        return fields.Date.context_today(self.with_context(tz=zone) if zone else self)

    @api.model
    def _default_name(self):
        return self.env._("Scope sheet %s", self._default_day().year)

    @api.depends("system_ids")
    def _compute_system_count(self):
        for sheet in self:
            sheet.system_count = max(sheet.system_count, len(sheet.system_ids))

    @api.depends("plan_id")
    def _compute_tz(self):
        for sheet in self:
            sheet.tz = sheet.tz or sheet.plan_id.window_id.tz

    # -- what may be written, and when

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_typed(set(vals) - {"contract_id"})
        sheets = super().create(vals_list)
        for sheet, vals in zip(sheets, vals_list, strict=True):
            if not vals.get("policy_ids"):
                # sudo: sla.policy, window - the plan's, copied into the draft just made
                sheet.sudo()._fill()
        return sheets

    def write(self, vals):
        if not self.env.su:
            self._check_typed(set(vals))
        if TYPED & set(vals):
            self._check_draft()
        if "tz" in vals:
            self._move_windows(vals["tz"])
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_sent(self):
        self._check_draft()
        if sent := self.filtered("change_ids"):
            raise UserError(
                self.env._(
                    "“%s” was sent to ECOSIRE, so it stays as a record. You may go on drafting it.",
                    sent[0].name,
                )
            )
        # before the database does it in an order of its own: answer times hold on to their hours
        self.policy_ids.unlink()

    @api.model
    def _check_typed(self, names):
        if not self.env.su and (foreign := names - TYPED):
            raise AccessError(
                self.env._("This cannot be typed into a scope sheet: %s.", ", ".join(foreign))
            )

    def _check_draft(self):
        for sheet in self.filtered(lambda sheet: sheet.state != "draft"):
            if sheet.state == "requested":
                raise UserError(
                    self.env._(
                        "“%s” has been sent to ECOSIRE and stands still until ECOSIRE has "
                        "decided. Withdraw the request to change it.",
                        sheet.name,
                    )
                )
            raise UserError(
                self.env._(
                    "“%s” was agreed and never changes. Prepare its renewal, or draft another "
                    "scope sheet.",
                    sheet.name,
                )
            )

    def _move_windows(self, zone):
        """Service hours in the sheet's zone move along with it; others were set on purpose."""
        for sheet in self:
            sheet.window_ids.filtered(lambda window, tz=sheet.tz: window.tz == tz).tz = zone
