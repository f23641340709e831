"""What workers of the scratch database can do. Each takes the registry first, and commits."""

import threading
import time
from contextlib import ExitStack
from functools import partial
from unittest.mock import patch

from odoo import SUPERUSER_ID, api
from odoo.tools import SQL

from odoo.addons.base.models.ir_cron import IrCron
from odoo.addons.ecosire_support.models.sla import clock_sweep

from ..common import SupportMixin, at, utc
from ..replayed import verify_all_clocks
from .copies import copy_tickets
from .transact import cron_run, told, transact

CLERK, MANAGER = "delta_clerk", "delta_manager"
ENGINEER, LEAD = "amina@ecosire.example", "bilal@ecosire.example"


# -- people and tickets


class Nothing:
    """Where a test case would begin its transaction."""

    setUpClass = classmethod(lambda cls: None)


class Factory(SupportMixin, Nothing):
    """The factories of the tests, outside of a test."""

    env = None


def seed(registry):
    """The client, its people and engineers, as in the tests' ``SupportMixin``."""

    def work(env):
        Factory.env = env
        Factory.setUpClass()
        env["ir.cron"].search(
            [("id", "!=", env.ref("ecosire_support.cron_tick").id)]
        ).active = False

    transact(registry, work)


def file(registry, moments, copies=1, chained=True):
    """File a critical ticket at each of the moments (UTC), each as often as ``copies`` says.

    :param chained: whether the copies' events shall have hashes of their own
    :return: the ids of those filed, without the copies
    """

    def work(env):
        Factory.env = env(su=False)
        tickets = env["ecosire.support.ticket"]
        clerk = env["res.users"].search([("login", "=", CLERK)])
        for moment in moments:
            with at(moment):
                tickets |= Factory.make_critical(clerk)
        return tickets.ids

    ids = transact(registry, work)
    if copies > 1:
        transact(registry, partial(copy_tickets, ids=ids, copies=copies - 1, chained=chained))
    return ids


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
                lambda env, i=ticket_id: (
                    env["ecosire.support.ticket"].browse(i).engineer_reply("x")
                ),
                ENGINEER,
            )


def take(registry, ticket_ids, login):
    """Someone of ECOSIRE takes each of the tickets in turn."""
    for ticket_id in ticket_ids:
        transact(
            registry, lambda env, i=ticket_id: env["ecosire.support.ticket"].browse(i).take(), login
        )


def act(registry, login, ticket_id, method, arguments, moment="2026-11-24 12:00"):
    """Someone of ECOSIRE calls a method of the ticket; what he is told when it is refused."""

    def work(env):
        getattr(env["ecosire.support.ticket"].browse(ticket_id), method)(*arguments)

    with at(moment):
        return told(lambda: transact(registry, work, login)) or ""


def limit_time(registry, ticket_id, minutes):
    """So much work on the ticket is in the plan."""
    transact(
        registry,
        lambda env: (
            env["ecosire.support.ticket"].browse(ticket_id).write({"work_limit_minutes": minutes})
        ),
    )


def file_outside(registry):
    """File a ticket about what the plan does not cover; its id."""

    def work(env):
        Factory.env = env
        topic = env.ref("ecosire_support.topic_third_party")
        clerk = env["res.users"].search([("login", "=", CLERK)])
        return Factory.make_ticket(clerk, topic_id=topic.id).id

    return transact(registry, work)


def ask_quote(registry, ticket_id):
    """Ask for a quote; what the asker is told if it cannot be asked for."""

    def work(env):
        env["ecosire.support.ticket"].browse(ticket_id).ask_for_quote()

    return told(lambda: transact(registry, work, CLERK))


def enter_licence(registry, key):
    """Enter a licence with this key; what the manager is told if it cannot be."""

    def work(env):
        env["ecosire.support.license"].create(
            {"name": "Shop", "key": key, "updates_until": "2099-01-01"}
        )
        time.sleep(0.5)  # so that the other comes while this one has not committed

    return told(lambda: transact(registry, work, MANAGER))


def keep_snapshot(registry, policy_id):
    """The first use of an answer time: its snapshot."""

    def work(env):
        policy = env["ecosire.support.sla.policy"].browse(policy_id)
        return env["ecosire.support.snapshot"]._keep(policy).id

    return transact(registry, work)


def say_once(registry, keys):
    """Say each of the keys, as a cron of one server does; how many it got to say."""

    def work(env):
        said = sum(env["ecosire.support.notice"]._once(key) for key in keys)
        time.sleep(0.5)  # so that the other server comes while this one has not committed
        return said

    return transact(registry, work)


def close_periods(registry, moment):
    """Close the billing periods that have ended at ``moment`` (UTC), as the cron of a server."""

    def work(env):
        with at(moment):
            env["ecosire.support.contract"]._cron_close_periods()
            time.sleep(0.5)  # so that the other server comes while this one has not committed

    transact(registry, work)


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
        run = cron_run(registry, "cron_tick", lastcall=lastcall and utc(lastcall))
        env, progress = stack.enter_context(run)
        clocks = env["ecosire.support.sla.clock"]
        if pause:
            stack.enter_context(slow_commits(type(clocks), pause))
        if look:
            env.cr.execute("SELECT count(*) FROM ecosire_support_ticket")
            time.sleep(look)
        clocks._cron_tick(utc(now))
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
        with patch.object(type(env), "execute_query", lambda env, query: asked.append(query) or []):
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


# -- the administrator


def give_contract(registry, name):
    """A second contract for the client's company, decided upon for a while; whether it is given."""

    def work(env):
        company = env["res.users"].search([("login", "=", CLERK)]).company_id
        env["ecosire.support.contract"].search_count([("company_ids", "in", company.ids)])
        time.sleep(1)  # both have begun: neither sees what the other adds
        env["ecosire.support.contract"].create(
            {
                "name": name,
                "code": name,
                "company_ids": [(4, company.id)],
                "currency_id": company.currency_id.id,
            }
        )

    return transact(registry, work)


def end_contract(registry):
    """End the client's contract, so that its company has none."""

    def work(env):
        company = env["res.users"].search([("login", "=", CLERK)]).company_id
        env["ecosire.support.contract"]._in_force(company).ended_at = "2026-01-02"

    transact(registry, work)


def expire(registry, look=0):
    """The job that ends what is over, which has read the grants a while before it acts."""
    with cron_run(registry, "cron_end_expired") as (env, _progress):
        engineers = env["ecosire.support.engineer"]
        engineers.search_count(engineers._expired_domain())
        time.sleep(look)
        engineers._cron_end_expired()


def extend(registry, login):
    """Another ninety days for an engineer."""

    def work(env):
        engineer = env["ecosire.support.engineer"].search([("user_id.login", "=", login)])
        contract = engineer.grant_ids.contract_id
        engineer._extend(contract, utc("2098-01-01 00:00"))

    transact(registry, work)


def let_expire(registry, login):
    """The engineer's grants ended long ago."""

    def work(env):
        engineer = env["ecosire.support.engineer"].search([("user_id.login", "=", login)])
        engineer.grant_ids.write({"date_to": utc("2026-01-02 00:00")})

    transact(registry, work)
