from odoo import models
from odoo.exceptions import AccessError

KEYS = "res.users.apikeys"  # Odoo's remembered browsers are of another model that inherits it


class ResUsersApikeys(models.Model):
    _inherit = KEYS

    def _generate(self, scope, name, expiration_date):
        """Nobody of ECOSIRE gets an API key: a key would pass by what the pages ask."""
        if self._name == KEYS and self.env.user._ecosire_support_is_watched():
            raise AccessError(self.env._("ECOSIRE's people cannot have API keys here."))
        return super()._generate(scope, name, expiration_date)

    def _check_credentials(self, *, scope, key):
        """A key made before its owner became ECOSIRE's opens nothing."""
        uid = super()._check_credentials(scope=scope, key=key)
        owner = self.env["res.users"].browse(uid or ())
        if self._name == KEYS and uid and owner._ecosire_support_is_watched():
            return None
        return uid
