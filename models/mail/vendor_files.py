"""Mails to ECOSIRE open no file by themselves: whose access has ended would still hold the link.

Odoo links a picture in a text, and a file that is too large for a mail, by an address that opens it
for whoever has it. The client's people keep those. ECOSIRE's get the picture beside the mail, as a
file, and in its place the address of the ticket's own page for it, which asks who comes.
"""

from odoo import models
from odoo.tools import html2plaintext

from ...core.token_links import linked_files, with_pages

TICKET = "ecosire.support.ticket"
LARGEST_PICTURES = 5 * 1024 * 1024  # bytes in one mail; of more there are the links alone


class MailMail(models.Model):
    _inherit = "mail.mail"

    def _prepare_outgoing_list(self, *args, **kwargs):
        outgoing = super()._prepare_outgoing_list(*args, **kwargs)
        if self.model == TICKET and self.res_id:
            vendor = self._ecosire_support_vendor()
            for mail in outgoing:
                if mail["partner_id"] and mail["partner_id"] in vendor:
                    self._ecosire_support_link_to_pages(mail)
        return outgoing

    def _ecosire_support_link_to_pages(self, mail):
        numbers = linked_files(mail["body"] or "")
        if not numbers:
            return
        # sudo: ticket, ir.attachment - the files that Odoo links in this very mail
        ticket = self.env[TICKET].sudo().browse(self.res_id)
        files = self.env["ir.attachment"].sudo().browse(numbers).exists()
        base = ticket.get_base_url()
        pages = {file.id: base + ticket._portal_file(file, set())["url"] for file in files}
        names = {file.id: file.name or "" for file in files}
        mail["body"] = with_pages(mail["body"], pages, names, ticket._vendor_page())
        mail["body_alternative"] = html2plaintext(mail["body"])
        # what Odoo left out because the text linked it
        pictures = files.filtered(lambda file: (file.mimetype or "").startswith("image/"))
        if sum(pictures.mapped("file_size")) <= LARGEST_PICTURES:
            mail["attachments"] = mail["attachments"] + [
                (file.name, file.raw, file.mimetype) for file in pictures if file.raw
            ]
