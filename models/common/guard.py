"""One guard for every public method: Odoo's RPC checks nothing for a method it calls."""

from odoo import models
from odoo.exceptions import AccessError

GROUP_USER = "ecosire_support.group_user"
GROUP_MANAGER = "ecosire_support.group_manager"
GROUP_ENGINEER = "ecosire_support.group_engineer"
GROUP_LEAD = "ecosire_support.group_lead"
GROUP_GUEST = "ecosire_support.group_guest"
GROUP_ADMIN = "base.group_system"


class EcosireSupportGuard(models.AbstractModel):
    _name = "ecosire.support.guard"
    _description = "Guard of public methods"

    def _guard(self, *groups, operation="read"):
        """Let the call pass if the user holds one of ``groups`` and may ``operation`` these rows.

        Code that already runs as superuser has been checked by whoever called ``sudo()``.

        :raises AccessError: in words that do not tell whether the record exists
        """
        if self.env.su:
            return
        if not any(self.env.user.has_group(group) for group in groups):
            raise AccessError(
                self.env._(
                    "Your role in the support contract does not allow this. Ask the "
                    "support manager of your company or the ECOSIRE account lead to do it."
                )
            )
        self.check_access(operation)
