from odoo import models
from odoo.exceptions import AccessError

from ..common.guard import GROUP_ENGINEER

KEYS = "res.users.apikeys"  # Odoo's remembered browsers are of another model that inherits it


class ResUsersApikeys(models.Model):
    _inherit = KEYS

    def _generate(self, scope, name, expiration_date):
        """An engineer gets no API key: a key would outlive the fence of the pages."""
        if self._name == KEYS and self.env.user.has_group(GROUP_ENGINEER):
            raise AccessError(self.env._("Engineers of ECOSIRE cannot have API keys here."))
        return super()._generate(scope, name, expiration_date)

    def _check_credentials(self, *, scope, key):
        """A key made before its owner became an engineer opens nothing."""
        uid = super()._check_credentials(scope=scope, key=key)
        # sudo: res.users - only whether the owner of the key is an engineer
        owner = self.env["res.users"].sudo().browse(uid or ())
        if self._name == KEYS and uid and owner.has_group(GROUP_ENGINEER):
            return None
        return uid
