"""Inviting a person of ECOSIRE for a time."""

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import email_normalize

from ..models.common.guard import GROUP_ADMIN

DAYS = 90


class EcosireSupportInvite(models.TransientModel):
    """The administrator's door for ECOSIRE's people: who, as what, for which contract, how long."""

    _name = "ecosire.support.invite"
    _description = "Invitation of an ECOSIRE engineer"
    _inherit = "ecosire.support.guard"

    name = fields.Char(required=True)
    email = fields.Char(required=True)
    role = fields.Selection(
        [("engineer", "ECOSIRE engineer"), ("lead", "ECOSIRE account lead")],
        required=True,
        default="engineer",
        help="An account lead also assigns tickets and confirms changes of the plan.",
    )
    contract_ids = fields.Many2many(
        "ecosire.support.contract",
        string="Contracts",
        required=True,
        default=lambda self: self._default_contract_ids(),
        domain=[("ended_at", "=", False)],
    )
    date_from = fields.Datetime(
        string="Access from", required=True, default=lambda self: fields.Datetime.now()
    )
    date_to = fields.Datetime(
        string="Access until",
        required=True,
        default=lambda self: fields.Datetime.add(fields.Datetime.now(), days=DAYS),
    )
    engineer_id = fields.Many2one("ecosire.support.engineer", readonly=True)
    mail_sent = fields.Boolean(readonly=True)
    invitation_url = fields.Char(string="Invitation link", readonly=True)

    @api.model
    def _default_contract_ids(self):
        return self.env["ecosire.support.contract"].search([("ended_at", "=", False)])

    def action_invite(self):
        """Make the access and send Odoo's portal invitation; show its link in any case."""
        self._guard(GROUP_ADMIN)
        self.ensure_one()
        if self.engineer_id:
            raise UserError(self.env._("%s is invited already.", self.name))
        self._check()
        # sudo: engineer - nobody has the right to create one; the administrator may invite
        engineer_sudo = (
            self.env["ecosire.support.engineer"]
            .sudo()
            ._invite(
                self.name.strip(),
                email_normalize(self.email),
                self.role,
                self.contract_ids,
                self.date_from,
                self.date_to,
            )
        )
        self.write(
            {
                "engineer_id": engineer_sudo.id,
                "mail_sent": self._send(engineer_sudo.user_id),
                "invitation_url": self._link(engineer_sudo.user_id),
            }
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Invitation"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def _check(self):
        if not (self.name or "").strip():
            raise UserError(self.env._("Please enter the name of the person."))
        if not email_normalize(self.email):
            raise UserError(
                self.env._(
                    "“%s” is not a mail address. Enter one, like name@ecosire.com.", self.email
                )
            )
        if not self.contract_ids:
            raise UserError(self.env._("Please choose at least one contract."))
        if self.date_to <= max(self.date_from, fields.Datetime.now()):
            raise UserError(
                self.env._("“Access until” must lie after “Access from” and in the future.")
            )

    def _send(self, user_sudo):
        """Send the portal's invitation mail; whether it is sent or waits to be."""
        user_sudo.partner_id.signup_prepare()
        template = self.env.ref("auth_signup.portal_set_password_email", raise_if_not_found=False)
        if not template or not self._has_mail_server():
            return False
        # sudo: mail.template - the mail that Odoo sends to every portal user
        mail_id = (
            template.sudo()
            .with_context(dbname=self.env.cr.dbname, lang=user_sudo.lang, medium="portalinvite")
            .send_mail(user_sudo.id, force_send=True)
        )
        mail = self.env["mail.mail"].sudo().browse(mail_id).exists()
        return mail.state != "exception"

    @api.model
    def _has_mail_server(self):
        # sudo: ir.mail_server - only whether there is one
        servers = self.env["ir.mail_server"].sudo()
        return bool(servers.search_count([], limit=1))

    @api.model
    def _link(self, user_sudo):
        """Where the invited person chooses a password."""
        partner = user_sudo.partner_id
        return partner._get_signup_url_for_action(url="/my/support")[partner.id]
