"""What workers do on a ticket: answer upon what they saw, merge, stay, import."""

import time

from ..common import at
from .actions import CLERK, LEAD
from .transact import told, transact

NOW = "2026-11-24 12:00"


def mark_of(registry, login, ticket_id):
    """What the page of the ticket showed."""
    return transact(
        registry, lambda env: env["ecosire.support.ticket"].browse(ticket_id)._seen_mark(), login
    )


def answer_upon(registry, login, ticket_id, seen, text):
    """Send the form of an answer that was written upon ``seen``; what is told if it is refused."""

    def work(env):
        ticket = env["ecosire.support.ticket"].browse(ticket_id)
        if ticket._portal_first_time("answer", {"text": text}):
            ticket._check_seen(seen)
            ticket.engineer_reply(text)

    with at(NOW):
        return told(lambda: transact(registry, work, login)) or ""


def say(registry, ticket_id, text):
    """The clerk writes on the ticket."""

    def work(env):
        env["ecosire.support.ticket"].browse(ticket_id).message_post(
            body=text, message_type="comment", subtype_xmlid="mail.mt_comment"
        )

    with at(NOW):
        transact(registry, work, CLERK)


def stay(registry, login, ticket_id):
    with at(NOW):
        transact(
            registry, lambda env: env["ecosire.support.ticket"].browse(ticket_id).stay(), login
        )


def import_replies(registry, text):
    """Import a file of replies as it was shown; what is told if it is refused."""

    def work(env):
        replies = env["ecosire.support.canned.reply"]
        looked = replies._portal_look(text.encode())
        time.sleep(0.3)  # both have looked
        return str(replies._portal_import(looked["text"], looked["seen"]))

    return told(lambda: transact(registry, work, LEAD))


def import_absences(registry, text, login):
    """Import a calendar as it was shown; what is told if it is refused."""

    def work(env):
        rows = env["ecosire.support.absence"]
        engineer = env["ecosire.support.engineer"]._of_user()
        looked = rows._portal_look(engineer.id, text.encode())
        time.sleep(0.3)  # both have looked
        return str(rows._portal_import(engineer.id, looked["text"], looked["seen"]))

    with at(NOW):
        return told(lambda: transact(registry, work, login))
