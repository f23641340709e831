"""The administrator's dialog for access that ECOSIRE asks for: grant, extend, or refuse."""

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..models.access.guest import POWERFUL
from ..models.common.guard import GROUP_ADMIN


class EcosireSupportAccessDecide(models.TransientModel):
    _name = "ecosire.support.access.decide"
    _description = "Decision about access that was asked for"
    _inherit = "ecosire.support.guard"

    request_id = fields.Many2one("ecosire.support.access.request", required=True, readonly=True)
    kind = fields.Selection(related="request_id.kind")
    state = fields.Selection(related="request_id.state")
    reason = fields.Text(related="request_id.reason")
    wanted_until = fields.Datetime(related="request_id.wanted_until")
    until = fields.Datetime(
        compute="_compute_suggested",
        store=True,
        precompute=True,
        readonly=False,
        required=True,
    )
    answer = fields.Text(
        string="What the engineer needs to know",
        compute="_compute_suggested",
        store=True,
        precompute=True,
        readonly=False,
    )
    refusal = fields.Text(string="Why not")
    login_from = fields.Selection(
        [("new", "Make a new login"), ("known", "Use a login that exists")],
        string="Which login",
        default="new",
        required=True,
    )
    login_name = fields.Char(
        string="Name", compute="_compute_suggested", store=True, precompute=True, readonly=False
    )
    login = fields.Char(compute="_compute_suggested", store=True, precompute=True, readonly=False)
    user_id = fields.Many2one(
        "res.users",
        string="Login to use",
        context={"active_test": False},
        domain=lambda self: self._domain_of_users(),
    )
    link = fields.Char(string="Link to choose a password", readonly=True)
    mail_sent = fields.Boolean(readonly=True)

    @api.model
    def _domain_of_users(self):
        """Ordinary employees' logins: no administrator's or support manager's, nor one's own."""
        powerful = [self.env.ref(group).id for group in POWERFUL]
        return [
            ("share", "=", False),
            ("id", "!=", self.env.uid),
            ("all_group_ids", "not in", powerful),
        ]

    @api.depends("request_id")
    def _compute_suggested(self):
        for form in self:
            request = form.request_id
            form.until = request.granted_until or request.wanted_until
            form.answer = request.answer
            form.login_name = self.env._("ECOSIRE: %s", request.engineer_id.name or "")
            form.login = f"ecosire-{(request.ticket_id.sudo().number or '').lower()}"

    def action_grant(self):
        """Grant it, or another end; a login's link to choose a password is shown and sent."""
        request = self._request_to_decide()
        user = self._login_to_lend(request)
        request._grant(self.until, self.answer, user)
        if not user or self.state != "granted":
            return {"type": "ir.actions.act_window_close"}
        return self._show_link(request, user)

    def action_refuse(self):
        """Refuse it in words."""
        self._request_to_decide()._refuse(self.refusal)
        return {"type": "ir.actions.act_window_close"}

    def _request_to_decide(self):
        self._guard(GROUP_ADMIN)
        self.ensure_one()
        self.request_id.check_access("read")
        # sudo: access.request, res.users, ticket - the administrator decides, checked above
        return self.request_id.sudo()

    def _login_to_lend(self, request):
        """The user who is lent out from now on; none where another kind is granted or extended."""
        users = self.env["res.users"].sudo()
        if request.kind != "login" or request.user_id:
            return users
        if self.login_from == "known":
            user = users.browse(self.user_id.id)
            if not user:
                raise UserError(self.env._("Choose the login, or make a new one."))
            if not user.filtered_domain(Domain(self._domain_of_users())):
                raise UserError(
                    self.env._(
                        "%s cannot be lent out: it is yours, or that of an administrator or "
                        "support manager.",
                        user.name,
                    )
                )
        else:
            name, login = (self.login_name or "").strip(), (self.login or "").strip()
            if not name or not login:
                raise UserError(self.env._("Enter a name and a login for the new user."))
            user = users._ecosire_support_new_guest(name, login, request.engineer_id.email)
        user._ecosire_support_begin_guest()
        return user

    def _show_link(self, request, user):
        invitation = self.env["ecosire.support.invite"]
        user.partner_id.signup_prepare()
        url = user.partner_id._get_signup_url_for_action(url="/odoo")[user.partner_id.id]
        known = self.login_from == "known"
        self.write({"link": not known and url, "mail_sent": not known and invitation._send(user)})
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Login for a time"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
        }
