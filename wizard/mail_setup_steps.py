"""The setup page's findings, step by step, in words: what works, and what to do about the rest."""

from odoo import models, tools
from odoo.tools import email_normalize, format_datetime

OK, WARN, BAD, OPEN = "ok", "warn", "bad", "open"
ICONS = {
    OK: "fa-check-circle text-success",
    WARN: "fa-exclamation-circle text-warning",
    BAD: "fa-times-circle text-danger",
    OPEN: "fa-circle-o text-muted",
}


class EcosireSupportMailSetup(models.TransientModel):
    _inherit = "ecosire.support.mail.setup"

    def _steps(self):
        """Each step as ``{"state", "icon", "title", "text"}``, in the order in which a mail meets them."""
        self.ensure_one()
        for step in (
            self._mailbox_step(),
            self._outgoing_step(),
            self._delivery_step(),
            self._desk_step(),
            self._incoming_step(),
            self._test_step(),
        ):
            if step:
                state, title, text = step
                yield {"state": state, "icon": ICONS[state], "title": title, "text": text}

    def _mailbox_step(self):
        title = self.env._("ECOSIRE's support mailbox")
        mailbox = self._mailbox()
        if mailbox:
            return OK, title, self.env._("Each new ticket is mailed to %s.", mailbox)
        return BAD, title, self.env._("Not set: no ticket is mailed to ECOSIRE. Enter it above.")

    def _outgoing_step(self):
        title = self.env._("Outgoing mail")
        if not self._contract()._can_send_mail():
            return (
                BAD,
                title,
                self.env._(
                    "No outgoing mail server is set up: nothing leaves this Odoo. The "
                    "administrator adds one in Settings > Technical > Outgoing Mail Servers."
                ),
            )
        desk = self._desk_address()
        # sudo: ir.mail_server - which one is used, and under which address; never its password
        server, sender = self.env["ir.mail_server"].sudo()._find_mail_server(desk or "")
        name = server.name if server else tools.config["smtp_server"]
        if desk and email_normalize(sender or "") != desk:
            return (
                WARN,
                title,
                self.env._(
                    "“%(server)s” does not send for %(desk)s: answers go out under %(sender)s. "
                    "They still arrive; to change it, add the domain to the server's FROM "
                    "filter.",
                    server=name,
                    desk=desk,
                    sender=sender,
                ),
            )
        return OK, title, self.env._("Mail leaves through “%s”.", name)

    def _delivery_step(self):
        """How the newest mail to the mailbox fared."""
        title = self.env._("The newest mail to ECOSIRE")
        # sudo: mail.notification - only of mail to the mailbox, to a manager or the administrator
        contract = self._contract().sudo()
        partner = contract.mailbox_partner_id
        newest = self.env["mail.notification"].sudo()
        domain = [("res_partner_id", "=", partner.id), ("notification_type", "=", "email")]
        newest = newest.search(domain, order="id desc", limit=1) if partner else newest
        if not newest:
            return None
        when = self._when(newest.mail_message_id.date)
        if newest.notification_status in ("sent", "pending", "process"):
            return OK, title, self.env._("Handed to the mail server %s.", when)
        if newest.notification_status == "ready":
            text = self.env._(
                "Of %s: waits in Odoo's mail queue, which is worked through every few minutes.",
                when,
            )
            return OPEN, title, text
        reason = newest.failure_reason or newest.format_failure_reason()
        if newest.notification_status == "bounce":
            text = self.env._("Of %(when)s: it came back. %(reason)s", when=when, reason=reason)
        else:
            text = self.env._(
                "Of %(when)s: could not be sent. %(reason)s", when=when, reason=reason
            )
        return BAD, title, text

    def _desk_step(self):
        title = self.env._("The desk's own address")
        address = self._desk_address()
        if address:
            text = self.env._("Mail to %s becomes a ticket; answers come back to it.", address)
            return OK, title, text
        if not self._domain():
            return BAD, title, self._no_domain_text()
        text = self.env._(
            "Not set: answers by mail cannot come back. Enter a name above, “support” for instance."
        )
        return BAD, title, text

    def _incoming_step(self):
        title = self.env._("Incoming mail")
        # sudo: fetchmail.server - name, state and last error; never its password
        servers = self.env["fetchmail.server"].sudo().search([("state", "=", "done")])
        if not servers:
            text = self.env._(
                "No incoming mail server is set up in Odoo. That is right where your mail server "
                "hands mail to Odoo by itself; the test below tells."
            )
            return WARN, title, text
        failing = servers.filtered("error_message")[:1]
        if failing:
            text = self.env._(
                "“%(server)s” could not be read: %(reason)s",
                server=failing.name,
                reason=failing.error_message.strip().splitlines()[-1],
            )
            return BAD, title, text
        read = [server.date for server in servers if server.date]
        if not read:
            text = self.env._("“%s” was not read yet.", servers[0].name)
            return OPEN, title, text
        text = self.env._(
            "“%(server)s” was last read %(when)s.",
            server=servers[0].name,
            when=self._when(max(read)),
        )
        return OK, title, text

    def _when(self, moment):
        zone = self.env.user.tz or "UTC"
        return format_datetime(self.env, moment, tz=zone, dt_format="EEE d MMM HH:mm")
