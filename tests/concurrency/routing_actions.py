"""What workers of the scratch database do about absences and who has a ticket."""

import time

from ..common import at, utc
from .actions import ENGINEER, LEAD, MANAGER
from .transact import cron_run, told, transact

BEGINS, ENDS = "2026-11-24 06:00", "2026-11-30 19:00"


def name_engineers(registry, named=ENGINEER, deputy=LEAD):
    """The client has the Priority plan; who is named first, and the deputy."""

    def work(env):
        engineers = env["ecosire.support.engineer"]
        contract = env["res.users"].search([("login", "=", MANAGER)]).company_id
        contract = env["ecosire.support.contract"]._in_force(contract)
        plan = env.ref("ecosire_support.plan_standard")
        plan.entitlement_ids |= env.ref("ecosire_support.entitlement_named_engineer")
        contract.write(
            {
                "engineer_id": engineers.search([("user_id.login", "=", named)]).id,
                "backup_engineer_id": engineers.search([("user_id.login", "=", deputy)]).id,
            }
        )

    transact(registry, work)


def plan_absence(registry, login=ENGINEER):
    """An absence that has been entered and has not begun."""

    def work(env):
        engineer = env["ecosire.support.engineer"].search([("user_id.login", "=", login)])
        rows = env["ecosire.support.absence"]
        return rows.create(
            {
                "engineer_id": engineer.id,
                "date_from": utc(BEGINS),
                "date_to": utc(ENDS),
                "entered_by": "x",
            }
        ).id

    return transact(registry, work)


def begin_absences(registry, look=0):
    """The job that begins absences, which has looked at the tickets a while before it acts."""
    with cron_run(registry, "cron_absences") as (env, _progress):
        env["ecosire.support.ticket"].search_count([])
        time.sleep(look)
        with at(BEGINS):
            env["ecosire.support.absence"]._cron_absences()


def enter_absence(registry, login=ENGINEER):
    """An engineer enters when he is off; what he is told if he cannot."""

    def work(env):
        engineer = env["ecosire.support.engineer"]._of_user()
        rows = env["ecosire.support.absence"]
        rows.enter(engineer.id, utc(BEGINS), utc(ENDS))
        time.sleep(0.5)  # so that the other comes while this one has not committed

    with at("2026-11-24 05:00"):
        return told(lambda: transact(registry, work, login)) or ""


def assign(registry, ticket_ids, login):
    """The lead gives the tickets to an engineer, all at once; what he is told if he cannot."""

    def work(env):
        engineer = env["ecosire.support.engineer"].search([("user_id.login", "=", login)])
        env["ecosire.support.ticket"].browse(ticket_ids).assign(engineer.id)

    return told(lambda: transact(registry, work, LEAD)) or ""
