"""Who of ECOSIRE comes in: from where, and with what besides the password.

A second factor is Odoo's own: an app's codes (``auth_totp``), whatever else its ``_mfa_type`` asks
for at each login, or a passkey that this very session was opened with. Odoo ends all other sessions
when a person's codes or passkeys change, so what a login has shown holds for its session.
"""

from odoo import api, models
from odoo.exceptions import AccessDenied
from odoo.http import request

from ...core.allowed_networks import NoNetworkError, read_networks
from .settings import NETWORKS, SECOND_FACTOR

LOG = "ecosire.support.access.log"
PASSKEY_SESSION = "ecosire_support_passkey"  # the user whose passkey opened the session


class ResUsers(models.Model):
    _inherit = "res.users"

    # -- from where

    @api.model
    def _ecosire_support_networks(self):
        """The networks engineers may come from. A list that nobody can read lets nobody in."""
        # sudo: ir.config_parameter - a setting of the administrator
        text = self.env["ir.config_parameter"].sudo().get_param(NETWORKS)
        return read_networks(text or "")

    @api.model
    def _ecosire_support_lets_in(self, address):
        """Whether engineers may come in from ``address``."""
        try:
            return self._ecosire_support_networks().lets_in(address)
        except NoNetworkError:
            return False

    @api.model
    def _ecosire_support_wrong_network(self, address):
        return self.env._(
            "You cannot come in from here: your address %s is in none of the networks that the "
            "client lets ECOSIRE's engineers come from. Come from one of those (over its VPN), or "
            "ask the client's administrator to add yours.",
            address,
        )

    # -- with what

    @api.model
    def _ecosire_support_factor_demanded(self):
        # sudo: ir.config_parameter - a setting of the administrator
        return self.env["ir.config_parameter"].sudo().get_param(SECOND_FACTOR) != "off"

    def _ecosire_support_shown_factor(self, session):
        """Whether this engineer has shown a second factor when the session was opened."""
        self.ensure_one()
        # sudo: res.users - only whether Odoo asks this person for more than a password
        return bool(self.sudo()._mfa_type()) or session.get(PASSKEY_SESSION) == self.id

    def _ecosire_support_entry_problem(self, session, address):
        """What keeps this engineer out at this request: ``network``, ``second_factor`` or None."""
        if not self._ecosire_support_lets_in(address):
            return "network"
        if self._ecosire_support_factor_demanded() and not self._ecosire_support_shown_factor(
            session
        ):
            return "second_factor"
        return None

    # -- logging in

    def _login(self, credential, user_agent_env):
        try:
            known = super()._login(credential, user_agent_env)
        except AccessDenied:
            self._ecosire_support_note_wrong(credential)
            raise
        # sudo: res.users - the one who has just shown who he is
        user = self.sudo().browse(known["uid"])
        if request and user._ecosire_support_is_watched():
            address = request.httprequest.remote_addr
            if not self._ecosire_support_lets_in(address):
                self.env[LOG]._note_apart("network", user=user)
                raise AccessDenied(self._ecosire_support_wrong_network(address))
            request.session[PASSKEY_SESSION] = known["auth_method"] == "passkey" and user.id
        return known

    def _check_credentials(self, credential, env):
        """The second step of a login is no login of Odoo's: what fails there is told here."""
        try:
            return super()._check_credentials(credential, env)
        except AccessDenied:
            second = credential["type"] not in ("password", "webauthn")
            # sudo: res.users - only whether it is somebody of ECOSIRE
            if second and len(self) == 1 and self.sudo()._ecosire_support_is_watched():
                self.env[LOG]._note_apart("second_factor", user=self)
            raise

    @api.model
    def _ecosire_support_note_wrong(self, credential):
        """A login that failed, when the name is an engineer's; what was typed is not kept."""
        login = credential.get("login")
        # sudo: res.users - whose name it is
        user = self.sudo().search(self._get_login_domain(login), limit=1) if login else self
        if user and user._ecosire_support_is_watched():
            what = "password" if credential.get("type") == "password" else "second_factor"
            self.env[LOG]._note_apart(what, user=user)
