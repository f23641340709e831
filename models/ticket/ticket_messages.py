"""Whose words are whose: engineers post through their actions only, clients through the chatter."""

from odoo import models
from odoo.exceptions import AccessError, UserError

from ..common.guard import GROUP_ENGINEER, GROUP_USER
from ..common.pictures import AS_IT_IS, can_be_shrunk


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    def message_post(self, **kwargs):
        self._check_thread_call()
        self._check_author(kwargs)
        contents = [file[1] for file in kwargs.get("attachments") or ()]
        thread = self if all(map(can_be_shrunk, contents)) else self.with_context(**AS_IT_IS)
        return super(EcosireSupportTicket, thread).message_post(**kwargs)

    def message_subscribe(self, partner_ids=None, subtype_ids=None):
        self._check_thread_call()
        return super().message_subscribe(partner_ids, subtype_ids)

    def message_unsubscribe(self, partner_ids=None):
        self._check_thread_call()
        return super().message_unsubscribe(partner_ids)

    def _message_subscribe(self, partner_ids=None, subtype_ids=None, customer_ids=None):
        """Only the client's own staff follow a ticket: a follower is mailed every answer."""
        # sudo: res.partner - only whether a login of an employee belongs to it
        partners = self.env["res.partner"].sudo().browse(partner_ids or [])
        staff = partners.filtered(lambda p: any(user._is_internal() for user in p.user_ids))
        return super()._message_subscribe(staff.ids, subtype_ids, customer_ids)

    def _check_author(self, values):
        """Nobody puts words into another's mouth, or makes them look like the system's."""
        if self.env.su:
            return
        author = values.get("author_id") or self.env.user.partner_id.id
        kind = values.setdefault("message_type", "comment")
        if author != self.env.user.partner_id.id or kind != "comment":
            raise AccessError(self.env._("You can only write messages in your own name."))
        values.pop("email_from", None)

    def _check_thread_call(self):
        """The thread's own methods are for the client's staff; an engineer has actions.

        Through them a portal user could mail anybody or write notes that look like the client's.
        """
        if self.env.su:
            return
        self._guard(GROUP_USER)
        if self.env.user.has_group(GROUP_ENGINEER):
            raise AccessError(self.env._("Please answer through the reply of the ticket."))

    def _message_post_after_hook(self, message, msg_values):
        result = super()._message_post_after_hook(message, msg_values)
        if self._is_client_message(message):
            # sudo: ticket - a client's message moves the ticket, whatever the client may write
            self.sudo()._on_client_message(message)
        return result

    def _is_client_message(self, message):
        """A person of the client wrote something that ECOSIRE can read."""
        if self.env.context.get("ecosire_support_answer"):
            return False
        author = message.author_id.sudo().user_ids  # sudo: res.users - only whether internal
        return (
            message.message_type in ("comment", "email")
            and message.subtype_id == self.env.ref("mail.mt_comment")
            and any(user._is_internal() for user in author)
        )

    def _on_client_message(self, message):
        """The client's word resumes a waiting ticket and reopens a finished one."""
        if self.state == "cancelled":
            raise UserError(
                self.env._(
                    "%s was cancelled: ECOSIRE looks at it no more, and your message was not "
                    "sent. File a new ticket; your text is still here.",
                    self.number,
                )
            )
        self._happened("ticket.client_wrote", by=message.author_id.name or "")
        if self.state in ("resolved", "closed"):
            self._reopen(self.env._("The client wrote again"))
            return
        if self.state == "waiting_client":
            self._move("in_progress", "client")
        self._start_next_response()

    def _note_publicly(self, text, author=None):
        """Say what happened on the thread, for both sides; it answers nothing.

        :param author: the contact in whose name it is said; default: whoever does it
        """
        self.with_context(ecosire_support_answer=True).message_post(
            body=text,
            author_id=(author or self.env.user.partner_id).id,
            message_type="notification",
            subtype_xmlid="mail.mt_comment",
        )

    def _spoken_messages(self, domain=(), **kwargs):
        """What people wrote for both sides, oldest first: no notices of the system."""
        kwargs.setdefault("order", "id")
        return self.env["mail.message"].search(
            [
                ("model", "=", self._name),
                ("res_id", "=", self.id),
                ("message_type", "in", ("comment", "email")),
                ("subtype_id", "=", self.env.ref("mail.mt_comment").id),
                *domain,
            ],
            **kwargs,
        )

    def _vendor_voices(self):
        """The contacts whose word is ECOSIRE's: its engineers and its mailbox."""
        # sudo: contract - only which contact its mailbox is
        return self._portal_engineer_partners() | self.sudo().contract_id.mailbox_partner_id
