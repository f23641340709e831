"""What is read of odd mails: nothing a person wrote is lost, nothing that is huge hurts."""

import io
import time
import zipfile
import zlib
from email.message import EmailMessage

from PIL import Image

from odoo.tests import tagged

from ..common import at
from .corpus import CorpusCase

WORDS = {
    "wrong_charset": "Umlaute: äöü €",
    "charset_lies_utf8": "Größe falsch für Café",
    "missing_charset": "Die Größe ist falsch.",
    "unknown_charset": "fails in Klingon",
    "unknown_charset_html": "The scanner fails.",
    "null_bytes": "The scanner",
    "cr_only": "since this morning",
    "nested_forwards": "See the forwarded mails.",
    "no_end_boundary": "The scanner fails.",
    "utf16_body": "The scanner fails.",
    "emoji_and_rtl": "الماسح معطل",
    "xhtml": "The scanner fails.",
}
SUBJECTS = {
    "raw_8bit_headers": "Drücker läuft nicht",
    "raw_utf8_headers": "Drücker läuft nicht – 受注できません",
    "no_subject": "Mail without a subject",
    "empty_subject": "Mail without a subject",
    "encoded_subject": "こんにちは",
}
FILES = {
    "file_path": "passwd",
    "file_windows_path": "order.xlsx",
    "file_rtl": "photogpj.exe",
    "file_nul": "a�b.txt",
    "file_rfc2231": "résumé.txt",
    "winmail_dat": "winmail.dat",
    "only_attachment": "order.pdf",
    "attachment_as_whole": "scan.pdf",
    "attached_eml": "order.eml",
    "unknown_charset": "mail.eml",
    "attachment_unknown_charset": "log.txt",
    "smime_encrypted": "smime.p7m",
    "inline_picture": "screen.png",
}


def png(width, height, claimed=None):
    """A picture; ``claimed`` is the size that its head says it has."""
    file = io.BytesIO()
    Image.new("RGB", (width, height), "#123456").save(file, "PNG")
    data = file.getvalue()
    if not claimed:
        return data
    head = b"IHDR" + claimed.to_bytes(4, "big") * 2 + data[24:29]
    return data[:12] + head + zlib.crc32(head).to_bytes(4, "big") + data[33:]


NAMELESS_CHUNK = png(1, 1)[:33] + b"\x00\x00\x00\x00\xc7\xc7\xc7\xc7"


