"""The distributor's connections, as they look while somebody sets them up: nothing leaves the demo.

Both are paused, the Slack app has no token, and the webhook's name is one that no server ever has.
"""

from odoo.fields import Command

RECEIVER = "https://bridge.delta.example/ecosire"


def have_connections(contract, manager, tickets):
    """A Slack app and a signed webhook of ``contract``, with what waits for them.

    :param tickets: what has just happened is told of these
    """
    connections = contract.env["ecosire.support.target"]
    connections.with_context(active_test=False).search([("contract_id", "=", contract.id)]).unlink()
    mine = connections.with_user(manager)
    slack, bridge = mine.create(
        [
            {
                "name": "#support-ecosire",
                "kind": "slack_bot",
                "contract_id": contract.id,
                "channel": "C0DELTA42",
                "event_type_ids": [Command.set(mine._usual_events("slack_bot").ids)],
                "person_ids": [Command.create({"slack_id": "U0PIETER7", "user_id": manager.id})],
            },
            {
                "name": "Bridge to the warehouse's screen",
                "kind": "webhook",
                "contract_id": contract.id,
                "url_new": RECEIVER,
                "event_type_ids": [Command.set(mine._usual_events("webhook").ids)],
            },
        ]
    )
    bridge.action_new_signing_secret()
    (slack | bridge).action_pause()
    for ticket in tickets:
        # sudo: ticket, outbox - told as the server tells it, whoever filed the ticket
        ticket.sudo()._happened("ticket.filed")
