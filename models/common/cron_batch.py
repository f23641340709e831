"""Crons keep what is done batch by batch; the same code called by a person keeps nothing itself."""


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
