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


def work_batch(model, find, work, limit, order=None, allow_referencing=False):
    """Find some rows that are due, work them and keep that; whether there may be more to do.

    Whoever is locked is being answered, changed or worked elsewhere just now: the next run looks
    again.

    :param find: gives the domain of what is due, asked anew for each batch
    :param work: does what is due on the rows it is given, which are locked
    :param allow_referencing: whether to work rows, too, that somebody only refers to just now
    """

    def batch():
        rows = model.search(find(), limit=limit, order=order)
        rows = rows.try_lock_for_update(allow_referencing=allow_referencing)
        if not rows:
            return False
        work(rows)
        return keep_batch(model.env, len(rows), count_in_cron(model, find()))

    return try_anew(model.env, batch)


def count_in_cron(model, domain):
    """How many rows are left to a cron; outside of one nobody asks."""
    return model.search_count(domain) if is_cron(model.env) else None


def works_alone(env, work, logger, words, *args):
    """Whether ``work()`` came through; what fails is undone and logged, and holds nothing else."""
    try:
        with env.cr.savepoint():
            work()
    except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
        raise
    except Exception:
        logger.exception(words, *args)
        return False
    return True
