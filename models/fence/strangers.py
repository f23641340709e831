"""Strangers: the client's own customers and the public. They must not learn of this addon.

A guard that refuses them in words tells them that there is something. So Odoo itself is made not
to find our models for them, and what it then answers is what it answers to any unknown name. It
sends the lines of code of an error along, so ours are left out of those.
"""

from pathlib import Path

from ..common.guard import GROUP_ENGINEER

OURS = "ecosire.support."
BUNDLES = "ecosire_support."
ADDON = str(Path(__file__).parents[2])


class Unlisted(str):
    """The name of a model that reads like any other and that no registry finds."""

    __slots__ = ()

    def __hash__(self):
        return ~super().__hash__()


def is_engineer(env, uid=None):
    """Whether the one who calls is ECOSIRE's: fenced in."""
    uid = uid or env.uid
    # sudo: res.users - only what the one who calls is
    return bool(uid) and env["res.users"].sudo().browse(uid).has_group(GROUP_ENGINEER)


def is_stranger(env, uid=None):
    """Whether the one who calls is neither the client's staff nor ECOSIRE's."""
    uid = uid or env.uid
    if not uid:
        return True
    # sudo: res.users - only what the one who calls is
    return not env["res.users"].sudo().browse(uid)._is_internal() and not is_engineer(env, uid)


def as_seen_by(env, uid, model):
    """The name ``model`` as Odoo may look it up for ``uid`` (or for a visitor: None)."""
    ours = isinstance(model, str) and model.startswith(OURS) and model in env.registry
    return Unlisted(model) if ours and is_stranger(env, uid) else model


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
