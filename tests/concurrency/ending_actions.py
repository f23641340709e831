"""What workers do when a ticket ends: close by themselves, hear the client, take a rating."""

import time

from ..common import at
from .actions import CLERK, ENGINEER
from .transact import told, transact

WORDS = "It does not work."


def resolve_tickets(registry, ticket_ids, moment):
    """An engineer answers each with a cure."""
    with at(moment):
        for ticket_id in ticket_ids:
            transact(
                registry,
                lambda env, one=ticket_id: env["ecosire.support.ticket"].browse(one).resolve("x"),
                ENGINEER,
            )


def close_due(registry, moment):
    """The job that closes what was resolved, as a cron does it: batch by batch, with time to meet."""

    def work(env):
        tickets = env["ecosire.support.ticket"]
        _seen = tickets.search_count([("state", "=", "resolved")])
        time.sleep(0.3)  # all have read what is due
        return tickets._close_next_batch()

    with at(moment):
        while transact(registry, work):
            pass


def client_writes(registry, ticket_id, moment):
    """The clerk writes on the ticket, having read it a moment before."""

    def work(env):
        ticket = env["ecosire.support.ticket"].browse(ticket_id)
        _seen = ticket.state
        time.sleep(0.3)
        ticket.message_post(body=WORDS, message_type="comment", subtype_xmlid="mail.mt_comment")

    with at(moment):
        transact(registry, work, CLERK)


def close_or_hear(registry, role, ticket_id, moment):
    """One of the two who meet: the job, or the client."""
    if role == "job":
        close_due(registry, moment)
    else:
        client_writes(registry, ticket_id, moment)


def confirm_ticket(registry, ticket_id, moment):
    """The clerk says that it works."""

    def work(env):
        ticket = env["ecosire.support.ticket"].browse(ticket_id)
        _seen = ticket.state
        time.sleep(0.3)
        ticket.confirm_resolution()

    with at(moment):
        return told(lambda: transact(registry, work, CLERK)) or ""


def rate_ticket(registry, ticket_id, rate):
    """Send the form behind the link of the mail; what is said when it is refused."""

    def work(env):
        rating = env["rating.rating"].search(
            [("res_model", "=", "ecosire.support.ticket"), ("res_id", "=", ticket_id)]
        )
        _seen = rating.consumed
        time.sleep(0.3)
        env["ecosire.support.ticket"].browse(ticket_id)._give_rating(rating, rate)

    return told(lambda: transact(registry, work)) or ""
