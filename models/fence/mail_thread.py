from odoo import models
from odoo.exceptions import AccessError

from ..common.guard import GROUP_ENGINEER

MESSAGE_FIELDS = ("message_ids", "website_message_ids")


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    def _has_field_access(self, field, operation):
        """A search over messages looks into the client's notes too: Odoo's field skips the rules."""
        if field.name in MESSAGE_FIELDS and not self.env.su:
            if self.env.user.has_group(GROUP_ENGINEER):
                return False
        return super()._has_field_access(field, operation)

    def message_subscribe(self, partner_ids=None, subtype_ids=None):
        self._ecosire_support_refuse_engineer()
        return super().message_subscribe(partner_ids, subtype_ids)

    def message_unsubscribe(self, partner_ids=None):
        self._ecosire_support_refuse_engineer()
        return super().message_unsubscribe(partner_ids)

    def _ecosire_support_refuse_engineer(self):
        """Odoo lets whoever may read a document follow it, and mails him all that happens there.

        Engineers are told by the addon's own notices, which end with their access.
        """
        if not self.env.su and self.env.user.has_group(GROUP_ENGINEER):
            raise AccessError(self.env._("Engineers of ECOSIRE do not follow documents here."))

    def _ecosire_support_gateway_only(self):
        """Mail is handed in on ``mail.thread`` by the mail gateway, never on our own models.

        Odoo works a mail as superuser, with whatever values the caller adds to it.
        """
        if not self.env.su and self._name.startswith("ecosire.support."):
            raise AccessError(self.env._("Mail comes in through Odoo's mail gateway only."))
