"""Who hears of the contract on either side."""

from odoo import models

from ..common.guard import GROUP_LEAD, GROUP_MANAGER


class EcosireSupportContract(models.Model):
    _inherit = "ecosire.support.contract"

    def _managers(self, companies=None):
        """The client's support managers for ``companies``, or for all of the contract."""
        companies = companies or self.company_ids
        return self.env.ref(GROUP_MANAGER).all_user_ids.filtered(
            lambda user: user.active and user._is_internal() and user.company_ids & companies
        )

    def _leads(self):
        """ECOSIRE's account leads who have access to this contract now."""
        serving = self.grant_ids._in_force().engineer_id.filtered("active")
        return serving.user_id.filtered(lambda user: user.has_group(GROUP_LEAD))

    def _both_sides(self):
        """The contacts of managers, leads and ECOSIRE's support mailbox."""
        return self._managers().partner_id | self._leads().partner_id | self.mailbox_partner_id

    def _tz_of_readers(self):
        return self.tz