@tagged("post_install", "-at_install")
class TestContent(CorpusCase):
    def file(self, raw):
        with at("2026-11-24 10:00"):
            self.process(raw)
        ticket = self.made("ecosire.support.ticket")
        self.assertEqual(len(ticket), 1)
        return ticket

    def files_of(self, ticket):
        domain = [("res_model", "=", ticket._name), ("res_id", "=", ticket.id)]
        return self.env["ir.attachment"].search(domain)

    def test_words_survive(self):
        for name, words in WORDS.items():
            with self.apart(name):
                self.assertIn(words, self.file(self.mail(name)).description)

    def test_subjects_survive(self):
        for name, subject in SUBJECTS.items():
            with self.apart(name):
                self.assertIn(subject, self.file(self.mail(name)).name)

    def test_files_survive_under_a_harmless_name(self):
        for name, file_name in FILES.items():
            with self.apart(name):
                files = self.files_of(self.file(self.mail(name)))
                self.assertIn(file_name, files.mapped("name"))

    def test_an_inline_picture_is_seen_in_the_description(self):
        ticket = self.file(self.mail("inline_picture"))
        picture = self.files_of(ticket)
        self.assertIn(f"/web/image/{picture.id}", ticket.description)

    def test_ecosire_gets_one_mail_with_the_files(self):
        ticket = self.file(self.mail("only_attachment"))
        box = self.contract.mailbox_partner_id
        mails = self.made("mail.message").filtered(lambda m: box in m.notified_partner_ids)
        self.assertEqual(len(mails), 1)
        self.assertEqual(mails.attachment_ids.mapped("name"), ["order.pdf"])
        self.assertEqual(mails.res_id, ticket.id)

    # -- built here, since they are too large to keep

    def built(self, *files, body="See the files.", kind="octet-stream"):
        message = EmailMessage()
        message["From"], message["To"] = self.clerk.email, "support@delta.example"
        message["Subject"] = "Built"
        message.set_content(body)
        for name, data in files:
            message.add_attachment(data, maintype="application", subtype=kind, filename=name)
        return message.as_bytes()

    def test_a_zip_bomb_is_kept_as_it_is_and_never_unpacked(self):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("word/document.xml", bytes(200_000_000))
        bomb = packed.getvalue()
        kind = "vnd.openxmlformats-officedocument.wordprocessingml.document"
        start = time.monotonic()
        ticket = self.file(self.built(("bomb.docx", bomb), kind=kind))
        self.assertLess(time.monotonic() - start, 5)
        self.assertEqual(self.files_of(ticket).raw, bomb)

    def test_a_huge_text_is_shown_in_part_and_kept_whole(self):
        raw = self.built(body="It stands still. \n" * 1_000_000)
        start = time.monotonic()
        ticket = self.file(raw)
        self.assertLess(time.monotonic() - start, 15)
        self.assertLess(len(ticket.description), 500_000)
        self.assertEqual(self.files_of(ticket).raw, raw)
        self.assertEqual(self.kept().reason, "fault")

    def test_pictures_that_cannot_be_opened_are_kept_as_they_came(self):
        """Odoo makes large pictures smaller, and fails on these."""
        broken = (NAMELESS_CHUNK, png(1, 1, claimed=9_000), png(1, 1, claimed=40_000))
        for number, picture in enumerate(broken):
            with self.apart(number):
                ticket = self.file(self.built(("screen.png", picture)))
                self.assertEqual(self.files_of(ticket).raw, picture)

    def test_an_engineer_sends_such_a_picture(self):
        with at("2026-11-24 10:00"):
            self.by(self.ticket, self.engineer).engineer_reply("See", [("a.png", NAMELESS_CHUNK)])
        self.assertEqual(self.files_of(self.ticket).raw, NAMELESS_CHUNK)

    def test_a_large_picture_is_still_made_smaller(self):
        files = self.files_of(self.file(self.built(("screen.png", png(2000, 2000)))))
        self.assertEqual(Image.open(io.BytesIO(files.raw)).size, (1920, 1920))

    def test_very_many_files(self):
        files = [(f"{number}.bin", b"%d" % number) for number in range(300)]
        ticket = self.file(self.built(*files))
        self.assertEqual(len(self.files_of(ticket)), 300)

    def test_parts_in_parts_without_end(self):
        raw = b"From: %s\r\nTo: support@delta.example\r\n" % self.clerk.email.encode()
        for depth in range(3000):
            raw += b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (depth, depth)
        raw += b"Content-Type: text/plain\r\n\r\ndeep words\r\n"
        ticket = self.file(raw)
        self.assertIn("mail.eml", self.files_of(ticket).mapped("name"))

    def test_a_broken_mail_to_others_stays_odoos_own_matter(self):
        raw = self.mail("unknown_charset").replace(b"support@", b"nobody@")
        with self.assertRaises(LookupError):
            self.env["mail.thread"].message_process(False, raw)
        self.assertFalse(self.kept())

    def test_a_mail_to_support_and_another_address_reaches_both(self):
        self.env["mail.alias"].create(
            {
                "alias_name": "partners",
                "alias_domain_id": self.company.alias_domain_id.id,
                "alias_model_id": self.env["ir.model"]._get("res.partner").id,
            }
        )
        newest = self.env["res.partner"].search([], order="id desc", limit=1)
        raw = self.mail("plain").replace(b"support@", b"partners@delta.example, support@")
        self.file(raw)
        self.assertTrue(self.env["res.partner"].search([("id", ">", newest.id)]))

    def test_a_copy_is_known_a_changed_copy_is_kept_and_another_mail_is_a_ticket(self):
        outcomes = []
        for name in (
            *("same_id_first", "same_id_first", "same_id_copy"),
            *("same_id_changed_copy", "same_id_other_mail", "no_message_id", "no_message_id"),
        ):
            with at("2026-11-24 10:00"):
                self.process(self.mail(name))
            outcomes.append(self.outcome())
        self.assertEqual(
            outcomes,
            ["ticket", "nothing", "nothing", "copy/kept", "ticket", "ticket", "nothing"],
        )
