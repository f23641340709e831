"""Setting up Odoo's second factor on a page of ours: the browser itself may call nothing.

Odoo's page does it by calls of the ORM, for which a portal user needs rights to write. Here the same
methods of Odoo are called by the server, in the same order: first the password, then the code.
"""

import json
import logging
import time

from odoo import fields, models
from odoo.exceptions import AccessDenied, UserError
from odoo.http import request
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

from .entry import PASSKEY_SESSION

_logger = logging.getLogger(__name__)

WIZARD = "ecosire_support_factor_wizard"  # in a session: the form of Odoo's that is filled in
IDENTITY = "identity-check-last"  # Odoo's own mark that the password was just asked for
IDENTITY_LASTS = 9 * 60  # seconds; Odoo asks again after ten minutes


class ResUsers(models.Model):
    _inherit = "res.users"

    def _ecosire_support_confirm(self, password):
        """Ask for the password, as Odoo does before anything about security is changed.

        :raises UserError: when it is wrong
        """
        credential = {"login": self.login, "password": password, "type": "password"}
        try:
            with self._assert_can_auth(user=self.id):
                self._check_credentials(credential, {"interactive": True})
        except AccessDenied as error:
            if error.args != AccessDenied().args:  # too many wrong ones
                raise UserError(error.args[0]) from None
            raise UserError(self.env._("That is not your password.")) from None
        request.session[IDENTITY] = time.time()

    def _ecosire_support_is_confirmed(self):
        return request.session.get(IDENTITY, 0) > time.time() - IDENTITY_LASTS

    def _ecosire_support_factor_form(self):
        """Odoo's form for a new second factor: ``{secret, qrcode}``; None before the password."""
        if not self._ecosire_support_is_confirmed():
            return None
        wizard = self._ecosire_support_open_wizard()
        if not wizard.secret:
            # sudo: res.users - Odoo's own method, which makes its form for the user himself
            action = self.sudo().action_totp_enable_wizard()
            request.session[WIZARD] = action["res_id"]
            wizard = self._ecosire_support_open_wizard()
        return {"secret": wizard.secret, "qrcode": wizard.qrcode.decode()}

    def _ecosire_support_open_wizard(self):
        # sudo: auth_totp.wizard - the user's own form, which the fence keeps him from reading
        wizards = self.env["auth_totp.wizard"].sudo()
        known = request.session.get(WIZARD) or 0
        return wizards.search([("id", "=", known), ("user_id", "=", self.id)])

    def _ecosire_support_passkey_offer(self):
        """What a browser needs to make a passkey, as JSON; None before the password, or without
        Odoo's addon for passkeys."""
        if "auth.passkey.key" not in self.env or not self._ecosire_support_is_confirmed():
            return None
        return json.dumps(self.env["auth.passkey.key"]._start_registration())

    def _ecosire_support_add_passkey(self, registration):
        """Keep the passkey that a browser has made; this session counts as opened with it.

        :param registration: the browser's answer to the offer, as JSON
        :raises UserError: when it is none, or the password was asked for too long ago
        """
        if "auth.passkey.key" not in self.env or not self._ecosire_support_is_confirmed():
            raise UserError(self.env._("Please enter your password once more."))
        # sudo: auth.passkey.key.create - Odoo's own form, filled in for the user himself
        forms = self.env["auth.passkey.key.create"].sudo()
        try:
            forms.create({"name": self.env._("of an engineer")}).make_key(json.loads(registration))
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            raise
        except Exception as error:  # Odoo's library has an error of its own for each flaw
            _logger.info("A passkey of user %s was not taken: %s", self.id, error)
            raise UserError(
                self.env._("The passkey could not be read. Try again, or use codes of an app.")
            ) from None
        request.session[PASSKEY_SESSION] = self.id

    def _ecosire_support_set_factor(self, code):
        """From now on each login asks for a code.

        :raises UserError: when the code is wrong, or the password was asked for too long ago
        """
        wizard = self._ecosire_support_open_wizard()
        if not wizard.secret or not self._ecosire_support_is_confirmed():
            raise UserError(self.env._("Please enter your password once more."))
        wizard.with_context(code=code).enable()
        request.session.pop(WIZARD, None)

    def _ecosire_support_forget_factors(self):
        """Nothing of what once let this user in does so again, should the login be taken up anew.

        Codes of an app, passkeys, browsers that are asked for no code, links to choose a password.
        """
        self.ensure_one()
        self._revoke_all_devices()
        self.partner_id.signup_cancel()
        if self.totp_enabled:
            self.totp_secret = False
        if "auth_passkey_key_ids" in self._fields:
            # by the user's own field: so Odoo forgets the sessions that they opened
            keys = self.auth_passkey_key_ids
            self.write({"auth_passkey_key_ids": [fields.Command.delete(one) for one in keys.ids]})

    def _ecosire_support_drop_factor(self):
        """The old phone is gone: the codes end, and the page asks for a new second factor.

        :raises UserError: when the password was asked for too long ago
        """
        if not self._ecosire_support_is_confirmed():
            raise UserError(self.env._("Please enter your password once more."))
        # sudo: res.users - Odoo's own method, which forgets the trusted browsers too
        self.sudo().action_totp_disable()
