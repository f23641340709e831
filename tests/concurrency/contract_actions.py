"""What workers do with the contract: ask, decide, withdraw, begin what is due."""

import time

from odoo import fields

from ..common import at
from .actions import MANAGER
from .transact import told, transact


def ask_change(registry, now, **values):
    """A manager asks at ``now``, having looked a while before; the id, or what he was told."""

    def work(env):
        contract = env["ecosire.support.contract"]._in_force(env.company)
        plan = env.ref(f"ecosire_support.plan_{values['plan']}")
        time.sleep(0.5)  # neither sees what the other asks for
        return contract.request_change({"kind": values["kind"], "plan_id": plan.id}).id

    with at(now):
        return told(lambda: transact(registry, work, MANAGER))


def decide_change(registry, now, login, method, change_id):
    """Confirm, refuse or withdraw; True, or what the person was told."""

    def work(env):
        change = env["ecosire.support.plan.change"].browse(change_id)
        time.sleep(0.5)
        return getattr(change, method)(*(["because"] if method == "refuse" else []))

    with at(now):
        return told(lambda: transact(registry, work, login))


def begin_changes(registry, now):
    """The cron that begins what is due."""

    def work(env):
        changes = env["ecosire.support.plan.change"]
        changes.search_count([])
        time.sleep(0.5)
        changes._cron_begin()

    with at(now):
        transact(registry, work)


def count_used(registry):
    """How many tickets of the running period count: under a quota, and without one."""

    def work(env):
        usage = env["ecosire.support.contract.usage"]
        contract = env["res.users"].search([("login", "=", MANAGER)]).company_id
        contract = env["ecosire.support.contract"]._in_force(contract)
        bounds = contract._period_bounds(contract._period_at(fields.Datetime.now()))
        return list(usage._counted(contract, *bounds))

    return transact(registry, work)
