"""Files of the intake: uploaded while the ticket is written, the ticket's own once it is filed."""

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import human_size

from ..common.guard import GROUP_USER

FILE_LIMIT = 25 * 1024 * 1024
FILES_LIMIT = 20


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    attachment_ids = fields.Many2many(
        "ir.attachment",
        string="Files",
        compute="_compute_attachment_ids",
        readonly=False,
        groups=GROUP_USER,
    )

    def _compute_attachment_ids(self):
        """The files of a filed ticket; a draft's are only in the form until it is filed."""
        found = self.env["ir.attachment"].search(
            [("res_model", "=", self._name), ("res_id", "in", self._origin.ids)]
        )
        by_ticket = found.grouped("res_id")
        for ticket in self:
            ticket.attachment_ids = by_ticket.get(ticket._origin.id, found.browse())

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [self._typed(vals) for vals in vals_list]
        files = [self._intake_files(vals.pop("attachment_ids", None)) for vals in vals_list]
        tickets = super().create(vals_list)
        for ticket, attachments in zip(tickets, files, strict=True):
            # sudo: ir.attachment - the submitter's own uploads, checked by _intake_files
            attachments.sudo().write({"res_model": self._name, "res_id": ticket.id})
        return tickets

    @api.model
    def _intake_files(self, commands):
        """The uploads that ``commands`` name, once they are known to be the caller's own.

        :raises UserError: when a file is too large, or there are too many
        """
        attachments = self.env["ir.attachment"]
        ids = attachments.browse(self._ids_of(commands or []))
        if not ids:
            return attachments
        # sudo: ir.attachment - only to compare the owner; nothing is shown
        uploads = ids.sudo().exists()
        if len(uploads) < len(ids):
            raise UserError(self.env._("A file is gone. Remove it and attach it again."))
        # by who calls and not by sudo(): what others do as superuser is asked for by a person
        by_system = self.env.uid == SUPERUSER_ID
        mine = uploads if by_system else uploads.filtered(self._is_own_upload)
        if mine != uploads:
            raise AccessError(self.env._("You can only attach files that you uploaded here."))
        self._check_file_sizes(uploads)
        return uploads

    @api.model
    def _ids_of(self, commands):
        """Ids from link and set commands, or from a plain list of ids as RPC callers write it."""
        ids = []
        for command in commands:
            if isinstance(command, int):
                ids.append(command)
            elif command[0] == fields.Command.SET:
                ids = list(command[2])
            elif command[0] == fields.Command.LINK:
                ids.append(command[1])
            elif command[0] in (fields.Command.UNLINK, fields.Command.DELETE):
                ids = [known for known in ids if known != command[1]]
            elif command[0] == fields.Command.CLEAR:
                ids = []
            else:
                raise UserError(
                    self.env._("Upload the file first, then name it here by its number.")
                )
        return list(dict.fromkeys(ids))

    @api.model
    def _is_own_upload(self, attachment):
        """Uploaded by the caller for a ticket that is not filed yet."""
        return (
            attachment.create_uid == self.env.user
            and attachment.res_model in (self._name, False)
            and not attachment.res_id
            and not attachment.res_field
        )

    @api.model
    def _check_file_sizes(self, attachments):
        if len(attachments) > FILES_LIMIT:
            raise UserError(
                self.env._(
                    "%(count)s files are attached; %(limit)s fit. Put them into one archive.",
                    count=len(attachments),
                    limit=FILES_LIMIT,
                )
            )
        for attachment in attachments:
            if attachment.file_size > FILE_LIMIT:
                raise UserError(
                    self.env._(
                        "“%(name)s” has %(size)s; %(limit)s fit. Remove it, file the ticket, and "
                        "send a link to the file in a message.",
                        name=attachment.name,
                        size=human_size(attachment.file_size),
                        limit=human_size(FILE_LIMIT),
                    )
                )
