"""Who can log in, and where to look, in the order in which the demo is told."""

PEOPLE = [
    ("Clerk: Sanne, files tickets", "clerk"),
    ("Manager: Pieter, support manager", "manager"),
    ("Engineer: Amina, ECOSIRE, Karachi", "engineer"),
    ("Lead: Bilal, ECOSIRE's account lead", "lead"),
    ("Administrator: Daan", "admin"),
    ("Night shift: Mila, the cold store", "night"),
]


def where_to_look(env, tickets):
    """``(label, path)`` for each step of the story, with whose window it belongs in."""
    missed = tickets["missed"]
    return [
        ("1 Clerk: validate WH/OUT/22014, send the error", "/odoo/deliveries"),
        ("1 Clerk: or file a ticket by hand", "/odoo/support-new"),
        ("1 Clerk: my tickets", "/odoo/support-tickets"),
        ("2 Engineer: the desk, where it slides in unasked", "/my/support/desk"),
        ("2 Engineer: the light queue, as on a phone", "/my/support"),
        ("2 Engineer: a fresh ticket", f"/my/support/ticket/{tickets['fresh'].number}"),
        ("2 Engineer: the same deadlines beside other clients'", "/my/support/feed"),
        ("4 Manager: all tickets", "/odoo/support-all-tickets"),
        ("4 Manager: last Tuesday's missed ticket", f"/odoo/support-all-tickets/{missed.id}"),
        ("4 Manager: a ticket by mail", f"/odoo/support-all-tickets/{tickets['by_mail'].id}"),
        (
            "4 Manager: the contract, ask for Priority",
            f"/odoo/support-contract/{missed.contract_id.id}",
        ),
        ("4 Manager: licences", "/odoo/support-licences"),
        ("4 Manager: Slack and a webhook, being set up", "/odoo/support-connections"),
        (
            "6 Anybody: the system-down card",
            f"/ecosire_support/card/{missed.contract_id.id}/html",
        ),
        (
            "6 Manager: an outage entered afterwards",
            f"/odoo/support-all-tickets/{tickets['outage'].id}",
        ),
        ("6 Manager: report another one", "/odoo/support-outage"),
        ("Administrator: engineers", "/odoo/support-engineers"),
        (
            "Night shift: Sunday 03:00, on Enterprise: who has it",
            f"/odoo/support-tickets/{tickets['night'].id}",
        ),
        (
            "Lead: the same night, as ECOSIRE was told",
            f"/my/support/ticket/{tickets['night'].number}",
        ),
    ]
