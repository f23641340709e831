"""A request as Odoo serves it, for workers of the scratch database."""

from functools import partial

from odoo import SUPERUSER_ID, api
from odoo.exceptions import UserError
from odoo.service.model import retrying


def transact(registry, work, login=None):
    """Do ``work(env)`` as Odoo does a request: again after a serialization failure, then commit."""
    with registry.cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        if login:
            env = env(user=env["res.users"].search([("login", "=", login)]).id, su=False)
        return retrying(partial(work, env), env)


def told(work):
    """What ``work()`` gives, or the words in which it is refused."""
    try:
        return work()
    except UserError as error:
        return str(error)
