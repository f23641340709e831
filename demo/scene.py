"""Sets the demo's scene: the distributor's support life up to now, or up to another moment.

Only for a database of the demo's own, never for a client's: it renames the company, gives simple
passwords, and at each start removes all tickets and builds them anew around the present.
`dev/demo` calls :func:`build` before the server serves.
"""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from odoo import fields
from odoo.tools import SQL

from . import clear, links
from .calendar import Calendar
from .cold_store import have_cold_company, have_cold_store, name_engineers
from .connections import have_connections
from .contract import have_contract
from .deliveries import have_deliveries
from .handbook import have_handbook
from .held_time import held
from .licences import have_licences
from .mail import have_desk
from .outage import forget_card, have_card
from .people import have_company, have_engineers, have_staff, have_tags
from .play import Player
from .stories import STORIES

PASSWORD = "demo"
SAID_OF = (clear.TICKET, "ecosire.support.contract")  # what the story speaks of


def build(env, at=None):
    """Build the scene at ``at`` (an aware moment; default: now).

    :return: (people, links): who can log in as ``(label, login)``, and where to look as
        ``(label, path)`` in the order of the demo's story
    :raises UserError: in a database that is not the demo's
    """
    tickets = set_scene(env, at)
    return links.PEOPLE, links.where_to_look(env, tickets)


def set_scene(env, at=None):
    """As :func:`build`, but answer the tickets that play a part, by their keys."""
    at = (at or datetime.now(UTC)).astimezone(UTC).replace(second=0, microsecond=0)
    env = env(user=env.ref("base.user_root"), su=True, context={"lang": "en_US"})
    clear.check(env)
    cold_company = have_cold_company(env)  # before: its first term is none of the story's
    clear.remove_scene(env)
    company = have_company(env)
    people = have_staff(env, company)
    have_desk(env, company)
    calendar = Calendar(at, _first_answers(env))
    contract, begin = have_contract(env, company, calendar)
    forget_card(contract)
    cold_store, night = have_cold_store(env, cold_company, calendar)
    clear.mark(env, contract | cold_store)
    end = max(fields.Datetime.now(), at.replace(tzinfo=None)) + timedelta(days=365)
    people |= night | have_engineers(env, contract | cold_store, begin, end)
    name_engineers(cold_store, people)
    have_handbook(contract, people["manager"], calendar)
    have_deliveries(env)
    give_passwords(env, people)
    let_in_by_password(env)
    allow_feeds(env)
    with held(at):
        today = at.astimezone(ZoneInfo(contract.tz)).date()
        licences = have_licences(env, company, today)
        tickets = Player(env, calendar, people, have_tags(env), licences).play(STORIES)
        have_connections(contract, people["manager"], [tickets["fresh"]])
        have_card(contract, people["lead"])
    finish(env, calendar)
    return tickets


def _first_answers(env):
    """Core's policies of the Standard plan's first answer, by severity."""
    policies = env.ref("ecosire_support.plan_standard").policy_ids
    return {
        policy.severity: policy._to_core()
        for policy in policies.filtered(lambda one: one.metric == "first_response")
    }


def let_in_by_password(env):
    """Nobody who walks the demo has the engineers' phones: their second factor is switched off.

    The settings show it, and there it is switched on again to see what engineers then meet.
    """
    env["ir.config_parameter"].set_param("ecosire_support.second_factor", "off")


def allow_feeds(env):
    """Engineers can make an address for the board of all clients: the setting shows it."""
    env["ir.config_parameter"].set_param("ecosire_support.feeds", "True")


def give_passwords(env, people):
    """One password for all, hashed once and only when needed: that takes a third of a second.

    A new hash would also log everybody out.
    """
    ids = tuple(user.id for user in people.values())
    parameters, key = env["ir.config_parameter"], "ecosire_support.demo_password_hash"
    known = parameters.get_param(key)
    env.flush_all()
    stored = env.execute_query(SQL("SELECT password FROM res_users WHERE id IN %s", ids))
    if not known or set(stored) != {(known,)}:
        known = env["res.users"]._crypt_context().hash(PASSWORD)
        parameters.set_param(key, known)
        for user_id in ids:
            env["res.users"]._set_encrypted_password(user_id, known)


def finish(env, calendar):
    """What the real clock would show wrongly: creation dates, old notices, the server's pause."""
    env.flush_all()
    env.cr.execute("UPDATE ecosire_support_ticket SET create_date = submitted_at")
    env.cr.execute(
        SQL(
            """UPDATE mail_notification SET is_read = true, read_date = %s
               FROM mail_message AS message
               WHERE message.id = mail_message_id AND message.model IN %s AND message.date < %s""",
            fields.Datetime.now(),
            SAID_OF,
            calendar.office_hours_ago(12).replace(tzinfo=None),
        )
    )
    # what the story mailed to ECOSIRE's people stays here: the demo sends nothing outside
    told = [("model", "in", SAID_OF), ("state", "=", "outgoing")]
    env["mail.mail"].search(told).unlink()
    # the demo's server was off, the story's was not: no gap in the sweep
    env.ref("ecosire_support.cron_tick").lastcall = fields.Datetime.now()
    env.invalidate_all()
