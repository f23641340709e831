"""What comes in from Slack: checked, known once, and put on the ticket as whose word it is.

A mapped engineer's reply in a ticket's thread is ECOSIRE's answer and stops the clock; a mapped
colleague's is the client's message; anybody else's is kept as a note and stops nothing.
"""

import hashlib
from datetime import UTC

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import plaintext2html

from ...core.webhook_payload import canonical
from ...core.webhook_signature import verify_slack

# Slack waits three seconds; whoever holds a ticket longer than this is not waited for, and the
# repetition that Slack sends finds it free
LOCK_TIMEOUT = "1500ms"


class EcosireSupportTarget(models.Model):
    _inherit = "ecosire.support.target"

    person_ids = fields.One2many("ecosire.support.slack.person", "target_id", string="People")
    events_url = fields.Char(compute="_compute_way_in", string="Request URL for events")
    command_url = fields.Char(compute="_compute_way_in", string="Request URL for /ecosire")

    @api.depends("hook", "kind")
    def _compute_way_in(self):
        for target in self:
            ours = target.kind == "slack_bot" and target.hook
            way = f"{target.get_base_url()}/ecosire_support/slack/{target.hook}"
            target.events_url = ours and f"{way}/events"
            target.command_url = ours and f"{way}/command"

    # -- the door

    @api.model
    def _by_hook(self, hook):
        """The connection whose way in this is; empty where there is none, or it takes nothing."""
        found = self.search([("hook", "=", hook), ("kind", "=", "slack_bot")], limit=1)
        return found.filtered(lambda one: not one.paused)._granted()

    @api.model
    def _knows_slack(self, hook, stamp, signature, body):
        """Whether a request comes from the Slack app of the connection with this way in."""
        target = self._by_hook(hook)
        if not target:
            return False
        secret = self.env["ecosire.support.secret"]._of(target).get("slack_signing")
        now = fields.Datetime.now().replace(tzinfo=UTC)
        return bool(secret) and verify_slack(stamp, signature, secret, body, now)

    def _first_time(self, signature):
        """Whether a request with this signature comes in for the first time.

        Slack signs a repetition anew, so whoever sends the same one again is not Slack.
        """
        key = hashlib.sha256(f"{self.id}:{signature}".encode()).hexdigest()
        return self.env["ecosire.support.slack.seen"]._first_time(f"request-{key}")

    # -- a message in a thread

    def _take_said(self, said):
        """Put what a person said in a thread on its ticket, once however often Slack repeats it.

        :param said: core's ``Said``
        """
        self.ensure_one()
        self.env.cr.execute("SELECT set_config('lock_timeout', %s, true)", [LOCK_TIMEOUT])
        threads = self.env["ecosire.support.slack.thread"]
        ticket = threads._ticket_of(self, said.channel, said.thread)._merged_into()
        if not ticket or not (said.text or said.files):
            return
        role, user = self.env["ecosire.support.slack.person"]._user_of(self, said.user)
        if role == "client" and not ticket._is_readable_by(user.partner_id):
            role = ""
        seen = self.env["ecosire.support.slack.seen"]
        flood = not role and seen._is_flood(ticket)
        if not seen._first_time(f"event-{self.id}-{said.event}", None if role else ticket):
            return
        try:
            with self.env.cr.savepoint():
                words = self._put_on(ticket, role, user, said) if not flood else ""
        except UserError as error:
            words = error.args[0]
        self._answer_in_slack(ticket, said, words or self._about_flood())

    def _put_on(self, ticket, role, user, said):
        """Put it on the ticket by whose word it is; what the person is told."""
        quiet = ticket.with_context(ecosire_support_from_slack=self.id)
        if role == "engineer":
            return self._put_engineers(quiet, user, said)
        if role == "client":
            mine = quiet.with_user(user).with_context(allowed_company_ids=user.company_ids.ids)
            mine.message_post(
                body=plaintext2html(self._body_of(said)),
                message_type="comment",
                subtype_xmlid="mail.mt_comment",
            )
            return self.env._("ECOSIRE has your message.")
        self._put_note(quiet, said)
        return self.env._(
            "Kept as a note: your Slack account is not linked to anybody who works on %s, so it "
            "answers nothing. A support manager links it under Configuration → Connections.",
            ticket.number,
        )

    def _put_engineers(self, ticket, user, said):
        # sudo: ticket - who writes was verified by Slack's signature and the link to an engineer
        mine = ticket.with_user(user).sudo()
        if mine.is_open:
            mine._answer(self._body_of(said), ())
            return self.env._("Sent to the client. %s.", mine.promise)
        mine.with_context(ecosire_support_answer=True).message_post(
            body=plaintext2html(self._body_of(said)),
            author_id=user.partner_id.id,
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )
        return self.env._("Sent to the client. %s stays finished.", ticket.number)

    def _put_note(self, ticket, said):
        banner = self.env._(
            "Unknown person in Slack: %s. Nobody is linked to this account, so it changes nothing.",
            said.user,
        )
        ticket.message_post(
            body=ticket._with_banner(banner, plaintext2html(self._body_of(said))),
            author_id=False,
            email_from=f"Slack {said.user}",
            message_type="comment",
            subtype_xmlid="mail.mt_note",
        )

    def _body_of(self, said):
        if not said.files:
            return said.text
        left = self.env._(
            "(%s files hang on this message in Slack; they are not here.)", said.files
        )
        return f"{said.text}\n\n{left}".strip()

    def _about_flood(self):
        return self.env._("Too many notes by unknown people in an hour: this one was not kept.")

    def _answer_in_slack(self, ticket, said, words):
        """Tell the one who wrote, and nobody else, what became of it."""
        reply = {
            "channel": said.channel,
            "thread_ts": said.thread,
            "user": said.user,
            "text": words,
        }
        self.env["ecosire.support.outbox"]._append(
            [
                {
                    "target": self,
                    "ticket": ticket,
                    "sort": "reply",
                    "headline": words[:100],
                    "payload": lambda _delivery: canonical(reply),
                    "key": f"reply-{said.event}",
                }
            ]
        )
