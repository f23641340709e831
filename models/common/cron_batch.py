"""Crons keep what is done batch by batch; the same code called by a person keeps nothing itself."""

from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

TRIES = 5


def is_cron(env):
    """Whether this transaction is a cron's own, to commit and to roll back."""
    return bool(env.context.get("ir_cron_progress_id"))


def keep_batch(env, done, remaining=None):
    """Commit ``done`` rows as a cron does, and say whether there is time for more.

    Outside of a cron the caller commits.
    """
    if not is_cron(env):
        return True
    return bool(env["ir.cron"]._commit_progress(done, remaining=remaining))


def try_anew(env, work):
    """What ``work()`` gives; in a cron it is done anew when somebody changed its rows meanwhile.

    A row that was changed since this transaction began cannot be locked in it: the next one sees
    it as it is, so that nobody's work makes a cron miss its minute.
    """
    for attempt in range(TRIES):
        try:
            return work()
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            if not is_cron(env) or attempt == TRIES - 1:
                raise
            env.cr.rollback()
