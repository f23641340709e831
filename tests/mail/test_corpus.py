"""Every shape of mail in the corpus, through Odoo's gateway: what becomes of it, and of nobody else."""

from odoo.tests import tagged

from ..common import at
from .corpus import FILES, CorpusCase

UNVERIFIED = "unverified/kept"
MACHINE = "automatic/kept"
STRANGER = "stranger/waiting"
TICKETS = """
    plain html_only alternative inline_picture winmail_dat missing_charset raw_8bit_headers
    raw_utf8_headers broken_rfc2047 encoded_subject no_subject empty_subject no_body no_mime
    only_attachment attachment_as_whole nested_forwards attached_eml inline_forward same_id_first
    no_message_id broken_message_id calendar_invite smime_signed smime_encrypted pgp_encrypted
    reply_foreign_thread header_injection file_path file_windows_path file_script file_rtl
    file_long file_no_name file_nul file_rfc2231 svg_script html_file script_in_subject
    script_in_body script_in_from tracking quoted_printable_broken format_flowed
    only_html_comments null_bytes lf_only cr_only no_end_boundary no_boundary many_recipients
    alias_in_cc alias_in_bcc alias_original_to resent_to alias_upper_case date_future date_past
    date_broken xhtml emoji_and_rtl utf16_body wrong_charset charset_lies_utf8 base64_broken
    unknown_transfer_encoding bad_content_type bad_content_type_stars same_id_copy
    same_id_changed_copy same_id_other_mail
""".split()
# read plainly since no parser would, and the original kept beside the ticket
READ_PLAINLY = ["unknown_charset", "unknown_charset_html", "attachment_unknown_charset"]
OTHERS = {
    "reply_client": "client",
    "reply_client_references": "client",
    "reply_client_html_quote": "client",
    "cc_injection": "client",
    "reply_merged": "client",
    "reply_closed": "client on closed",
    "reply_mailbox": "mailbox",
    "reply_mailbox_unknown_charset": "mailbox + fault/kept",
    "reply_engineer": "engineer",
    "reply_number_only": "no_thread/waiting",
    "reply_false_token": "no_thread/waiting",
    **dict.fromkeys(("bounce_dsn", "bounce_qmail", "bounce_delayed"), "bounce/kept"),
    "bounce_exchange": "bounce/kept",
}
UNVERIFIED_FILES = """
    forged_engineer forged_manager forged_mailbox reply_token_only reply_token_stranger
    reply_token_mailbox script_in_unverified
""".split()
MACHINES = """
    read_receipt auto_submitted auto_xautoreply auto_precedence auto_german auto_french
    auto_urdu auto_english_subject mailing_list null_sender
""".split()
# told by their subject alone: a colleague may mean it, so a manager decides
BY_SUBJECT = ["auto_chinese", "auto_dutch", "auto_spanish"]
STRANGERS = """
    stranger stranger_number forged_name forged_reply_to forged_engineer_new two_from
    two_from_headers from_without_address no_from empty_from script_in_stranger
""".split()
EXPECTED = {
    **dict.fromkeys(TICKETS, "ticket"),
    **dict.fromkeys(READ_PLAINLY, "ticket + fault/kept"),
    **dict.fromkeys(UNVERIFIED_FILES, UNVERIFIED),
    **dict.fromkeys(MACHINES, MACHINE),
    **dict.fromkeys(BY_SUBJECT, "automatic/waiting"),
    **dict.fromkeys(STRANGERS, STRANGER),
    **OTHERS,
}


@tagged("post_install", "-at_install")
class TestCorpus(CorpusCase):
    def test_every_file_becomes_what_it_should(self):
        self.assertEqual(sorted(EXPECTED), FILES)
        for name in FILES:
            with self.apart(name):
                self.check(name)

    def check(self, name):
        before = self.facts()
        raw = self.mail(name)
        with at("2026-11-24 10:00"):
            self.process(raw)
        self.assertEqual(self.outcome(), EXPECTED[name])
        self.assert_nothing_lost(raw)
        self.assert_stored_html_is_safe()
        self.assert_files_are_harmless()
        self.assert_tells_only(self.may_be_told(EXPECTED[name]))
        if not EXPECTED[name].startswith(("client", "mailbox", "engineer")):
            self.assertEqual(self.facts(), before, "a mail nobody answers for moved something")

    def facts(self):
        tickets = self.ticket | self.closed | self.merged
        return [(t.state, t.sla_state, t.deadline, t.severity, t.scope) for t in tickets]

    def may_be_told(self, outcome):
        """A machine, a stranger and an unverified sender set nothing going."""
        ours = self.engineer.user_id.partner_id | self.contract.mailbox_partner_id
        if outcome.startswith(("ticket", "client", "mailbox", "engineer")):
            return ours | self.clerk.partner_id
        return self.env["res.partner"]
