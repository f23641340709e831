from odoo import models
from odoo.exceptions import AccessError

from .res_users import WATCHED

KEYS = "res.users.apikeys"  # Odoo's remembered browsers are of another model that inherits it


class ResUsersApikeys(models.Model):
    _inherit = KEYS

    def _generate(self, scope, name, expiration_date):
        """Nobody of ECOSIRE gets an API key: a key would pass by what the pages ask."""
        if self._name == KEYS and self._ecosire_support_is_watched(self.env.uid):
            raise AccessError(self.env._("ECOSIRE's people cannot have API keys here."))
        return super()._generate(scope, name, expiration_date)

    def _check_credentials(self, *, scope, key):
        """A key made before its owner became ECOSIRE's opens nothing."""
        uid = super()._check_credentials(scope=scope, key=key)
        if self._name == KEYS and uid and self._ecosire_support_is_watched(uid):
            return None
        return uid

    def _ecosire_support_is_watched(self, uid):
        return self.env["res.users"]._ecosire_support_who(uid) in WATCHED
