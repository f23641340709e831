"""What workers do about access: end it, ask for it, and keep what was refused."""

from functools import partial
from types import SimpleNamespace
from unittest.mock import patch

from odoo import SUPERUSER_ID, api, fields
from odoo.exceptions import AccessError

from ..common import FOR_EVER, LONG_AGO
from .transact import cron_run, told, transact

LOG = "ecosire.support.access.log"
REQUESTS = "ecosire.support.access.request"


def _engineer(env, login):
    engineers = env["ecosire.support.engineer"].with_context(active_test=False)
    return engineers.search([("user_id.login", "=", login)])


def take_in_turn(registry, ticket_ids, login):
    """Somebody takes one ticket after the other; how many he was let."""
    with registry.cursor() as cr:
        uid = _engineer(api.Environment(cr, SUPERUSER_ID, {}), login).user_id.id

    def take(env, ticket_id):
        mine = env(user=uid, su=False)["ecosire.support.ticket"]
        return mine.browse(ticket_id).take()

    answers = [
        told(partial(transact, registry, partial(take, ticket_id=one))) for one in ticket_ids
    ]
    return answers.count(True)


def end_engineer(registry, login):
    """The administrator ends the access of one engineer."""
    transact(registry, lambda env: _engineer(env, login).action_end_access())


def invite_back(registry, login):
    """The engineer works for the client again, as if never gone."""

    def work(env):
        engineer = _engineer(env, login)
        contracts = engineer.grant_ids.contract_id
        engineer._invite(engineer.name, login, "engineer", contracts, LONG_AGO, FOR_EVER)

    transact(registry, work)


def move_away(registry):
    """The job that finds tickets with somebody who has no access any more."""
    transact(registry, lambda env: env["ecosire.support.ticket"]._route_away_from_strangers())


def grant_request(registry, ticket_id, login):
    """A shared screen is asked for and granted, and is over by now."""

    def work(env):
        ticket = env["ecosire.support.ticket"].browse(ticket_id)
        until = fields.Datetime.add(fields.Datetime.now(), days=1)
        request = env[REQUESTS]._ask(ticket, _engineer(env, login), "screen_share", "x", until)
        request._grant(until, "https://meet.example")
        request.granted_until = fields.Datetime.now()

    transact(registry, work)


def end_over(registry):
    """The job that ends access whose time is over."""
    with cron_run(registry, "cron_end_requests") as (env, _progress):
        env[REQUESTS]._cron_end_over()


def refuse(registry, login, note):
    """A request that does something, keeps a refusal, and ends in an error."""

    def work(env):
        asked = SimpleNamespace(
            path="/my/invoices/7",
            remote_addr="203.0.113.9",
            user_agent=SimpleNamespace(string=""),
        )
        with patch(
            "odoo.addons.ecosire_support.models.access.log.request",
            SimpleNamespace(env=env, httprequest=asked),
        ):
            env[LOG]._note("take")
            getattr(env[LOG], note)("outside", detail="/my/invoices/7")
        raise AccessError(note)

    return told(lambda: transact(registry, work, login))
