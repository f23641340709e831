"""What the tests of the outbox share: connections of the client's contract, and their rows."""

import json
from unittest.mock import patch

from odoo import Command

from odoo.addons.ecosire_support.models.outbox import outbox_send, target_send

from ..common import SupportCase, at


class OutboxCase(SupportCase):
    @classmethod
    def make_target(cls, kind="webhook", events=(), contract=None, **vals):
        """A connection of ``kind`` that tells of the events of these names."""
        kinds = cls.env["ecosire.support.event.type"].search([("code", "in", events)])
        assert len(kinds) == len(events), "an event is not in the catalogue"
        return cls.env["ecosire.support.target"].create(
            {
                "name": kind,
                "kind": kind,
                "contract_id": (contract or cls.contract).id,
                "event_type_ids": [Command.set(kinds.ids)],
                **vals,
            }
        )

    def rows(self, target):
        """The rows of a connection, in the order in which they will be sent."""
        return self.env["ecosire.support.outbox"].search(
            [("target_id", "=", target.id)], order="id"
        )

    def payloads(self, target):
        return [json.loads(row.payload) for row in self.rows(target)]

    def told(self, target):
        """The names of the events that a webhook is told of, in order."""
        return [payload["event"] for payload in self.payloads(target)]


class SenderCase(OutboxCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["ir.config_parameter"].set_param(target_send.ALLOW_PRIVATE, "True")
        cls.outbox = cls.env["ecosire.support.outbox"]

    def make_webhook(self, server, events=("ticket.filed", "ticket.cancelled"), **vals):
        target = self.make_target("webhook", events=events, url_new=server.url, **vals)
        self.secret = target.action_new_signing_secret()["context"]["default_shown"]
        return target

    def make_slack(self, server, **vals):
        return self.make_target("slack_bot", token_new=server.TOKEN, channel=server.CHANNEL, **vals)

    def send(self, text=None):
        """One run of the sender, at ``text`` (UTC) or now; waits are the longest they can be."""
        with patch.object(outbox_send.random, "random", lambda: 0.999):
            if text is None:
                return self.outbox._cron_send()
            with at(text):
                return self.outbox._cron_send()

    def states(self, target):
        return self.rows(target).mapped("state")
