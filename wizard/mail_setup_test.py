"""The test round trip: a mail from the desk to itself, known again when it comes in."""

import hashlib
import hmac
import logging
import re
import smtplib
import socket
import ssl

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.base.models.ir_mail_server import MailDeliveryException

from .mail_setup_steps import BAD, OK, OPEN, WARN

_logger = logging.getLogger(__name__)

HEADER = "X-Ecosire-Support-Test"
MARK = re.compile(r"\b(\d{1,12})-([0-9a-f]{20})\b")
LATE_SECONDS = 600


class EcosireSupportMailSetup(models.TransientModel):
    _inherit = "ecosire.support.mail.setup"

    def _send_test(self):
        """Send it at once and directly, so that what the mail server says is known here."""
        address = self._desk_address()
        if not address:
            raise UserError(self._desk_step()[2])
        # sudo: ir.mail_server - sends this one mail, from the desk to the desk
        servers = self.env["ir.mail_server"].sudo()
        mark = self._mark()
        message = servers._build_email__(
            email_from=address,
            email_to=[address],
            subject=self.env._("Test of ECOSIRE Support [%s]", mark),
            body=self.env._(
                "This mail tries the way out of this Odoo and back. Nobody needs to read it."
            ),
            headers={HEADER: mark, "Auto-Submitted": "auto-generated"},
        )
        # written first: should the mail be back before this is committed, it waits for it
        sent = {"test_sent_at": fields.Datetime.now(), "test_arrived_at": False}
        self.write({**sent, "test_problem": False})
        self.flush_recordset()
        try:
            servers.send_email(message)
        except (UserError, MailDeliveryException, smtplib.SMTPException, OSError) as error:
            _logger.info("The test mail could not be sent: %s", error)
            self.write({"test_sent_at": False, "test_problem": self._send_problem(error)})

    def _send_problem(self, error):
        """What a mail server's refusal means, and its own words."""
        cause = error.__cause__ or error.__context__ or error
        kinds = (
            (smtplib.SMTPAuthenticationError, self.env._("It refused the user name or password.")),
            (smtplib.SMTPSenderRefused, self.env._("It does not send for the desk's address.")),
            (smtplib.SMTPRecipientsRefused, self.env._("It refused the desk's own address.")),
            (ConnectionRefusedError, self.env._("Nothing answers there: check host and port.")),
            (socket.gaierror, self.env._("A server of that name was not found: check its name.")),
            (ssl.SSLError, self.env._("The encryption does not match: check its setting.")),
            (TimeoutError, self.env._("It did not answer in time: a firewall may be between.")),
        )
        found = (
            words for kind, words in kinds if isinstance(error, kind) or isinstance(cause, kind)
        )
        words = next(found, self.env._("It did not take the mail."))
        said = " ".join(str(part) for part in error.args if part)
        return self.env._("%(words)s Its own words: %(said)s", words=words, said=said or "–")

    def _test_step(self):
        title = self.env._("Test round trip")
        if self.test_problem:
            text = self.env._("The outgoing mail server failed. %s", self.test_problem)
            return BAD, title, text
        if not self.test_sent_at:
            text = self.env._(
                "Not tried yet: “Send a test round trip” shows whether both ways work."
            )
            return OPEN, title, text
        if self.test_arrived_at:
            seconds = round((self.test_arrived_at - self.test_sent_at).total_seconds())
            return OK, title, self._arrived_text(seconds)
        seconds = round((fields.Datetime.now() - self.test_sent_at).total_seconds())
        text = self.env._(
            "Sent %s s ago, and not back yet. Odoo reads its incoming servers every 5 minutes: "
            "look again then. If it stays away, the mail server took it but it did not get into "
            "this Odoo: check that mail to the desk's address reaches the mailbox that the "
            "incoming server reads, and its junk folder.",
            seconds,
        )
        return (WARN if seconds > LATE_SECONDS else OPEN), title, text

    def _arrived_text(self, seconds):
        when = self._when(self.test_arrived_at)
        return self.env._(
            "Out and back in %(seconds)s s (%(when)s): mail works both ways.",
            seconds=seconds,
            when=when,
        )

    # -- the mark by which it is known again

    def _mark(self):
        """A mark that only this database can make, so that nobody else's mail passes for it."""
        return f"{self.id}-{self._digest(self.id)}"

    @api.model
    def _digest(self, number):
        secret = self.env["ecosire.support.ticket"]._mail_secret()
        return hmac.new(
            secret.encode(), f"mail test {number}".encode(), hashlib.sha256
        ).hexdigest()[:20]

    @api.model
    def _page_of_test(self, headers, subject):
        """The page from which a mail was sent, empty when it is gone; None for any other mail."""
        said = f"{headers.get(HEADER) or ''} {subject or ''}"
        for number, digest in MARK.findall(said):
            if hmac.compare_digest(digest, self._digest(int(number))):
                return self.browse(int(number)).exists()
        return None

    def _note_arrival(self):
        if not self.test_arrived_at:
            self.test_arrived_at = fields.Datetime.now()


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    @api.model
    def _receive_mail(self, message, mail):
        # the test's mail comes from the desk itself: it is nobody's ticket and nobody's answer
        page = self.env["ecosire.support.mail.setup"]._page_of_test(message, mail.get("subject"))
        if page is None:
            return super()._receive_mail(message, mail)
        if page:
            return page._note_arrival()
        return self._keep_late_test(mail)

    @api.model
    def _keep_late_test(self, mail):
        """Say where it is found later that mail works, only slowly: its page cannot any more."""
        words = self.env._(
            "A test round trip that came back after its page was gone. Mail works both ways, but "
            "took long: look at how often the incoming server is read."
        )
        _logger.info("Mail %s: %s", mail["message_id"], words)
        intake = self.env["ecosire.support.mail.intake"]
        intake._keep(self._with_prints(mail), "automatic", words, state="kept")
