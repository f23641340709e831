"""An engineer's requests in the access log: his forms, and what lies beyond his pages."""

from werkzeug.exceptions import NotFound

from odoo import models
from odoo.exceptions import AccessError
from odoo.http import request

from ...core.seen_path import seen_path
from ..common.guard import GROUP_ENGINEER
from ..fence.rights import HOME

LOG = "ecosire.support.access.log"
# the actions of a ticket note themselves, and name the ticket; presence is no action
NOTED_THERE = tuple(f"{HOME}/{door}" for door in ("ticket/", "desk/"))
REFUSED = 400  # HTTP codes from here on


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    @classmethod
    def _post_dispatch(cls, response):
        asked = request.httprequest
        if asked.method == "POST" and asked.path.startswith(f"{HOME}/"):
            cls._ecosire_support_note_form(response.status_code >= REFUSED)
        return super()._post_dispatch(response)

    @classmethod
    def _ecosire_support_note_form(cls, refused):
        path = request.httprequest.path
        if not path.startswith(NOTED_THERE) and cls._ecosire_support_engineer():
            request.env[LOG]._note("form", detail=seen_path(path), refused=refused)

    @classmethod
    def _handle_error(cls, exception):
        """What does not exist for the engineer who asks for it, beyond his pages or among them."""
        if isinstance(exception, NotFound | AccessError):
            cls._ecosire_support_note_outside()
        return super()._handle_error(exception)

    @classmethod
    def _ecosire_support_note_outside(cls):
        user = cls._ecosire_support_engineer()
        if user:
            asked = request.httprequest
            way = "" if asked.method in ("GET", "HEAD") else f"{asked.method} "
            detail = way + seen_path(asked.path)
            request.env[LOG]._note_apart("outside", detail=detail, user=user, doomed=True)

    @classmethod
    def _ecosire_support_engineer(cls):
        """The user who calls, if he is an engineer; else none."""
        # sudo: res.users - only whether the one who calls is an engineer, and his name
        users = request.env["res.users"].sudo()
        user = users.browse(request.env.uid or request.session.uid or ())
        return user.filtered(lambda one: one.has_group(GROUP_ENGINEER))
