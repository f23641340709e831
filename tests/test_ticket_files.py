"""Files of a new ticket: the submitter's own uploads become the ticket's, and nobody else's."""

from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from ..models.ticket import ticket_files
from .common import SupportCase


@tagged("post_install", "-at_install")
class TestTicketFiles(SupportCase):
    def upload(self, user=None, name="error.log", content=b"Traceback", **values):
        files = self.env["ir.attachment"].with_user(user or self.clerk).sudo()
        values = {"res_model": "ecosire.support.ticket", "res_id": 0, **values}
        return files.create({"name": name, "raw": content, **values}).sudo(False)

    def file(self, attachments, user=None):
        return self.make_ticket(user, attachment_ids=[fields.Command.set(attachments.ids)])

    def test_an_upload_becomes_the_ticket_s(self):
        upload = self.upload()
        ticket = self.file(upload)
        self.assertEqual((upload.res_model, upload.res_id), (ticket._name, ticket.id))
        self.assertEqual(ticket.attachment_ids, upload)

    def test_the_form_hands_its_files_over(self):
        form = Form(self.env["ecosire.support.ticket"].with_user(self.clerk))
        form.name = "With a file"
        form.attachment_ids.add(self.upload())
        self.assertEqual(form.save().attachment_ids.name, "error.log")

    def test_a_manager_of_the_company_reads_the_file_and_a_stranger_does_not(self):
        upload = self.upload()
        self.file(upload)
        self.assertEqual(upload.with_user(self.manager).raw, b"Traceback")
        with self.assertRaises(AccessError):
            upload.with_user(self.colleague).read(["raw"])

    def test_nobody_takes_the_files_of_others(self):
        elsewhere = self.env["res.partner"].create({"name": "Customer"})
        for upload in (
            self.upload(self.colleague),
            self.upload(res_model="res.partner", res_id=elsewhere.id),
            self.file(self.upload()).attachment_ids,
        ):
            with self.subTest(upload.name), self.assertRaisesRegex(AccessError, "you uploaded"):
                self.file(upload, self.clerk)

    def test_a_file_that_is_too_large_is_named_and_nothing_is_kept(self):
        upload = self.upload(name="dump.sql", content=b"x" * 2000)
        count = self.env["ecosire.support.ticket"].search_count([])
        with (
            patch.object(ticket_files, "FILE_LIMIT", 1000),
            self.assertRaisesRegex(UserError, "dump.sql"),
        ):
            self.file(upload)
        self.assertEqual(self.env["ecosire.support.ticket"].search_count([]), count)

    def test_too_many_files_are_refused_in_words(self):
        uploads = self.upload() | self.upload() | self.upload()
        with (
            patch.object(ticket_files, "FILES_LIMIT", 2),
            self.assertRaisesRegex(UserError, "archive"),
        ):
            self.file(uploads)

    def test_files_of_a_filed_ticket_come_through_messages(self):
        ticket = self.make_ticket()
        with self.assertRaises(AccessError):
            ticket.write({"attachment_ids": [fields.Command.link(self.upload().id)]})

    def test_a_file_is_uploaded_before_it_is_named(self):
        with self.assertRaisesRegex(UserError, "Upload"):
            self.make_ticket(attachment_ids=[fields.Command.create({"name": "a", "raw": b"a"})])
