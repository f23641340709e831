from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError
from odoo.tools import format_date

from ...core import scope
from ..common.guard import GROUP_MANAGER, GROUP_USER

USES = [(scope.PRODUCTION, "Production"), (scope.STAGING, "Staging")]
SOON_DAYS = 60
BETA = "beta_versions"


class EcosireSupportLicense(models.Model):
    """A licence of ECOSIRE's marketplace: what was bought, for what use, updates until when."""

    _name = "ecosire.support.license"
    _description = "Licence"
    _inherit = ["ecosire.support.guard", "ecosire.support.tells"]
    _order = "active desc, name, id"

    name = fields.Char(required=True, help="As it stands on the invoice or in your account.")
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )
    contract_id = fields.Many2one(
        "ecosire.support.contract",
        compute="_compute_contract_id",
        compute_sudo=True,
        help="The support contract that serves the company now.",
    )
    module_ids = fields.One2many("ecosire.support.license.module", "license_id", string="Modules")
    use = fields.Selection(USES, required=True, default=scope.PRODUCTION)
    updates_until = fields.Date(
        string="Updates until",
        required=True,
        help="The last day on which new versions are yours to install.",
    )
    note = fields.Text(groups=GROUP_MANAGER)
    active = fields.Boolean(default=True)

    updates_state = fields.Selection(
        [("current", "Current"), ("soon", "End soon"), ("ended", "Ended")],
        compute="_compute_updates",
        string="Updates",
    )
    updates_text = fields.Char(compute="_compute_updates", string="Updates until, in words")
    beta = fields.Boolean(
        string="Beta versions",
        help="Get new versions of these modules early. Only where your support plan has it.",
    )
    beta_text = fields.Char(compute="_compute_beta_text")
    can_have_beta = fields.Boolean(compute="_compute_beta_text")
    granted_to_me = fields.Boolean(
        compute="_compute_granted_to_me",
        search="_search_granted_to_me",
        export_string_translation=False,
    )

    @api.depends("company_id")
    def _compute_contract_id(self):
        for licence in self:
            licence.contract_id = licence.contract_id._in_force(licence.company_id)

    @api.depends("updates_until", "contract_id")
    @api.depends_context("lang")
    def _compute_updates(self):
        for licence in self:
            state, text = licence._updates_in_words()
            licence.updates_state, licence.updates_text = state, text

    @api.depends("beta", "contract_id")
    @api.depends_context("lang")
    def _compute_beta_text(self):
        for licence in self:
            # sudo: contract - what the company's plan grants may be known
            contract = licence.sudo().contract_id
            licence.can_have_beta = bool(contract) and contract.has_entitlement(BETA)
            licence.beta_text = "" if licence.can_have_beta else licence._beta_refusal()

    @api.depends("company_id")
    @api.depends_context("uid")
    def _compute_granted_to_me(self):
        companies = self._granted_companies()
        for licence in self:
            licence.granted_to_me = licence.sudo().company_id in companies

    @api.model
    def _search_granted_to_me(self, operator, value):
        """What the engineers' rule rests on; asked at each query, as the contract's own is."""
        if operator != "in":
            return NotImplemented
        inside = "in" if True in value else "not in"
        return [("company_id", inside, self._granted_companies().ids)]

    @api.model
    def _granted_companies(self):
        # sudo: contract - those granted to the person who asks, as superuser he stays the same
        contracts = self.env["ecosire.support.contract"].sudo()
        return contracts.search(
            [("granted_to_me", "=", True), ("ended_at", "=", False)]
        ).company_ids

    # -- what may be entered

    def write(self, vals):
        result = super().write(vals)
        if "company_id" in vals:
            # Odoo asks before, not after: a licence is not handed to a company of others
            self.check_access("write")
        return result

    @api.constrains("beta", "company_id")
    def _check_beta(self):
        for licence in self.filtered("beta"):
            if not licence.can_have_beta:
                raise ValidationError(licence.beta_text)

    def _beta_refusal(self):
        """Why there are no beta versions, and which plan has them; by what plans grant."""
        # sudo: plan - names of plans that everybody may compare
        plans = self.env["ecosire.support.plan"].sudo()
        first = plans.search([("entitlement_ids.code", "=", BETA)], order="sequence", limit=1)
        if not first:
            return self.env._("No support plan has beta versions at present.")
        return self.env._(
            "Beta versions are not in your support plan: they come with the %s support plan. "
            "A support manager of your company can ask ECOSIRE for it.",
            first.name,
        )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_by_nobody(self):
        if not self.env.su:
            raise AccessError(
                self.env._("A licence is archived, not deleted: tickets and reminders refer to it.")
            )

    # -- updates

    def _updates_ended(self):
        self.ensure_one()
        return bool(self.updates_until) and self.updates_until < self._today()

    def _today(self):
        """The date where the contract's days begin and end; at the company's own hour else."""
        self.ensure_one()
        zone = self.sudo().contract_id.tz or self.env.user.tz  # sudo: contract - only its zone
        return fields.Date.context_today(self.with_context(tz=zone))

    def _until_in_words(self):
        """The last day with its month by name: 9/10 is another day elsewhere."""
        return format_date(self.env, self.updates_until, date_format="d MMM y")

    def _updates_in_words(self):
        """State of the updates and a line for people: until when, and how far that is."""
        self.ensure_one()
        if not self.updates_until:
            return False, ""
        day = self._until_in_words()
        left = (self.updates_until - self._today()).days
        if left < 0:
            return "ended", self.env._(
                "Updates ended on %(day)s (%(days)s days ago)", day=day, days=-left
            )
        if left == 0:
            return "soon", self.env._("Updates end today, %s", day)
        state = "soon" if left <= SOON_DAYS else "current"
        return state, self.env._("Updates until %(day)s (%(days)s days left)", day=day, days=left)

    # -- actions

    def action_ask_renewal(self):
        """Open a ticket that asks ECOSIRE to renew the updates; it is filed by its writer."""
        self._guard(GROUP_USER)
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("ecosire_support.ticket_action_new")
        topic = self.env.ref("ecosire_support.topic_licence", raise_if_not_found=False)
        action["context"] = {
            "default_name": self.env._("Please renew the updates of “%s”", self.name),
            "default_company_id": self.company_id.id,
            "default_license_module_id": self.module_ids[:1].id,
            **({"default_topic_id": topic.id} if topic else {}),
        }
        return action
