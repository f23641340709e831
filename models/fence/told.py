"""What an engineer is told when a call of his fails: enough to go on, nothing of the client's.

Odoo says of a record that is not there that it is missing, and of one that may not be seen that it
may not: so whoever counts ids up learns how many there are. It sends the lines of code along as
well. The whole error stays in the server's log.
"""

import copy

from werkzeug.exceptions import HTTPException, NotFound

from odoo import models
from odoo.exceptions import AccessDenied, AccessError, MissingError, UserError
from odoo.http import SessionExpiredException

from .strangers import is_engineer


def unseen(env):
    """The one answer for rows that are absent and for rows that are forbidden."""
    return AccessError(
        env._("There is no such record here, or your access does not cover it. Nothing was done.")
    )


def as_told(env, error):
    """``error`` as an engineer learns of it; the original is left as it is."""
    if isinstance(error, NotFound) and error.response is None:
        return NotFound()
    if isinstance(error, (HTTPException, SessionExpiredException, AccessDenied)):
        return error
    if isinstance(error, MissingError):
        return unseen(env)
    if isinstance(error, UserError):
        told = copy.copy(error)  # without the lines of code
        told.__traceback__ = told.__cause__ = told.__context__ = None
        return told
    return RuntimeError(env._("This failed, and nothing was done. The server's log tells why."))


class IrRule(models.Model):
    _inherit = "ir.rule"

    def _make_access_error(self, operation, records):
        error = super()._make_access_error(operation, records)
        return unseen(self.env) if is_engineer(self.env) else error


class IrModelAccess(models.Model):
    _inherit = "ir.model.access"

    def _make_access_error(self, model, mode):
        """Odoo names the groups that may, and so how the client has set up who does what."""
        error = super()._make_access_error(model, mode)
        return unseen(self.env) if is_engineer(self.env) else error
