"""Mail that comes in: a new ticket, an answer, or something a manager decides on.

Nothing here loses a mail: what cannot be used, or cannot be read, is kept whole in the intake.
"""

import logging
from functools import partial

from psycopg2 import errors

from odoo import api, models
from odoo.exceptions import UserError
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY, retrying
from odoo.tools import email_normalize, email_split

from ...core import mail_head, mail_kind, mail_token

_logger = logging.getLogger(__name__)

LOCK_TIMEOUT = "5s"
BUSY = (*PG_CONCURRENCY_EXCEPTIONS_TO_RETRY, errors.UniqueViolation)


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    # -- which mails are ours

    @api.model
    def _is_ours(self, mail):
        """Whether a mail is for support: by its recipients, or by what it answers."""
        if self._aliases_of(mail):
            return True
        return self._name in self._referred(mail).mapped("model")

    @api.model
    def _support_addresses(self):
        return set(filter(None, self._support_aliases().mapped("alias_full_name")))

    @api.model
    def _support_aliases(self):
        return self.env["mail.alias"].search([("alias_model_id.model", "=", self._name)])

    @api.model
    def _aliases_of(self, mail):
        """The support addresses that a mail was sent to."""
        recipients = {email_normalize(e) for e in email_split(mail.get("recipients") or "")}
        names = {address.partition("@")[0] for address in filter(None, recipients)}
        return self._support_aliases().filtered(
            lambda a: (
                a.alias_full_name in recipients
                or (a.alias_incoming_local and a.alias_name and a.alias_name in names)
            )
        )

    @api.model
    def _has_other_addressees(self, mail):
        """Whether a mail was also sent to another address of this Odoo."""
        recipients = [email_normalize(e) for e in email_split(mail.get("recipients") or "")]
        domain = [("alias_full_name", "in", recipients), ("alias_model_id.model", "!=", self._name)]
        return bool(self.env["mail.alias"].search_count(domain, limit=1))

    @api.model
    def _company_of(self, mail):
        """The company whose support address a mail was sent to."""
        return self._aliases_of(mail)[:1].alias_domain_id.company_ids[:1] or self.env.company

    # -- one mail, judged once

    @api.model
    def _receive_mail(self, message, mail):
        """Judge one mail. Whatever goes wrong, the mail is kept.

        :param message: its headers
        :param mail: what ``_read_mail`` made of it
        """
        mail = self._with_prints(mail)
        try:
            with self.env.cr.savepoint():
                self._judge_mail(mail)
        except BUSY as error:
            self._receive_again(mail, error)
        except Exception as error:
            expected = isinstance(error, UserError)
            _logger.warning("Mail %s was kept, not used", mail["message_id"], exc_info=not expected)
            self._keep_fault(mail, error)

    @api.model
    def _receive_again(self, mail, error):
        """Somebody else was at the same ticket, or got the same mail, at the same instant.

        Whoever calls by RPC is asked to try again by Odoo itself. A fetching job is not: it
        would take the mail from its server and forget it. So it is tried again here, apart.
        """
        if not self.env.context.get("default_fetchmail_server_id"):
            raise error
        try:
            with self.env.registry.cursor() as cr:
                env = self.env(cr=cr)
                retrying(partial(env[self._name]._judge_soon, mail), env)
        except Exception as late:
            _logger.warning("Mail %s was kept, not used", mail["message_id"], exc_info=True)
            self._keep_fault(mail, late)

    @api.model
    def _judge_soon(self, mail):
        """Judge a mail, but wait for nobody without end: not for the job that waits for us."""
        self.env.cr.execute("SELECT set_config('lock_timeout', %s, true)", [LOCK_TIMEOUT])
        self._judge_mail(mail)

    @api.model
    def _keep_fault(self, mail, error):
        words = mail_head.storable(str(error) or repr(error))
        self.env["ecosire.support.mail.intake"]._keep(mail, "fault", words)

    @api.model
    def _judge_mail(self, mail):
        intake = self.env["ecosire.support.mail.intake"]
        mail = self._unless_known(mail)
        if not mail:
            return
        ticket = self._thread_of(mail)
        kind = mail["kind"]
        author = ticket._author_of(mail) if ticket and kind.is_person else None
        hasty = ticket._hasty_sign(mail) if author and author[0] else ""
        mail["words"] = self._words_of(mail, ticket)
        # a machine's mails, or others in somebody's name, must not use up that person's limit
        counted = kind.is_person and not hasty and bool(not ticket or author[0])
        self.env["ecosire.support.mail.seen"]._note(mail, ticket, counted)
        if not kind.is_person:
            reason = "bounce" if kind.kind == mail_kind.BOUNCE else "automatic"
            state = "waiting" if self._may_be_a_matter(mail, ticket) else "kept"
            intake._keep(mail, reason, kind.sign, ticket, state=state)
        elif hasty:
            intake._keep(mail, "automatic", hasty, ticket)
        elif ticket:
            ticket._take_reply(mail, *author)
        else:
            self._take_new(mail)

    @api.model
    def _unless_known(self, mail):
        """The mail, unless it is a copy; another mail with a known Message-ID gets its own.

        A copy that was changed on its way (a list's footer, a scanner's mark) is kept, not used.
        """
        seen = self.env["ecosire.support.mail.seen"]
        same = [(name, "=", mail[name]) for name in ("message_id", "fingerprint")]
        known = seen.search(["|", *same], limit=100)
        if not known:
            return None if self._was_used(mail["message_id"]) else mail
        if mail["fingerprint"] in known.mapped("fingerprint"):
            return None
        if mail_head.head_print(mail["head"]) in known.mapped("head_print"):
            self.env["ecosire.support.mail.intake"]._keep(mail, "copy", state="kept")
            return None
        return {**mail, "message_id": f"<{mail['fingerprint'][:32]}@same-message-id.invalid>"}

    @api.model
    def _was_used(self, message_id):
        """Whether a message of a ticket came from this mail, longer ago than prints are kept."""
        used = [("message_id", "=", message_id), ("model", "=", self._name)]
        return bool(self.env["mail.message"].search_count(used, limit=1))

    @api.model
    def _thread_of(self, mail):
        """The ticket that a mail belongs to: by its references, else by the token in its subject."""
        for referred in self._referred(mail).filtered(lambda m: m.model == self._name):
            ticket = self.browse(referred.res_id).exists()
            if ticket:
                return ticket._merged_into()
        number = mail_token.read_token(mail.get("subject"), self._mail_secret())
        if number:
            return self.search([("number", "=", number)], limit=1)._merged_into()
        return self.browse()

    def _merged_into(self):
        """Where what is said about a duplicate belongs; chains are followed, circles are not."""
        ticket, seen = self, set()
        while ticket.duplicate_of_id and ticket.id not in seen:
            seen.add(ticket.id)
            ticket = ticket.duplicate_of_id
        return ticket

    @api.model
    def _mail_secret(self):
        # sudo: ir.config_parameter - the database's own secret, used and never shown
        return self.env["ir.config_parameter"].sudo().get_param("database.secret")
