"""Who hears of the contract on either side, and how it is told: each in their own language."""

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

    def _tell_each(self, partners, words, attachments=()):
        """Notify ``partners`` one by one, from the desk itself.

        :param words: a function of this contract in the reader's language and zone, and of the
            partner, that gives subject and body
        :param attachments: ``(file name, content)`` of files that go along
        :return: the messages
        """
        self.ensure_one()
        desk = self.env.ref("base.partner_root")
        messages = self.env["mail.message"]
        for partner in partners:
            reader = self.with_context(lang=partner.lang, tz=partner.tz or self.tz)
            subject, body = words(reader, partner)
            messages += reader.message_notify(
                partner_ids=partner.ids,
                subject=subject,
                body=body,
                author_id=desk.id,
                email_add_signature=False,
                force_send=False,
                attachments=list(attachments),
            )
        return messages
