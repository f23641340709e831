"""What workers of the scratch database can do. Each takes the registry first, and commits."""

import threading
import time
from contextlib import ExitStack
from functools import partial
from unittest.mock import patch

from odoo import SUPERUSER_ID, api
from odoo.service.model import retrying
from odoo.tools import SQL

from odoo.addons.base.models.ir_cron import IrCron
from odoo.addons.ecosire_support.models.sla import clock_sweep

from ..common import SupportMixin, at, utc
from ..replayed import verify_all_clocks

CLERK, ENGINEER, LEAD = "delta_clerk", "amina@ecosire.example", "bilal@ecosire.example"


def transact(registry, work, login=None):
    """Do ``work(env)`` as Odoo does a request: again after a serialization failure, then commit."""
    with registry.cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        if login:
            env = env(user=env["res.users"].search([("login", "=", login)]).id, su=False)
        return retrying(partial(work, env), env)


# -- people and tickets


class Nothing:
    @classmethod
    def setUpClass(cls):
        """Where a test case would begin its transaction."""


class Factory(SupportMixin, Nothing):
    """The factories of the tests, outside of a test."""

    env = None


def seed(registry):
    """The client, its people and engineers, as in the tests' ``SupportMixin``."""

    def work(env):
        Factory.env = env
        Factory.setUpClass()
        env["ir.cron"].search([("id", "!=", env.ref("ecosire_support.cron_tick").id)]).active = False

    transact(registry, work)


def file(registry, moments, copies=1, impact="stopped"):
    """File a ticket at each of the moments (UTC), each as often as ``copies`` says; their ids."""

    def work(env):
        Factory.env = env(su=False)
        tickets = env["ecosire.support.ticket"]
        clerk = env["res.users"].search([("login", "=", CLERK)])
        for moment in moments:
            with at(moment):
                tickets |= Factory.make_ticket(clerk, impact=impact, workaround="nobody")
        return tickets.ids

    ids = transact(registry, work)
    return ids + (transact(registry, partial(copy_tickets, ids=ids, copies=copies - 1)) or [])


def copy_tickets(env, ids, copies):
    """Copies of filed tickets with their clocks and events, by SQL: thousands in a second."""
    if not copies:
        return []
    for table, parent, key in (
        ("ecosire_support_ticket", None, None),
        ("ecosire_support_sla_clock", "ecosire_support_ticket", "ticket_id"),
        ("ecosire_support_sla_event", "ecosire_support_sla_clock", "clock_id"),
    ):
        env.cr.execute(copy_query(env, table, parent, key), {"ids": tuple(ids), "copies": copies})
    env.cr.execute(
        """UPDATE ecosire_support_ticket t SET clock_id = c.id FROM ecosire_support_sla_clock c
            WHERE c.ticket_id = t.id AND t.clock_id IS DISTINCT FROM c.id"""
    )
    env.cr.execute("SELECT new FROM copied_ecosire_support_ticket")
    return [row[0] for row in env.cr.fetchall()]


def copy_query(env, table, parent, key):
    """SQL that copies the rows of ``table`` and keeps in a table ``copied_…`` what became what."""
    env.cr.execute(
        """SELECT column_name FROM information_schema.columns
            WHERE table_name = %s AND column_name != 'id'""",
        [table],
    )
    columns = [row[0] for row in env.cr.fetchall()]
    changed = {
        "number": "old.number || '-' || made.new",
        key: "parents.new",
    }
    values = ", ".join(changed.get(column, f'old."{column}"') for column in columns)
    source = (
        f"""SELECT r.id AS old, n AS copy, nextval('{table}_id_seq') AS new, NULL::bigint AS parent
              FROM {table} r, generate_series(1, %(copies)s) n WHERE r.id IN %(ids)s"""
        if not parent
        else f"""SELECT r.id AS old, p.copy, nextval('{table}_id_seq') AS new, p.new AS parent
                   FROM {table} r JOIN copied_{parent} p ON p.old = r.{key}"""
    )
    values = values.replace("parents.new", "made.parent")
    names = ", ".join(f'"{column}"' for column in columns)
    return f"""
        CREATE TEMPORARY TABLE copied_{table} ON COMMIT DROP AS {source};
        INSERT INTO {table} (id, {names})
        SELECT made.new, {values} FROM copied_{table} made JOIN {table} old ON old.id = made.old"""


