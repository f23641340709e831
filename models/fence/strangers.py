"""Strangers: the client's own customers and the public. They must not learn of this addon.

A guard that refuses them in words tells them that there is something. So Odoo itself is made not
to find our models for them, and what it then answers is what it answers to any unknown name. It
sends the lines of code of an error along, so ours are left out of those.
"""

import functools
from pathlib import Path

from odoo import api
from odoo.service import model as service

from ..common.guard import GROUP_ENGINEER

OURS = "ecosire.support."
BUNDLES = "ecosire_support."
ENGINEER = "ecosire.support.engineer"
ADDON = str(Path(__file__).parents[2])


class Unlisted(str):
    """The name of a model that reads like any other and that no registry finds."""

    __slots__ = ()

    def __hash__(self):
        return ~super().__hash__()


def is_stranger(env, uid=None):
    """Whether the one who calls is neither the client's staff nor ECOSIRE's."""
    uid = uid or env.uid
    if not uid:
        return True
    # sudo: res.users - only what the one who calls is
    user = env["res.users"].sudo().browse(uid)
    return not user._is_internal() and not user.has_group(GROUP_ENGINEER)


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


def _hide_from_rpc(execute):
    """XML-RPC and ``/jsonrpc``: nothing of a database is asked between the login and the model.

    So Odoo's function is wrapped; in a database without this addon the wrapper does nothing.
    """

    @functools.wraps(execute)
    def execute_cr(cr, uid, obj, method, args, kw):
        env = api.Environment(cr, uid, {})
        if ENGINEER not in env.registry:
            return execute(cr, uid, obj, method, args, kw)
        try:
            return execute(cr, uid, as_seen_by(env, uid, obj), method, args, kw)
        except Exception as error:
            leave_out_our_lines(error)
            raise

    return execute_cr


service.execute_cr = _hide_from_rpc(service.execute_cr)
