"""The former scene is removed, by plain SQL: the product itself deletes no ticket and no event.

That is for a database that the demo made, and for no other: :func:`check` refuses where tickets
are that the demo did not make.
"""

from odoo.exceptions import UserError
from odoo.tools import SQL

from ..hooks import empty_tables

MARK = "ecosire_support.demo_contract"
TICKET = "ecosire.support.ticket"
CONTRACT = "ecosire.support.contract"
LICENSE = "ecosire.support.license"
FRESH_NAMES = ("My Company", "YourCompany", "My Company (San Francisco)")
THREAD = (
    ("mail_message", "model"),
    ("mail_followers", "res_model"),
    ("mail_activity", "res_model"),
    ("rating_rating", "res_model"),
)


def check(env):
    """Whether the demo may be set here.

    :raises UserError: in a database that is not the demo's, in words
    """
    known = env["ir.config_parameter"].get_param(MARK) or ""
    contracts = [int(number) for number in known.split(",") if number]
    tickets = env[TICKET].with_context(active_test=False)
    foreign = tickets.search_count([("contract_id", "not in", contracts)])
    if foreign:
        raise UserError(
            env._(
                "This database holds %s tickets that the demo did not make. The demo deletes "
                "tickets at each start, so it is only for a database of its own: make a new one.",
                foreign,
            )
        )
    company = env.ref("base.main_company").name
    if not contracts and company not in FRESH_NAMES:
        raise UserError(
            env._(
                "This is the database of %s, not a new one. The demo renames the company and its "
                "people, so it is only for a database of its own: make a new one.",
                company,
            )
        )


def mark(env, contracts):
    """From now on the tickets of these are the demo's, to be removed at the next start."""
    env["ir.config_parameter"].set_param(MARK, ",".join(map(str, contracts.ids)))


def remove_scene(env):
    """Remove all tickets and licences with what belongs to them, whoever made them.

    What was said about the contract goes too: it was about changes and statements that go.
    """
    env.flush_all()
    env["ir.attachment"].search([("res_model", "=", TICKET), ("res_field", "=", False)]).unlink()
    for table, column in THREAD:
        env.cr.execute(
            SQL(
                "DELETE FROM %s WHERE %s IN %s",
                SQL.identifier(table),
                SQL.identifier(column),
                (TICKET, LICENSE, CONTRACT),
            )
        )
    empty_tables(env.cr)
    env.invalidate_all()
    env.registry.clear_cache()
