"""Mail both ways, set up on one page, and tried with a mail that really travels."""

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..models.common.guard import GROUP_ADMIN, GROUP_MANAGER

FOUND_AGAIN_HOURS = 1


class EcosireSupportMailSetup(models.TransientModel):
    """What stands between a ticket and ECOSIRE's mailbox, and between the answer and the ticket."""

    _name = "ecosire.support.mail.setup"
    _description = "Mail with ECOSIRE"
    _inherit = "ecosire.support.guard"

    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, default=lambda self: self.env.company
    )
    mailbox = fields.Char(
        string="ECOSIRE's support mailbox",
        default=lambda self: self._mailbox(),
        help="The address that ECOSIRE gave you with the contract. Tickets are mailed there.",
    )
    desk_name = fields.Char(
        string="The desk's own address",
        default=lambda self: self._alias().alias_name,
        help="Mail to this address becomes a ticket; answers come back to it.",
    )
    desk_domain = fields.Char(compute="_compute_desk_domain")
    is_admin = fields.Boolean(compute="_compute_is_admin")
    test_sent_at = fields.Datetime(readonly=True)
    test_arrived_at = fields.Datetime(readonly=True)
    test_problem = fields.Text(readonly=True)
    steps = fields.Html(compute="_compute_steps", sanitize=False)

    @api.depends_context("lang")
    def _compute_display_name(self):
        self.display_name = self.env._("Mail with ECOSIRE")

    @api.depends_context("uid")
    def _compute_is_admin(self):
        self.is_admin = self.env.user.has_group(GROUP_ADMIN)

    @api.depends("company_id")
    def _compute_desk_domain(self):
        for setup in self:
            setup.desk_domain = setup._domain().name

    @api.depends("test_sent_at", "test_arrived_at", "test_problem", "mailbox", "desk_name")
    @api.depends_context("uid", "lang", "tz")
    def _compute_steps(self):
        for setup in self:
            setup.steps = self.env["ir.qweb"]._render(
                "ecosire_support.mail_setup_steps", {"steps": list(setup._steps())}
            )

    # -- what the page does

    @api.model
    def action_open(self):
        """The page; one that was left a moment ago is found again, with its test."""
        self._guard(GROUP_MANAGER, GROUP_ADMIN)
        since = fields.Datetime.subtract(fields.Datetime.now(), hours=FOUND_AGAIN_HOURS)
        mine = [("create_uid", "=", self.env.uid), ("company_id", "=", self.env.company.id)]
        setup = self.search([*mine, ("create_date", ">=", since)], order="id desc", limit=1)
        setup = setup or self.create({})
        # elsewhere somebody may have changed them meanwhile
        setup.write({"mailbox": setup._mailbox(), "desk_name": setup._alias().alias_name})
        return setup._show()

    def action_save(self):
        """Keep both addresses; what cannot be kept is said in words."""
        self._guard(GROUP_MANAGER, GROUP_ADMIN)
        self.ensure_one()
        self._save()
        return self._show()

    def action_test(self):
        """Send a mail from the desk's own address to itself, and look whether it comes in."""
        self._guard(GROUP_MANAGER, GROUP_ADMIN)
        self.ensure_one()
        self._save()
        self._send_test()
        return self._show()

    def action_refresh(self):
        """Look again."""
        self._guard(GROUP_MANAGER, GROUP_ADMIN)
        self.ensure_one()
        return self._show()

    def _show(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Mail with ECOSIRE"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "main",
        }

    # -- the two addresses

    def _save(self):
        mailbox = (self.mailbox or "").strip()
        if mailbox != (self._mailbox() or ""):
            self._contract().set_mailbox(mailbox)
        name = (self.desk_name or "").strip()
        if name != (self._alias().alias_name or ""):
            self._set_desk(name)
        self.write({"mailbox": self._mailbox(), "desk_name": self._alias().alias_name})

    def _set_desk(self, name):
        if not self.env.user.has_group(GROUP_ADMIN):
            raise AccessError(
                self.env._("Only the administrator of this Odoo can change the desk's own address.")
            )
        domain, alias = self._domain(), self._alias()
        if name and not domain:
            raise UserError(self._no_domain_text())
        name, _at, typed_domain = name.partition("@")
        if typed_domain and typed_domain.lower() != domain.name:
            raise UserError(
                self.env._(
                    "“%(typed)s” is not the alias domain of your company: mail to it does not "
                    "reach this Odoo. Enter only what stands before @%(domain)s.",
                    typed=typed_domain,
                    domain=domain.name,
                )
            )
        self._check_free(name, domain, alias)
        alias.write({"alias_name": name or False, "alias_domain_id": domain.id})

    def _check_free(self, name, domain, alias):
        """Refuse a name that already leads elsewhere, and say where."""
        aliases = alias.sudo()  # sudo: mail.alias - the administrator's own search, all companies
        clean = aliases._sanitize_alias_name(name) if name else False
        same = [("alias_name", "=", clean), ("alias_domain_id", "=", domain.id)]
        other = clean and aliases.search([*same, ("id", "!=", alias.id)], limit=1)
        if other:
            raise UserError(
                self.env._(
                    "%(address)s is taken: mail to it becomes “%(what)s”. Choose another name.",
                    address=other.alias_full_name,
                    what=other.alias_model_id.name,
                )
            )
        address = f"{clean}@{domain.name}"
        own = (domain.bounce_email, domain.catchall_email, domain.default_from_email)
        if clean and address in own:
            raise UserError(
                self.env._(
                    "%s is taken: Odoo itself uses it for returned mail and notifications. "
                    "Choose another name.",
                    address,
                )
            )

    def _no_domain_text(self):
        return self.env._(
            "%s has no alias domain, so this Odoo has no mail address at all. The administrator "
            "sets one in Settings > General Settings > Alias Domain.",
            self.company_id.name,
        )

    # -- what it looks at

    def _mailbox(self):
        # sudo: contract - only managers and the administrator come to this page
        return self._contract().sudo().mailbox

    def _contract(self):
        company = self.company_id or self.env.company
        # sudo: contract - found by company, then used with the caller's own rights
        found = self.env["ecosire.support.contract"].sudo()._in_force(company)
        return found.sudo(False)

    @api.model
    def _alias(self):
        """The desk's alias: the one that came with the addon, or what took its place."""
        # sudo: mail.alias - only the desk's own; whoever changes it is the administrator
        tickets = self.env["ecosire.support.ticket"].sudo()
        alias = tickets.env.ref("ecosire_support.mail_alias", raise_if_not_found=False)
        alias = alias or tickets._support_aliases()[:1]
        return alias or tickets.env["mail.alias"].create(
            {
                "alias_model_id": tickets.env["ir.model"]._get_id(tickets._name),
                "alias_contact": "everyone",
            }
        )

    def _domain(self):
        """The domain of the desk's address: the one it has, else the company's."""
        alias = self._alias()
        company = self.company_id.sudo()  # sudo: mail.alias.domain - only its name is shown
        return (alias.alias_name and alias.alias_domain_id) or company.alias_domain_id

    def _desk_address(self):
        return self._alias().alias_full_name if self._alias().alias_name else False
