"""Mail that goes out: to ECOSIRE with all it needs, to the submitter with what was promised.

Odoo's own notifications carry everything; here is only who gets them, under which address, and
the marks by which other mail programs know that a machine wrote (RFC 3834).
"""

import ast

from markupsafe import Markup

from odoo import api, fields, models
from odoo.tools import formataddr, html2plaintext

from ...core import mail_token

AUTOMATIC = ("notification", "user_notification", "auto_comment")


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    by_mail = fields.Boolean(string="Filed by mail", readonly=True, copy=False, index=True)
    reach_problem = fields.Char(
        compute="_compute_reach_problem",
        help="Why nobody at ECOSIRE can see this ticket yet.",
    )
    hand_text = fields.Text(compute="_compute_hand_text", string="Text to send by hand")

    def _compute_reach_problem(self):
        # sudo: contract - whether anybody can be reached concerns whoever waits
        waiting = self.sudo().filtered("is_open")
        # asked once for each contract: a list of tickets has few
        problems = {one: one._reach_problem() for one in waiting.contract_id}
        for ticket in self:
            contract = ticket.sudo().contract_id
            ticket.reach_problem = ticket.is_open and problems.get(contract)

    def _compute_hand_text(self):
        for ticket in self:
            ticket.hand_text = "\n".join(ticket._facts_in_words())

    @api.model_create_multi
    def create(self, vals_list):
        tickets = super().create(vals_list)
        if self.env.context.get("ecosire_support_by_mail"):
            return tickets  # its files come only now: announced once they are there
        for ticket in tickets:
            # sudo: ticket - the door has let the ticket in; its files are there by now
            ticket.sudo()._announce()
        return tickets

    def _announce(self):
        """Tell ECOSIRE and the submitter that the ticket is filed, each in a mail of their own."""
        self.ensure_one()
        if self.extra_state != "waiting":
            self._announce_to_vendor()
        if self.submitter_id._is_internal():
            # from the desk itself: nobody is told by himself that he filed a ticket
            self._notify_filed(
                "ecosire_support.mail_filed_client",
                self.submitter_id.partner_id,
                self.env.ref("base.partner_root"),
            )

    def _announce_to_vendor(self):
        """Tell ECOSIRE, with all it needs; of an extra ticket once the client has approved it."""
        vendor = self._vendor_partners()
        if vendor:
            author = self.submitter_id.partner_id
            self._notify_filed(
                "ecosire_support.mail_filed_vendor", vendor, author, self._all_files()
            )

    def _notify_filed(self, template, partners, author, files=None):
        self._tell_each(
            partners,
            lambda reader, partner: (
                reader._filed_subject(),
                reader._filed_body(template, partner),
            ),
            kind="filed",
            author=author,
            attachment_ids=files.ids if files else None,
            notify_author=True,
        )

    def _filed_body(self, template, partner):
        return self.env["ir.qweb"]._render(template, {"ticket": self, "to": partner})

    def _filed_subject(self):
        return self.env._(
            "%(severity)s: %(title)s",
            severity=dict(self._fields["severity"]._description_selection(self.env))[self.severity],
            title=self.name,
        )

    def _vendor_partners(self):
        """Who of ECOSIRE reads this ticket by mail: the holder and the mailbox."""
        this = self.sudo()  # sudo: engineer, contract - only to whom Odoo's notification goes
        return this.engineer_id.user_id.partner_id | this.contract_id.mailbox_partner_id

    def _all_files(self):
        return self.env["ir.attachment"].search(
            [("res_model", "=", self._name), ("res_id", "=", self.id), ("res_field", "=", False)]
        )

    def _evidence(self):
        """What was answered at filing, for ECOSIRE: ``(question, answer)`` in the reader's language."""
        topic = self._fields["topic_id"]._description_string(self.env)
        yield topic, self.topic_id._name_for_ecosire()
        if module := self._module_in_words():
            yield self._fields["license_module_id"]._description_string(self.env), module
        for name in ("severity", "impact", "can_log_in", "data_loss", "workaround"):
            field = self._fields[name]
            answer = dict(field._description_selection(self.env)).get(self[name])
            if answer:
                yield field._description_string(self.env), answer

    def _facts_in_words(self):
        """What ECOSIRE needs to know, line by line; also to be sent by hand."""
        yield f"{self.number}: {self.name}"
        yield self.promise or ""
        for question, answer in self._evidence():
            yield f"{question} {answer}" if question.endswith("?") else f"{question}: {answer}"
        yield html2plaintext(self.description or "")

    # -- Odoo's notifications of a ticket

    def _notify_get_recipients(self, message, msg_vals=False, **kwargs):
        if self.env.context.get("ecosire_support_quiet"):
            return []
        recipients = super()._notify_get_recipients(message, msg_vals, **kwargs)
        values = msg_vals or {}
        kind = values.get("message_type", message.message_type)
        subtype = values.get("subtype_id", message.subtype_id.id)
        if kind not in ("comment", "email") or subtype != self.env.ref("mail.mt_comment").id:
            return recipients
        author = values.get("author_id", message.author_id.id)
        known = {data["id"] for data in recipients} | {author}
        added = self._vendor_partners().filtered(lambda p: p.id not in known)
        if not added:
            return recipients
        data = self.env["mail.followers"]._get_recipient_data(
            None, "user_notification", subtype, added.ids
        )
        return [*recipients, *data[0].values()]

    def _notify_get_recipients_groups(self, message, model_description, msg_vals=False):
        """Engineers get a button to their own page; the portal's and the backend's are closed."""
        groups = super()._notify_get_recipients_groups(message, model_description, msg_vals)
        engineers = self._portal_engineer_partners().ids
        button = {"url": self._vendor_page(), "title": self.env._("Open %s", self.number)}
        group = {"active": True, "has_button_access": True, "button_access": button}
        return [["engineer", lambda pdata: pdata["id"] in engineers, group], *groups]

    def _notify_get_reply_to_batch(self, defaults=None, author_ids=None):
        replies = super()._notify_get_reply_to_batch(defaults, author_ids)
        address = self._desk_address()
        if address:
            for ticket in self:
                author = self.env["res.partner"].browse((author_ids or {}).get(ticket.id))
                replies[ticket.id] = ticket._desk_sender(author) if author else address
        return replies

    def _notify_by_email_get_base_mail_values(
        self, message, recipients_data, additional_values=None
    ):
        values = super()._notify_by_email_get_base_mail_values(
            message, recipients_data, additional_values
        )
        values["subject"] = self._with_token(values.get("subject") or message.subject or self.name)
        if message.author_id and self._desk_address():
            values["email_from"] = self._desk_sender(message.author_id)
        headers = ast.literal_eval(values.get("headers") or "{}")
        # whoever answers all must not write to those who were told besides
        headers.pop("X-Msg-To-Add", None)
        if message.message_type in AUTOMATIC:
            headers["Auto-Submitted"] = "auto-generated"
            headers["X-Auto-Response-Suppress"] = "All"
        values["headers"] = repr(headers)
        return values

    @api.model
    def _desk_address(self):
        # sudo: mail.alias - only the desk's own address
        return next(iter(sorted(self.sudo()._support_addresses())), None)

    def _desk_sender(self, author):
        """Who writes, under the desk's own address: a person's own never leaves the house.

        A mail program that answers the sender and not Reply-To still answers the desk.
        """
        this = self.sudo()  # sudo: contract, res.partner, res.company - only names
        author = author.sudo()
        if author in this.contract_id.mailbox_partner_id | this.env.ref("base.partner_root"):
            name = this.env._("ECOSIRE Support")
        elif author in this._portal_engineer_partners():
            name = f"{author.name} (ECOSIRE)"
        else:
            name = f"{author.name} ({this.company_id.name})"
        return formataddr((" ".join(name.split()), this._desk_address()))

    def _with_token(self, subject):
        """A subject that proves its ticket where a mail program strips the references."""
        token = mail_token.make_token(self.number, self._mail_secret())
        return f"{mail_token.strip_token(subject)} {token}"

    def _with_banner(self, banner, body):
        return Markup("<p><strong>%s</strong></p><blockquote>%s</blockquote>") % (
            banner,
            Markup(body or ""),
        )
