"""The conversation as an engineer's page shows it: public messages and their files."""

import re
from urllib.parse import quote

from odoo import api, models
from odoo.tools import is_html_empty

from ..fence.rights import HOME

PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp")


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    def _portal_messages(self, here, files):
        """Public messages, oldest first, each with author, time, safe body and files.

        :param here: what :meth:`_portal_readable_messages` gives
        :param files: what :meth:`_portal_files` gives
        """
        self.ensure_one()
        by_message = {}
        for file in files:
            for message_id in file["message_ids"]:
                by_message.setdefault(message_id, []).append(file)
        engineers = self._portal_engineer_partners()
        robot = self.env["ir.model.data"]._xmlid_to_res_id("base.partner_root")
        return [
            {
                "id": message.id,
                "author": message.author_id.name or message.email_from or "",
                "ours": message.author_id in engineers,
                "mine": message.author_id == self.env.user.partner_id,
                # written by nobody: neither side's words
                "automatic": message.author_id.id == robot
                or not (message.author_id or message.email_from),
                "notice": message.message_type == "notification",
                "when": self._both_zones(message.date),
                "body": self._portal_safe_html(message.body, files),
                "files": by_message.get(message.id, []),
            }
            # sudo: res.partner - the name of whoever wrote a message the engineer may read
            for message in here.sudo()
            if not self._portal_says_nothing(message, message.id in by_message)
        ]

    def _portal_says_nothing(self, message, has_files):
        """No words and no files; or the mail itself by which the ticket was filed, shown above."""
        if self.by_mail and message.message_type == "email" and message.body == self.description:
            return True
        return is_html_empty(message.body) and not has_files

    def _portal_readable_messages(self):
        """The messages of this ticket that the engineer may read, oldest first."""
        return self.env["mail.message"].search(
            [("model", "=", self._name), ("res_id", "=", self.id)], order="id"
        )

    def _portal_engineer_partners(self):
        # sudo: engineer, res.partner - whether an author is ECOSIRE's, also of those who left
        engineers = self.env["ecosire.support.engineer"].sudo().with_context(active_test=False)
        return engineers.search([("user_id", "!=", False)]).user_id.partner_id

    # -- files

    def _portal_files(self, here):
        """The files of this ticket that both sides see.

        A file that hangs on messages belongs here if one of them is readable; so a file of the
        client's internal note never does. One that hangs on no message came with the intake.

        :param here: what :meth:`_portal_readable_messages` gives
        """
        self.ensure_one()
        readable = set(here.ids)
        # sudo: ir.attachment - files of a ticket the engineer may read, each compared with the
        # messages that he may read
        found = self.env["ir.attachment"].sudo().search(self._portal_file_domain(here), order="id")
        messages = self._portal_holding_messages(found)
        holders = {}
        for message in messages:
            for attachment in message.attachment_ids:
                holders.setdefault(attachment.id, set()).add(message.id)
        return [
            self._portal_file(attachment, holders.get(attachment.id, set()) & readable)
            for attachment in found
            if attachment.id not in holders or holders[attachment.id] & readable
        ]

    def _portal_holding_messages(self, attachments):
        """The messages on which files hang, whoever may read those."""
        # sudo: mail.message - only which file hangs on which message
        messages = self.env["mail.message"].sudo()
        return messages.search([("attachment_ids", "in", attachments.ids)])

    def _portal_file_domain(self, _here):
        """Attachments of the ticket, and pictures its submitter pasted before it was filed."""
        own = [("res_model", "=", self._name), ("res_id", "=", self.id)]
        pasted = [
            ("id", "in", _local_files(self.description)),
            ("res_model", "=", self._name),
            ("res_id", "in", (False, 0)),
            ("create_uid", "=", self.sudo().submitter_id.id),
        ]
        binary = [("type", "=", "binary"), ("res_field", "=", False)]
        return [*binary, "|", "&", *own, "&", "&", "&", *pasted]

    def _portal_file(self, attachment, message_ids):
        name = attachment.name or self.env._("file")
        return {
            "id": attachment.id,
            "name": name,
            "size": self._portal_size(attachment.file_size or 0),
            "message_ids": message_ids,
            "key": attachment.checksum,
            "picture": attachment.mimetype in PICTURES,
            "url": f"{HOME}/ticket/{self.number}/file/{attachment.checksum}/"
            + quote(name.replace("/", "_"), safe=""),
        }

    def _portal_file_content(self, key, name):
        """Name, media type and bytes of the file behind a page's link; None for any other."""
        for file in self._portal_files(self._portal_readable_messages()):
            if file["key"] == key and file["name"].replace("/", "_") == name:
                # sudo: ir.attachment - found among the files that this engineer may read
                attachment = self.env["ir.attachment"].sudo().browse(file["id"])
                return file["name"], attachment.mimetype, attachment.raw or b""
        return None

    @api.model
    def _portal_size(self, size):
        """``3 bytes``, ``12 KB``, ``25 MB``: as people write it."""
        if size < 1024:
            return self.env._("%s bytes", size)
        if size < 1024 * 1024:
            return f"{size / 1024:.0f} KB"
        return f"{size / 1024 / 1024:.1f} MB".replace(".0 MB", " MB")


def _local_files(body):
    """Ids of the attachments that the HTML in ``body`` shows."""
    return [int(number) for number in re.findall(r"/web/(?:image|content)/(\d+)", body or "")]