def file_at_once(registry, count):
    """File as many tickets from as many threads; the numbers."""
    numbers, errors, barrier = [], [], threading.Barrier(count)

    def one(name):
        def work(env):
            Factory.env = env
            return env["ecosire.support.ticket"].submit({"name": name, "impact": "stopped"}).number

        barrier.wait()
        try:
            numbers.append(transact(registry, work, CLERK))
        except Exception as error:
            errors.append(repr(error))

    threads = [threading.Thread(target=one, args=[f"Ticket {n}"]) for n in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {"numbers": numbers, "errors": errors}


# -- what people do


def reply(registry, ticket_ids, moment):
    """An engineer answers one ticket after the other, all at ``moment``."""
    with at(moment):
        for ticket_id in ticket_ids:
            transact(
                registry,
                lambda env, i=ticket_id: env["ecosire.support.ticket"].browse(i).engineer_reply("x"),
                ENGINEER,
            )


def take(registry, ticket_ids, login):
    """Someone of ECOSIRE takes each of the tickets in turn."""
    for ticket_id in ticket_ids:
        transact(
            registry, lambda env, i=ticket_id: env["ecosire.support.ticket"].browse(i).take(), login
        )


def keep_snapshot(registry, policy_id):
    """The first use of an answer time: its snapshot."""

    def work(env):
        policy = env["ecosire.support.sla.policy"].browse(policy_id)
        return env["ecosire.support.snapshot"]._keep(policy).id

    return transact(registry, work)


# -- the sweep


def sweep(registry, now, batch=None, pause=0, lastcall=None, look=0):
    """One run of the sweep's cron at ``now``, with its own progress and commits.

    :param batch: how many clocks are worked between two commits
    :param pause: seconds to sleep before each commit, to be met or killed there
    :param look: seconds to sleep after the transaction has begun, to find its rows changed
    """
    with ExitStack() as stack:
        if batch:
            stack.enter_context(patch.object(clock_sweep, "BATCH", batch))
        cr = stack.enter_context(registry.cursor())
        env = api.Environment(cr, SUPERUSER_ID, {"lastcall": lastcall and utc(lastcall)})
        cron = env.ref("ecosire_support.cron_tick")
        cron, progress = cron.with_context(cron_id=cron.id)._add_progress()
        cr.commit()
        clocks = cron.env["ecosire.support.sla.clock"]
        if pause:
            stack.enter_context(slow_commits(type(clocks), pause))
        if look:
            cr.execute("SELECT count(*) FROM ecosire_support_ticket")
            time.sleep(look)
        clocks._cron_tick(utc(now))
        cr.commit()
        return progress.done


def slow_commits(model, pause):
    commit = model._commit_batch

    def slowly(self, *args):
        time.sleep(pause)
        return commit(self, *args)

    return patch.object(model, "_commit_batch", slowly)


def run_crons(registry):
    """What each cron worker of Odoo does every minute."""
    IrCron._process_jobs(registry.db_name)


def idle_queries(registry, now):
    """How many queries a sweep costs when nothing is due."""
    with registry.cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {"lastcall": utc(now)})
        env["ecosire.support.sla.clock"]._cron_tick(utc(now))  # caches of the process
        before = cr.sql_log_count
        env["ecosire.support.sla.clock"]._cron_tick(utc(now))
        return cr.sql_log_count - before


def plan_of_sweep(registry, now):
    """PostgreSQL's plan of the very query by which the sweep finds what is due."""
    with registry.cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        asked = []
        with patch.object(
            type(env), "execute_query", lambda env, query: asked.append(query) or []
        ):
            env["ecosire.support.sla.clock"]._take_due(utc(now))
        rows = env.execute_query(SQL("EXPLAIN (ANALYZE, FORMAT TEXT) %s", asked[-1]))
        return "\n".join(row[0] for row in rows)


def analyze(registry):
    with registry.cursor() as cr:
        cr.execute("ANALYZE ecosire_support_sla_clock")


def problems(registry):
    """What in the database does not follow from its events; empty when all is well."""
    with registry.cursor() as cr:
        return verify_all_clocks(api.Environment(cr, SUPERUSER_ID, {}))
