"""A mail as our door reads it: first its head, which decides; its text and files only if used.

Odoo's parser is asked for text and files, since it knows inline pictures and much else. Where it
gives up, what can be read is read plainly, and the whole mail is kept as a file beside it.
"""

import email
import email.policy
import logging

from odoo import api, models
from odoo.tools import plaintext2html

from ...core import (
    file_name,
    mail_charset,
    mail_head,
    mail_kind,
    mail_plain,
    mail_token,
    mail_words,
)

_logger = logging.getLogger(__name__)

TEXT_LIMIT = 2_000_000  # encoded; more than that nobody reads, and sanitizing it takes minutes
BODY_LIMIT = 500_000
WHOLE_MAIL = "mail.eml"
LOST = "rror when sanitizing</p>"  # what Odoo's sanitizer puts in the place of a text it gives up


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    @api.model
    def _read_mail(self, raw):
        """The head of a mail, and the mail itself under ``raw``."""
        head = mail_head.read_head(raw)
        return {
            "raw": raw,
            "head": head,
            "message_id": head.message_id,
            "sender": head.sender,
            "email_from": head.author,
            "subject": head.subject,
            "recipients": ",".join(head.recipients),
            "references": head.references,
            "in_reply_to": head.in_reply_to,
        }

    @api.model
    def _with_prints(self, mail):
        """A mail of ours with what tells it from others, and the kind of it."""
        head, raw = mail["head"], mail["raw"]
        fingerprint = mail_head.fingerprint(head, raw)
        return {
            **mail,
            "fingerprint": fingerprint,
            # without a Message-ID a mail is told by its content: the same twice stays one
            "message_id": mail["message_id"] or f"<{fingerprint[:32]}@no-message-id.invalid>",
            "text": mail_plain.plain_text(raw),
            "kind": mail_kind.mail_kind(head.headers, head.content_type),
        }

    @api.model
    def _words_of(self, mail, ticket):
        """A print of what a mail says; a first mail is told by its subject too."""
        if mail["head"].content_type.lower().startswith(("multipart/mixed", "multipart/related")):
            return None  # with files it says more than its words
        subject = [] if ticket else [mail_token.strip_token(mail["subject"])]
        return mail_words.words_digest(*subject, mail["text"])

    @api.model
    def _with_content(self, mail):
        """The mail with ``body`` and ``attachments``; ``unread`` says what could not be read."""
        raw = mail["raw"]
        try:
            if mail_plain.text_size(raw) > TEXT_LIMIT:
                raise ValueError(self.env._("The text is too long to be shown as it came."))
            content = self._parsed_content(raw)
            if len(content["body"]) > BODY_LIMIT:
                raise ValueError(self.env._("The text is too long to be shown as it came."))
        except Exception as error:  # whatever the parser stumbles over, a person wrote to us
            _logger.info("Mail %s is read plainly: %s", mail["message_id"], error)
            content = self._plain_content(raw, mail_head.storable(str(error) or repr(error)))
        named = [self._clean_file(*file) for file in content.pop("attachments")]
        return {**mail, **content, "attachments": named}

    @api.model
    def _parsed_content(self, raw):
        message = email.message_from_bytes(raw, policy=email.policy.SMTP)
        mail_charset.mend_texts(message)
        payload = self.env["mail.thread"]._message_parse_extract_payload(message, {})
        body = mail_head.storable(str(payload["body"] or ""))
        if LOST in body:
            raise ValueError(self.env._("The text could not be cleaned as it came."))
        return {
            "body": body,
            "attachments": payload["attachments"],
            "unread": "",
        }

    @api.model
    def _plain_content(self, raw, reason):
        return {
            "body": str(plaintext2html(mail_plain.plain_text(raw))),
            "attachments": [*mail_plain.files(raw), (WHOLE_MAIL, raw)],
            "unread": reason,
        }

    @api.model
    def _clean_file(self, name, content, info=None):
        """A file as it may be stored: a name that is one, and bytes."""
        if isinstance(content, email.message.Message):
            content, name = content.as_bytes(), name if name != "attachment" else WHOLE_MAIL
        elif isinstance(content, str):
            content = self._encoded(content, (info or {}).get("encoding"))
        cid = mail_head.storable((info or {}).get("cid") or "")
        return (file_name.safe_name(mail_head.storable(name)), content, {"cid": cid} if cid else {})

    @api.model
    def _encoded(self, text, charset):
        try:
            return text.encode(charset or "utf-8")
        except (LookupError, ValueError):
            return mail_head.storable(text).encode()
