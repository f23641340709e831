"""What the tests of the outbox share: connections of the client's contract, and their rows."""

import json

from odoo import Command

from ..common import SupportCase


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
