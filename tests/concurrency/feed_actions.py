"""What workers do with feeds: make an address, fetch it."""

from .transact import transact


def allow_feeds(registry):
    def work(env):
        env["ir.config_parameter"].set_param("ecosire_support.feeds", "True")

    transact(registry, work)


def make_feed(registry, login):
    """The token of a new address for the engineer with this login."""

    def work(env):
        engineer = env["ecosire.support.engineer"]._of_user()
        return engineer.env["ecosire.support.feed"]._make(engineer)

    return transact(registry, work, login)


def live_feed(registry, token):
    """The id of the address that the token opens; 0 for none."""
    return transact(registry, lambda env: env["ecosire.support.feed"]._live(token).id or 0)


def fetch_feed(registry, token, times):
    """How often of so many times the address was answered."""

    def work(env):
        return not env["ecosire.support.feed"]._live(token)._use("203.0.113.7")

    return sum(transact(registry, work) for _turn in range(times))
