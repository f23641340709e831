"""Strangers: the client's own customers and the public. They must not learn of this addon.

A guard that refuses them in words tells them that there is something. So Odoo itself is made not
to find our models for them, and what it then answers is what it answers to any unknown name. It
sends the lines of code of an error along, so ours are left out of those.
"""

from pathlib import Path

from .res_users import ENGINEER, STRANGER

MODULE = "ecosire_support"
OURS = "ecosire.support."
MODELS = (OURS, f"report.{MODULE}.")  # how the names of our models begin
BUNDLES = XMLIDS = f"{MODULE}."
ADDON = str(Path(__file__).parents[2])


class Unlisted(str):
    """The name of a model that reads like any other and that no registry finds."""

    __slots__ = ()

    def __hash__(self):
        return ~super().__hash__()

    def __eq__(self, other):
        return isinstance(other, Unlisted) and super().__eq__(other)

    def __ne__(self, other):
        return not self == other


class UnlistedId(Unlisted):
    """An XML id that reads like any other and that no database knows."""

    __slots__ = ()

    def split(self, sep=None, maxsplit=-1):
        parts = super().split(sep, maxsplit)
        return ["", *parts[1:]] if sep == "." else parts  # of which module it is


# an error that names the kind of a value names it like any other
for _kind in (Unlisted, UnlistedId):
    _kind.__name__ = _kind.__qualname__ = "str"


def is_engineer(env, uid=None):
    """Whether the one who calls is ECOSIRE's: fenced in."""
    uid = uid or env.uid
    return bool(uid) and env["res.users"]._ecosire_support_who(uid) == ENGINEER


def is_stranger(env, uid=None):
    """Whether the one who calls is neither the client's staff nor ECOSIRE's."""
    uid = uid or env.uid
    return not uid or env["res.users"]._ecosire_support_who(uid) == STRANGER


def as_seen_by(env, uid, model):
    """The name ``model`` as Odoo may look it up for ``uid`` (or for a visitor: None)."""
    ours = isinstance(model, str) and model.startswith(MODELS) and model in env.registry
    return Unlisted(model) if ours and is_stranger(env, uid) else model


def without_ours(env, value):
    """What a stranger has sent as JSON, with the names of our models and records unlisted."""
    if isinstance(value, dict):
        return {name: without_ours(env, one) for name, one in value.items()}
    if isinstance(value, list):
        return [without_ours(env, one) for one in value]
    if isinstance(value, str):
        if value.startswith(XMLIDS):
            return UnlistedId(value)
        if value.startswith(MODELS) and value in env.registry:
            return Unlisted(value)
    return value


def leave_out_our_lines(error):
    """Take this addon's lines out of the traceback of ``error``, and of what it came from."""
    seen = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        error.__traceback__ = _without_our_lines(error.__traceback__)
        error = error.__cause__ or error.__context__


def _without_our_lines(traceback):
    while traceback and traceback.tb_frame.f_code.co_filename.startswith(ADDON):
        traceback = traceback.tb_next
    if traceback:
        traceback.tb_next = _without_our_lines(traceback.tb_next)
    return traceback
