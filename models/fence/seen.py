"""Ids that come with an engineer's call: those that are absent and those that are forbidden."""

from .calls import READS
from .told import unseen


def keep_seen(env, call):
    """Leave of the ids of ``call`` those that the user of ``env`` sees, before it is made.

    Odoo reads nothing where nothing is, and complains where nothing may be read; so whoever counted
    ids up would learn how many there are.

    :raises AccessError: for a call that acts, if any of its ids is not seen
    """
    records = env[call["model"]].with_context(active_test=False)
    if getattr(getattr(type(records), call["method"], None), "_api_model", False):
        return
    ids = call["args"][0] if call["args"] else None
    if type(ids) is int:
        call["args"][0] = ids = [ids]
    if not isinstance(ids, list) or not all(type(one) is int for one in ids):
        raise unseen(env)
    if not ids:
        return
    seen = set(records.search([("id", "in", [one for one in ids if abs(one) < 2**31])]).ids)
    if call["method"] in READS:
        call["args"][0] = [one for one in ids if one in seen]
    elif not seen.issuperset(ids):
        raise unseen(env)
