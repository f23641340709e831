"""How a message goes out, by the kind of its connection: where to, signed how, read how."""

import json
import logging
from datetime import UTC

from odoo import api, fields, models

from ...core import paging
from ...core.delivery import (
    read_answer,
    read_slack_answer,
    read_slack_webhook_answer,
)
from ...core.no_answer import NO_KEY, UNREADABLE, refused
from ...core.safe_address import parse_url
from ...core.webhook_payload import canonical
from ...core.webhook_signature import HEADER, sign
from . import wire

_logger = logging.getLogger(__name__)

SLACK_API = "https://slack.com/api/"
ALLOW_PRIVATE = "ecosire_support.allow_private_addresses"


class EcosireSupportTarget(models.Model):
    _inherit = "ecosire.support.target"

    def _deliver(self, row):
        """Send one message of the outbox; what became of it. Nothing is written here but threads."""
        self.ensure_one()
        keys = self.env["ecosire.support.secret"]._of(self)
        try:
            return getattr(self, f"_deliver_{self.kind}")(row, keys)
        except (KeyError, TypeError, ValueError) as error:
            # one message that cannot be made must not hold all others; of the error only its
            # kind is logged, since its words may hold a key
            _logger.error("Outbox: %s cannot be made: %s", row.delivery, type(error).__name__)
            return UNREADABLE

    def _deliver_webhook(self, row, keys):
        signing = [keys[kind] for kind in ("signing", "signing_before") if kind in keys]
        if "url" not in keys or not signing:
            return NO_KEY
        body = row.payload.encode()
        headers = {
            HEADER: sign(signing, body, fields.Datetime.now().replace(tzinfo=UTC)),
            "Ecosire-Delivery": row.delivery,
            "Idempotency-Key": row.delivery,
        }
        return self._call(keys["url"], body, headers, _plain_answer)

    def _deliver_slack_webhook(self, row, keys):
        if "url" not in keys:
            return NO_KEY
        return self._call(keys["url"], row.payload.encode(), {}, _slack_webhook_answer)

    def _deliver_slack_bot(self, row, keys):
        if "token" not in keys or not self.channel:
            return NO_KEY
        message = {"channel": self.channel, **row._message()}
        thread = self.env["ecosire.support.slack.thread"]._of(self, row.ticket_id)
        if thread and "thread_ts" not in message:
            message |= {"channel": thread.channel, "thread_ts": thread.ts}
        method = "chat.postEphemeral" if "user" in message else "chat.postMessage"
        if method == "chat.postMessage":
            # by it a second copy can be told from a second message
            event = {"delivery": row.delivery}
            message["metadata"] = {"event_type": "ecosire_support", "event_payload": event}
        answers = []

        def read(answer, now):
            answers.append(answer)
            return _slack_answer(answer, now)

        headers = {"Authorization": f"Bearer {keys['token']}"}
        outcome = self._call(SLACK_API + method, canonical(message).encode(), headers, read)
        if outcome.arrived and method == "chat.postMessage" and row.ticket_id and not thread:
            self._remember_thread(row.ticket_id, answers[-1])
        return outcome

    def _remember_thread(self, ticket, answer):
        said = json.loads(answer.body)
        self.env["ecosire.support.slack.thread"]._keep(
            self, ticket, str(said.get("channel") or self.channel), str(said.get("ts") or "")
        )

    def _deliver_on_call(self, row, keys):
        address = keys.get("url") or paging.ADDRESSES[self.preset]
        key = keys.get("token", "")
        if not address or (self.preset != "ntfy" and not key):
            return NO_KEY
        page = paging.Page(**row._message())
        call = paging.CALLS[self.preset](page, address, key)
        return self._call(call.url, canonical(call.body).encode(), call.headers, _plain_answer)

    def _call(self, url, body, headers, read):
        """Post ``body``; what the answer means by ``read``, or why there was none."""
        try:
            endpoint = parse_url(url, self._allow_private())
        except ValueError as error:
            return refused(error)
        try:
            answer = wire.post(endpoint, body, headers, self._allow_private())
        except wire.NotReached as failure:
            return failure.outcome
        return read(answer, fields.Datetime.now().replace(tzinfo=UTC))

    @api.model
    def _allow_private(self):
        """Whether the administrator lets connections lead into the client's own net."""
        # sudo: ir.config_parameter - one setting, which only the administrator can switch
        value = self.env["ir.config_parameter"].sudo().get_param(ALLOW_PRIVATE)
        return value == "True"


def _plain_answer(answer, now):
    return read_answer(answer.status, answer.headers.get("retry-after"), now)


def _slack_answer(answer, now):
    return read_slack_answer(answer.status, answer.headers.get("retry-after"), answer.body, now)


def _slack_webhook_answer(answer, now):
    retry_after = answer.headers.get("retry-after")
    return read_slack_webhook_answer(answer.status, retry_after, answer.body, now)
