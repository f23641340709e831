"""A request as Odoo serves it, for workers of the scratch database."""

from contextlib import contextmanager
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


@contextmanager
def cron_run(registry, name, **context):
    """A run of the cron ``name`` with its own progress: ``(env, progress)``, and a commit after."""
    with registry.cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, context)
        cron = env.ref(f"ecosire_support.{name}")
        cron, progress = cron.with_context(cron_id=cron.id)._add_progress()
        cr.commit()  # pylint: disable=invalid-commit
        yield cron.env, progress


def told(work):
    """What ``work()`` gives, or the words in which it is refused."""
    try:
        return work()
    except UserError as error:
        return str(error)
