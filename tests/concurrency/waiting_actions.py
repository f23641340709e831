"""What workers do for the one who waits: links, chases, daily mails, updates that did not come."""

import time

from odoo import fields

from ..common import at, utc
from .actions import CLERK
from .transact import told, transact


def make_link(registry, ticket_id):
    """The token of the clerk's link that says “it works again”."""

    def work(env):
        clerk = env["res.users"].search([("login", "=", CLERK)])
        links = env["ecosire.support.link"]
        return links._url("works", ticket_id, clerk.partner_id, utc("2099-01-01 00:00"))

    return transact(registry, work).rpartition("/")[2]


def use_link(registry, token):
    """Press the button behind a link; what the page says, None for one that is over."""

    def work(env):
        links = env["ecosire.support.link"]
        links._offer(token)
        time.sleep(0.3)  # both have read that it is unused
        return links._use(token)

    return told(lambda: transact(registry, work))


def chase_ticket(registry, ticket_id, now):
    """Chase as the clerk; what was said or refused."""

    def work(env):
        ticket = env["ecosire.support.ticket"].browse(ticket_id)
        _seen = ticket.chase_count
        time.sleep(0.3)
        return ticket.chase()

    with at(now):
        return told(lambda: transact(registry, work, CLERK))


def send_digests(registry, now):
    """The job of the daily mails, person by person as a cron commits them; how many went out."""
    failed, sent = set(), 0
    with at(now):
        while True:

            def work(env):
                digests = env["ecosire.support.digest"]
                due = digests._due_users(fields.Datetime.now())
                time.sleep(0.2)
                before = digests.search_count([("sent", "=", True)])
                digests._send_next(failed)
                return bool(due), digests.search_count([("sent", "=", True)]) - before

            more, new = transact(registry, work)
            sent += new
            if not more:
                return sent


def promise_updates(registry, ticket_ids, due):
    """An engineer's word on each ticket, with the time of the next one."""

    def work(env):
        for ticket in env["ecosire.support.ticket"].browse(ticket_ids):
            ticket._set_next_update(utc(due))

    transact(registry, work)


def miss_updates(registry, now):
    """The job that records updates that did not come."""

    def work(env):
        env["ecosire.support.ticket"]._cron_next_updates()

    with at(now):
        transact(registry, work)
