"""What workers of the scratch database do with the ladder; see ``actions.py``."""

from unittest.mock import patch

from odoo import SUPERUSER_ID, api

from odoo.addons.ecosire_support.models.escalation import event_tell

from ..common import at
from .transact import cron_run, told, transact


def tell(registry, now, batch=None):
    """One run of the telling's cron at ``now``, with its own progress and commits; how many."""
    with at(now), patch.object(event_tell, "BATCH", batch or event_tell.BATCH):
        with cron_run(registry, "cron_tell") as (env, progress):
            env["ecosire.support.escalation.event"]._cron_tell()
            return progress.done


def acknowledge(registry, ticket_id, login, now):
    """Somebody says that he knows; what he is told if there is nothing to say it of."""
    with at(now):
        return told(
            lambda: transact(
                registry,
                lambda env: env["ecosire.support.ticket"].browse(ticket_id).acknowledge(),
                login,
            )
        )


def chase(registry, ticket_id, now):
    """Somebody will not wait; how many steps that brought forward."""
    with at(now):
        return transact(
            registry,
            lambda env: len(env["ecosire.support.ticket"].browse(ticket_id)._climb_now("Chased")),
        )


def rules(registry):
    """The steps for a critical ticket's first answer, as a person reads them off the screen."""
    with registry.cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        found = env["ecosire.support.escalation.rule"].search(
            [("metric", "=", "first_response"), ("for_critical", "=", True)]
        )
        return [
            {
                "key": rule._key(),
                "name": rule.name,
                "percent": rule.percent,
                "severities": rule._severities(),
                "repeat": rule.repeat_minutes,
                "only_untaken": rule.only_untaken,
                "ecosire": rule._tells_ecosire(),
            }
            for rule in found
        ]


def said(registry):
    """Each step that was told, with its notices: ``[ticket, step, repeat, outcome, notices]``."""
    with registry.cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        events = env["ecosire.support.escalation.event"].search([("kind", "=", "step")], order="id")
        messages = env["mail.message"].search(
            [
                ("model", "=", "ecosire.support.ticket"),
                ("res_id", "in", events.ticket_id.ids),
                ("message_type", "=", "user_notification"),
            ]
        )
        return [
            [
                event.ticket_id.id,
                event.name,
                event.repeat,
                event.outcome,
                sum("notice" in one.get("how", ()) for one in event.told or ()),
                len(
                    messages.filtered(
                        lambda m, e=event: (
                            m.res_id == e.ticket_id.id
                            and (m.subject or "").startswith(f"{e._step_name()}: ")
                        )
                    )
                ),
            ]
            for event in events
        ]
