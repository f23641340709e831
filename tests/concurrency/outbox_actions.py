"""What workers do with the outbox: fill it, send it as the cron of a server does."""

import json
import os

from .transact import cron_run, transact

TRUSTED = "SSL_CERT_FILE"  # OpenSSL's own variable: the authority of the test's receiver


def connect(registry, url, count):
    """As many signed webhooks to ``url``, with messages of no earlier test; their ids."""

    def work(env):
        env["ir.config_parameter"].set_param("ecosire_support.allow_private_addresses", "True")
        contract = env["ecosire.support.contract"].search([("ended_at", "=", False)], limit=1)
        old = env["ecosire.support.target"].search([("contract_id", "=", contract.id)])
        old.active = False
        targets = env["ecosire.support.target"].create(
            [
                {"name": f"Hook {n}", "kind": "webhook", "contract_id": contract.id, "url_new": url}
                for n in range(count)
            ]
        )
        for target in targets:
            target.action_new_signing_secret()
        return targets.ids

    return transact(registry, work)


def queue(registry, target_ids, count, undo=False):
    """Write ``count`` messages for each connection, in turns; undone if asked."""

    def work(env):
        targets = env["ecosire.support.target"].browse(target_ids)
        env["ecosire.support.outbox"]._append(
            [
                {
                    "target": target,
                    "ticket": env["ecosire.support.ticket"],
                    "sort": "event",
                    "headline": f"Message {number}",
                    "payload": lambda _delivery, target=target, number=number: json.dumps(
                        {"target": target.id, "number": number}
                    ),
                }
                for number in range(count)
                for target in targets
            ]
        )
        env.flush_all()
        if undo:
            env.cr.rollback()

    transact(registry, work)


def send(registry, authority):
    """One run of the sender's cron, with its own progress and commits; how many it sent."""
    os.environ[TRUSTED] = authority
    with cron_run(registry, "cron_outbox") as (env, progress):
        env["ecosire.support.outbox"]._cron_send()
        return progress.done
