from werkzeug.exceptions import NotFound, abort

from odoo import models
from odoo.http import request

from ..common.guard import GROUP_ENGINEER
from .rights import HIDDEN_ROUTES, LANDING, LANDING_PATHS, path_allowed


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    @classmethod
    def _match(cls, path):
        """Whoever is logged in and is no engineer finds no engineers' page, however he asks.

        Refused while matching, as a path that nobody routes: any later, and the form of the
        refusal (wrong method, wrong type, no token) would tell that there is something.
        """
        rule, args = super()._match(path)
        if rule.rule.startswith(HIDDEN_ROUTES) and cls._ecosire_support_is_stranger():
            # what http_routing notes for a path it does not know
            request.is_frontend = request.is_frontend_multilang = True
            raise NotFound()
        return rule, args

    @classmethod
    def _ecosire_support_is_stranger(cls):
        uid = request.session.uid
        # sudo: res.users - only whether the one who calls is an engineer
        return bool(uid) and not request.env["res.users"].sudo().browse(uid).has_group(
            GROUP_ENGINEER
        )

    @classmethod
    def _pre_dispatch(cls, rule, args):
        if cls._ecosire_support_is_fenced():
            if request.httprequest.path in LANDING_PATHS:
                abort(request.redirect(LANDING, code=303))
            raise NotFound()
        return super()._pre_dispatch(rule, args)

    @classmethod
    def _serve_fallback(cls):
        # nothing, as where no addon serves a fallback: the page that is not found says the rest
        return None if cls._ecosire_support_is_fenced() else super()._serve_fallback()

    @classmethod
    def _ecosire_support_is_fenced(cls):
        """A page outside the fence does not exist for an engineer, whoever wrote its route.

        Routes that act as superuser check nothing themselves, so paths are allowed one by one.
        """
        uid = request.env.uid or request.session.uid
        if not uid:
            return False
        # sudo: res.users - only whether the one who calls is an engineer
        user = request.env["res.users"].sudo().browse(uid)
        return user.has_group(GROUP_ENGINEER) and not path_allowed(request.httprequest.path)
