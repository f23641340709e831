"""What workers do about the day Odoo is down: mail cards, tell of gaps, decide about outages."""

import time
from unittest.mock import patch

from odoo.addons.base.models.ir_actions_report import IrActionsReport

from ..common import at, utc
from .actions import MANAGER
from .transact import told, transact

PHONES = ("+92 300 1234567", "+92 300 7654321")


def _no_pdf(_reports, _bodies, **_options):
    return b"%PDF"


def mail_cards(registry, now):
    """The cron that mails cards, on one of several servers."""

    def work(env):
        contracts = env["ecosire.support.contract"]
        contracts.search_count([])
        time.sleep(0.5)  # none of them sees what the others do
        contracts._cron_cards()

    with at(now), patch.object(IrActionsReport, "_run_wkhtmltopdf", _no_pdf):
        transact(registry, work)


def enter_phone(registry, now, number):
    """A manager enters a number at ``now``; whether it was one, or what he was told."""

    def work(env):
        contract = env["ecosire.support.contract"]._in_force(env.company)
        contract.search_count([])
        time.sleep(0.5)
        return contract.set_emergency({"emergency_phone": PHONES[number]})

    with at(now):
        return told(lambda: transact(registry, work, MANAGER))


def enter_mailbox(registry, now, number):
    """A manager enters ECOSIRE's mailbox, which stands on the card of every plan."""

    def work(env):
        contract = env["ecosire.support.contract"]._in_force(env.company)
        return contract.set_mailbox(f"desk{number}@ecosire.example")

    with at(now):
        return transact(registry, work, MANAGER)


def forget_numbers(registry):
    """The contracts as they were before anybody entered how ECOSIRE is reached."""

    def work(env):
        contracts = env["ecosire.support.contract"].search([])
        contracts.write({"emergency_phone": False, "mailbox_partner_id": False})

    transact(registry, work)


def notice_gap(registry, last_run, now):
    """The sweep finds that nothing ran, and the cron that tells of it runs at once."""

    def work(env):
        gaps = env["ecosire.support.sla.gap"]
        gaps.search_count([])
        time.sleep(0.5)
        gaps._note(utc(last_run), utc(now))
        gaps._cron_tell()

    with at(now):
        transact(registry, work)


def decide_outage(registry, now, login, method, ticket_id):
    """Confirm or refuse an outage's time; True, or what the person was told."""

    def work(env):
        ticket = env["ecosire.support.ticket"].browse(ticket_id)
        ticket.read(["number"])
        time.sleep(0.5)
        return getattr(ticket, method)(*(["because"] if method == "refuse_outage" else []))

    with at(now):
        return told(lambda: transact(registry, work, login))


def file_an_outage(registry, now, reported):
    """A manager files an outage afterwards; its id."""

    def work(env):
        contract = env["ecosire.support.contract"]._in_force(env.company)
        values = {
            "name": "Odoo was down",
            "topic_id": env.ref("ecosire_support.topic_incident").id,
            "impact": "stopped",
            "workaround": "nobody",
            "company_id": env.company.id,
            "reported_at": utc(reported),
            "outage_evidence": "A call",
        }
        return env["ecosire.support.ticket"].file_outage(contract.id, values).id

    with at(now):
        return transact(registry, work, MANAGER)


def remind_of_outages(registry, now):
    """The cron that reminds of outages, on one of several servers."""

    def work(env):
        tickets = env["ecosire.support.ticket"]
        tickets.search_count([])
        time.sleep(0.5)
        tickets._cron_outages()

    with at(now):
        transact(registry, work)
