"""The seam with Odoo's mail gateway: mail for a support ticket goes through our own door.

Odoo believes any From, does not look at the marks of automatic mail, drops a mail whose
Message-ID it knows, and raises on many that real mail programs write. So a mail that is addressed
to the support alias, or that answers a message of a ticket, is taken out before Odoo reads it,
and judged by ``ecosire.support.ticket._receive_mail``.
"""

import logging
import xmlrpc.client

from odoo import api, models
from odoo.exceptions import AccessError

from ...core import mail_head
from ..common.guard import GROUP_ADMIN

_logger = logging.getLogger(__name__)

# what answers a message of these comes in through our door, whoever it says it is from
OURS = ("ecosire.support.ticket", "ecosire.support.contract")
TAKEN = "ecosire_support_taken"  # context: our part of a mail to several addresses is done apart


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    @api.model
    def message_process(
        self,
        model,
        message,
        custom_values=None,
        save_original=False,
        strip_attachments=False,
        thread_id=None,
    ):
        self._ecosire_support_gateway_only()
        raw = _as_bytes(message)
        rest = (custom_values, save_original, strip_attachments, thread_id)
        tickets = self.env["ecosire.support.ticket"].sudo()  # sudo: ticket - the gateway's door
        mail = tickets._read_mail(raw)
        if model != tickets._name and not tickets._is_ours(mail):
            return super().message_process(model, raw, *rest)
        self._ecosire_support_check_gateway()
        if tickets._has_other_addressees(mail):
            # before ours: afterwards Odoo would know the Message-ID, and drop its own copy
            try:
                with self.env.cr.savepoint():
                    others = self.with_context(**{TAKEN: True})
                    super(MailThread, others).message_process(None, raw, *rest)
            except Exception:  # its fault must not take our copy along
                _logger.warning(
                    "Mail %s was for support and others: theirs failed",
                    mail["message_id"],
                    exc_info=True,
                )
        tickets._receive_mail(mail_head.read_headers(raw), mail)
        return False

    def _ecosire_support_check_gateway(self):
        """Mail for support is handed in by the gateway: a job, or a login of the administrator's.

        Odoo lets every employee hand in a mail by RPC, with whatever sender is written in it, and
        an employee can read the Message-ID of what was mailed to ECOSIRE.
        """
        if not self.env.su and not self.env.user.has_group(GROUP_ADMIN):
            raise AccessError(self.env._("Mail comes in through Odoo's mail gateway only."))

    @api.model
    def message_route(self, message, message_dict, model=None, thread_id=None, custom_values=None):
        routes = super().message_route(message, message_dict, model, thread_id, custom_values) or []
        tickets = self.env["ecosire.support.ticket"].sudo()  # sudo: ticket - the gateway's door
        others = [route for route in routes if route[0] not in OURS]
        # whatever leads here to a ticket besides the ways that message_process knows
        if len(others) < len(routes) and not self.env.context.get(TAKEN):
            tickets._receive_mail(message, tickets._read_mail(message.as_bytes()))
        return others


def _as_bytes(message):
    """The mail as the gateway, a fetching job or RPC handed it over."""
    if isinstance(message, xmlrpc.client.Binary):
        return bytes(message.data)
    return message.encode("utf-8", "surrogateescape") if isinstance(message, str) else message
