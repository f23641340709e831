"""A mail to ECOSIRE holds no link that opens a file by itself; the client's keep theirs."""

import base64

from markupsafe import Markup

from odoo.tests import tagged

from odoo.addons.ecosire_support.models.mail import vendor_files

from ..common import SupportCase

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@tagged("post_install", "-at_install")
class TestVendorFiles(SupportCase):
    def setUp(self):
        super().setUp()
        self.ticket = self.make_ticket()
        self.by(self.ticket, self.engineer).take()
        self.ticket.sudo().message_subscribe(self.manager.partner_id.ids)
        self.before = self.env["mail.mail"].sudo().search([])

    def outgoing(self):
        """By the contact it goes to, each mail since as it would be sent."""
        mails = self.env["mail.mail"].sudo().search([]) - self.before
        found = [one for mail in mails for one in mail._prepare_outgoing_list()]
        return {one["partner_id"]: one for one in found if one["partner_id"]}

    def post(self, name="shot.png", content=PIXEL):
        """A message of the client's with a picture in its text, as a mail program sends it."""
        self.ticket.sudo().message_post(
            body=Markup("<p>Look: <img src='cid:one' alt='what I see'> there</p>"),
            author_id=self.clerk.partner_id.id,
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            attachments=[(name, content, {"cid": "one"})],
        )

    def test_a_picture_comes_beside_the_mail_and_its_page_in_its_place(self):
        self.post()
        outgoing = self.outgoing()
        mine = outgoing[self.engineer.user_id.partner_id]
        self.assertNotIn("access_token", mine["body"])
        self.assertNotIn("access_token", mine["body_alternative"])
        self.assertRegex(mine["body"], f"/my/support/ticket/{self.ticket.number}/file/.*shot.png")
        self.assertIn("[shot.png]", mine["body"])
        self.assertIn(("shot.png", PIXEL, "image/png"), mine["attachments"])
        theirs = outgoing[self.manager.partner_id]
        self.assertRegex(theirs["body"], r"/web/image/\d+\?access_token=")
        self.assertNotIn("/my/support/", theirs["body"])
        self.assertFalse(theirs["attachments"])

    def test_a_file_too_large_for_a_mail_is_linked_by_its_page(self):
        self.env["ir.config_parameter"].sudo().set_param("base.default_max_email_size", "0.0001")
        self.ticket.sudo().message_post(
            body=Markup("<p>See the log</p>"),
            author_id=self.clerk.partner_id.id,
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            attachments=[("app.log", b"x" * 5000)],
        )
        outgoing = self.outgoing()
        mine = outgoing[self.engineer.user_id.partner_id]
        self.assertNotIn("access_token", mine["body"])
        self.assertRegex(mine["body"], f"/my/support/ticket/{self.ticket.number}/file/.*app.log")
        self.assertIn("access_token", outgoing[self.manager.partner_id]["body"])

    def test_many_pictures_are_links_alone(self):
        self.patch(vendor_files, "LARGEST_PICTURES", 10)
        self.post()
        mine = self.outgoing()[self.engineer.user_id.partner_id]
        self.assertNotIn("access_token", mine["body"])
        self.assertFalse(mine["attachments"])
