"""What an engineer of ECOSIRE does with a ticket: a portal user without any right to write.

Each action checks the role and that the ticket is his to see, and only then acts as superuser.
"""

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import is_html_empty, plaintext2html

from ..common.guard import GROUP_ENGINEER
from ..common.row_lock import lock_rows

TEXT_LIMIT = 1_000_000


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    def take(self, from_engineer_id=None):
        """The engineer takes the tickets; one that a colleague has is taken over.

        :param from_engineer_id: whom the caller believes to hold them (False: nobody); without
            it they are taken from whoever has them
        :raises UserError: when somebody else holds one meanwhile
        """
        me = self._acting_engineer()
        for ticket in self.sudo():  # sudo: ticket - role and access checked by _acting_engineer
            lock_rows(ticket)
            if from_engineer_id is not None and ticket.engineer_id != me:
                ticket._check_holder(from_engineer_id)
            ticket._hand_to(me, "taken")
            if ticket.state == "new":
                ticket._move("in_progress", "engineer")
        return True

    def engineer_reply(self, body, attachments=(), next_update=None):
        """Answer the client; the first such answer stops the clock.

        :param body: HTML or plain text
        :param attachments: ``(name, bytes)`` pairs; with ``{"cid": …}`` as a third, a picture
            that the HTML shows
        :param next_update: on a critical ticket, when (naive UTC) the client hears again;
            without it the time of the settings. False: no further update is owed
        :return: the id of the message
        """
        self._acting_engineer()
        self.ensure_one()
        self._check_reply(body, attachments)
        # sudo: ticket - role and access checked by _acting_engineer
        return self.sudo()._answer(body, attachments, next_update=next_update).id

    def ask_client(self, body, attachments=()):
        """Ask the client for something and wait; asking is an answer too."""
        asking = self.with_context(ecosire_support_kind="asked")
        message_id = asking.engineer_reply(body, attachments, next_update=False)
        # sudo: ticket - engineer_reply has checked role and access
        self.sudo()._move("waiting_client", "engineer")
        return message_id

    def wait_for_vendor(self, reason):
        """The ticket waits for a third party; no clock pauses for that."""
        self._acting_engineer()
        reason = self._required_reason(reason)
        for ticket in self.sudo():  # sudo: ticket - role and access checked by _acting_engineer
            ticket._move("waiting_vendor", "engineer", reason=reason)
            ticket._note_publicly(self.env._("Waiting for a third party: %s", reason))
        return True

    def resume(self):
        """Work goes on after waiting."""
        self._acting_engineer()
        for ticket in self.sudo():  # sudo: ticket - role and access checked by _acting_engineer
            ticket._move("in_progress", "engineer")
        return True

    def resolve(self, resolution, root_cause=None, attachments=()):
        """Tell the client the cure; they confirm, or it closes by itself after some days."""
        self._acting_engineer()
        self.ensure_one()
        self._check_reply(resolution, attachments)
        ticket = self.sudo()  # sudo: ticket - role and access checked by _acting_engineer
        if ticket.state == "new":
            ticket._move("in_progress", "engineer")
        # the mail says when it closes by itself, so the moment is fixed before it is written
        now = fields.Datetime.now()
        asking = ticket.with_context(ecosire_support_kind="asked", ecosire_support_resolved_at=now)
        message = asking._answer(resolution, attachments, next_update=False)
        ticket._move("resolved", "engineer", at=now)
        # as it was sent: with its pictures where they are kept now
        ticket.write({"resolution": message.body, "root_cause": root_cause or False})
        return True

    def log_call(self, summary, spoken_at=None):
        """Keep a call with the client; it answers the ticket at the moment it is entered.

        :param spoken_at: when it was (naive UTC); an earlier answer counts once the client
            confirms it
        """
        self._acting_engineer()
        self.ensure_one()
        self._check_reply(summary, ())
        now = fields.Datetime.now()
        spoken_at = self._instant_of_call(spoken_at) or now
        # sudo: ticket - role and access checked by _acting_engineer
        ticket = self.sudo()
        if spoken_at > now:
            raise UserError(
                self.env._(
                    "The call cannot lie in the future. Enter when it was, or leave it empty for "
                    "now."
                )
            )
        if spoken_at < ticket.submitted_at:
            raise UserError(self.env._("The call cannot have been before the ticket was filed."))
        ticket._answer(self.env._("Call with the client: %s", summary), ())
        if spoken_at < now:
            ticket._claim_call(spoken_at)
        return True

    def end_false_reopening(self, reason):
        """The round was no reopening: its clock ends without a verdict, the ticket is closed.

        :raises UserError: in the first round, or once the round is answered
        """
        self._acting_engineer()
        reason = self._required_reason(reason)
        for ticket in self.sudo():  # sudo: ticket - role and access checked by _acting_engineer
            clocks = ticket._live_clocks("first_response").filtered(lambda c: c.round > 1)
            if not clocks:
                raise UserError(
                    self.env._("%s has no unanswered round after the first.", ticket.number)
                )
            ticket._note_publicly(self.env._("Closed again, not a reopening: %s", reason))
            ticket._move("in_progress", "engineer")
            ticket._move("closed", "engineer")
        return True

    # -- how it is done

    @api.model
    def _instant_of_call(self, value):
        """``value`` as naive UTC; RPC sends text, and what is no time is said in words."""
        try:
            return fields.Datetime.to_datetime(value)
        except (TypeError, ValueError) as error:
            raise UserError(
                self.env._("“%s” is not a time. Write it like 2026-11-24 14:30:00, in UTC.", value)
            ) from error

    def _check_holder(self, expected_id):
        self.ensure_one()
        if self.engineer_id.id == expected_id:
            return
        if self.engineer_id:
            raise UserError(self.env._("%s took it just now.", self.engineer_id.name))
        raise UserError(self.env._("It was given back just now: nobody has it."))

    def _acting_engineer(self):
        """The engineer who calls, once role and access are checked."""
        self._guard(GROUP_ENGINEER)
        engineer = self.env["ecosire.support.engineer"]._of_user()
        if not engineer and not self.env.su:
            raise UserError(self.env._("Your login is not linked to an engineer any more."))
        return engineer

    def _check_reply(self, body, attachments):
        if is_html_empty(body) and not attachments:
            raise UserError(self.env._("The answer is empty: please write something."))
        if len(body or "") > TEXT_LIMIT:
            raise UserError(
                self.env._(
                    "The answer is longer than %s characters. Attach the long part as a file.",
                    f"{TEXT_LIMIT:,}",
                )
            )

    def _answer(self, body, attachments, author=None, **mail_values):
        """Post as ECOSIRE and stop the clocks that an answer stops.

        :param author: the partner who answers; default: the present user's
        :param mail_values: what a mail brings along for :meth:`message_post`
        """
        self.ensure_one()
        lock_rows(self)
        if not self.is_open:
            raise UserError(
                self.env._(
                    "%s was closed meanwhile. Copy your answer, and ask the client to reopen "
                    "the ticket if it still matters.",
                    self.number,
                )
            )
        values = {"message_type": "comment", "body": _as_html(body), **mail_values}
        message = self.with_context(ecosire_support_answer=True).message_post(
            author_id=(author or self.env.user.partner_id).id,
            subtype_xmlid="mail.mt_comment",
            attachments=list(attachments),
            **values,
        )
        me = self.env["ecosire.support.engineer"]._of_user()
        if me and not self.engineer_id:
            self._hand_to(me, "answered")
        if self.state in ("new", "waiting_client", "waiting_vendor"):
            self._move("in_progress", "engineer")
        answered = self._live_clocks("first_response", "next_response")
        self._apply_to_clocks(answered, "met", message_id=str(message.id))
        self._happened("ticket.answered", by=message.author_id.name or "")
        return message


def _as_html(body):
    """Plain text becomes paragraphs; HTML is left to the sanitizer of the message."""
    return body if hasattr(body, "__html__") else plaintext2html(body or "")
