"""A file that an engineer brings along: chosen on his machine, or fetched from an address.

The client's server calls the address, so it goes by the same narrow way as the connections do:
https only, no number of the own net, nothing followed elsewhere, and an end in time and size. Only
the port of the web besides, so that nobody looks for open doors with it.
"""

from odoo.exceptions import UserError
from odoo.tools import SQL

from ...core.safe_address import HTTPS, parse_url
from ..outbox import wire
from ..outbox.words import in_words

# namespace of the advisory lock: so that the number of an engineer means nothing elsewhere
FETCHING = 471_106


def fetch(env, url, accept):
    """What stands at ``url``, as bytes.

    :param accept: media types that are asked for
    :raises UserError: in words; what the server said is not repeated
    """
    _check_alone(env)
    try:
        endpoint = parse_url((url or "").strip())
        if endpoint.port != HTTPS:
            raise UserError(env._("Only addresses on the usual port of the web (443) are called."))
        # whose server has called whom is the client's to know; only the server, no path or key
        env["ecosire.support.access.log"]._note("fetch", detail=endpoint.origin)
        answer = wire.get(endpoint, {"Accept": accept})
    except ValueError as error:
        raise UserError(in_words(env, str(error))) from error
    except wire.NotReached as error:
        values = dict(error.outcome.values)
        raise UserError(in_words(env, error.outcome.words, values)) from error
    if 300 <= answer.status < 400:
        raise UserError(
            env._("The address leads on to another one, which is not followed. Enter that one.")
        )
    if answer.status != 200:
        raise UserError(
            env._(
                "There is no file at this address (answer %s). Check it, and whether it can be "
                "opened without a login.",
                answer.status,
            )
        )
    return answer.body


def _check_alone(env):
    """One fetch at a time for each person: a slow server must not hold many of our workers."""
    [(alone,)] = env.execute_query(
        SQL("SELECT pg_try_advisory_xact_lock(%s, %s)", FETCHING, env.uid)
    )
    if not alone:
        raise UserError(env._("A file is being fetched for you already. Wait until it is here."))
