"""How ECOSIRE is reached by mail: a support mailbox, and engineers with access."""

from odoo import api, fields, models, tools
from odoo.exceptions import UserError
from odoo.tools import email_normalize

from ..common.guard import GROUP_ADMIN, GROUP_LEAD, GROUP_MANAGER


class EcosireSupportContract(models.Model):
    _inherit = "ecosire.support.contract"

    mailbox_partner_id = fields.Many2one(
        "res.partner",
        readonly=True,
        ondelete="restrict",
        groups=f"{GROUP_MANAGER},{GROUP_LEAD}",
        help="The contact that stands for ECOSIRE's support mailbox.",
    )
    mailbox = fields.Char(
        related="mailbox_partner_id.email",
        string="ECOSIRE's support mailbox",
        groups=f"{GROUP_MANAGER},{GROUP_LEAD}",
    )

    def set_mailbox(self, address):
        """Tell where tickets are mailed to; an empty address takes the mailbox away.

        :raises UserError: when it is no mail address, or one of this Odoo's own
        """
        self._guard(GROUP_ADMIN, GROUP_MANAGER)
        self.ensure_one()
        email = email_normalize(address) if address else False
        if address and not email:
            raise UserError(self.env._("“%s” is not a mail address.", address))
        if email and email in self.env["mail.alias.domain"].sudo()._find_aliases([email]):
            raise UserError(
                self.env._("%s is an address of this Odoo: its mail would come back here.", email)
            )
        # sudo: contract, res.partner - role checked above; nobody may write a contract directly
        self.sudo()._set_mailbox(email)
        return True

    def _set_mailbox(self, email):
        if not email:
            self.mailbox_partner_id = False
            return
        # a fresh contact, never one that was found: a found one may be somebody's customer
        self.mailbox_partner_id = self.env["res.partner"].create(
            {"name": self.env._("ECOSIRE Support"), "email": email, "company_id": False}
        )

    def _reach_problem(self):
        """Why nobody at ECOSIRE can see a ticket of this contract; None when somebody can."""
        self.ensure_one()
        # an engineer sees tickets in the portal, whether mail works or not
        if self.grant_ids._in_force().filtered("engineer_id.active"):
            return None
        if not self.mailbox_partner_id:
            return self.env._("no support mailbox is set and no engineer has access")
        if not self._can_send_mail():
            return self.env._("no outgoing mail server is set up and no engineer has access")
        return None

    @api.model
    def _can_send_mail(self):
        # sudo: ir.mail_server - only whether there is one
        servers = self.env["ir.mail_server"].sudo()
        # "localhost" is what Odoo assumes where nobody has configured anything
        configured = tools.config["smtp_server"] not in (False, "", "localhost")
        return configured or bool(servers.search_count([("active", "=", True)], limit=1))
