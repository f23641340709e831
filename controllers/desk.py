"""The desk: Odoo's own web client, embedded for ECOSIRE's engineers in the client's portal."""

import re

from werkzeug.exceptions import NotFound

from odoo import http, release
from odoo.http import request
from odoo.tools import config
from odoo.tools.misc import hmac

from odoo.addons.bus.websocket import WebsocketConnectionHandler

from . import door
from .frame import places

DESK = f"{door.HOME}/desk"
# with what an address of the desk begins: the paths of its actions, without their prefix
SCREENS = frozenset({"queue", "assignment"})
TICKET = re.compile(r"[1-9][0-9]{0,8}")  # its id, as the client writes it into an address
# as Odoo's own web client: what is in the page opens the browser's encrypted store
HEADERS = {"Cache-Control": "no-store"}


class SupportDesk(http.Controller):
    @http.route(
        [DESK, f"{DESK}/<path:subpath>"],
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
        multilang=False,  # the client reads its own address: no language is written into it
    )
    def desk(self, subpath=None):
        """The page that starts the desk; ``subpath`` is read by the client in the browser."""
        engineer = door.engineer_or_404()
        if subpath and not _leads_somewhere(subpath.split("/")):
            # the client could only say that something went wrong, above an empty screen
            raise NotFound()
        face = request.env["res.company"]._support_face_of_workspace()
        values = {"face": face, "session_info": self._session_info(engineer, face)}
        response = door.respond("ecosire_support.desk_page", values)
        response.headers.update(HEADERS)
        return response

    def _session_info(self, engineer, face):
        """What the web client must know to start, and nothing of the client's ERP besides.

        Odoo's ``session_info`` also tells companies, currencies, settings, and whatever other
        addons add to it.
        """
        user = request.env.user  # the caller as superuser: only what he is, is told to him
        debug = request.session.debug
        return {
            "uid": user.id,
            "name": user.name,
            "username": user.login,
            "is_internal_user": False,
            "groups": {"base.group_allow_export": False},
            "user_context": dict(request.env["res.users"].context_get()),
            "db": request.db,
            "server_version": release.version,
            "server_version_info": release.version_info,
            "view_info": request.env["ir.ui.view"].get_view_info(),
            "websocket_worker_version": WebsocketConnectionHandler._VERSION,
            "registry_hash": self._secret(
                "webclient-cache", request.env.registry.registry_sequence
            ),
            "browser_cache_secret": self._secret(
                "browser_cache_key", user._session_token_get_values()
            ),
            "bundle_params": {
                "lang": request.session.context["lang"],
                **({"debug": debug} if debug else {}),
            },
            "test_mode": config["test_enable"],
            "ecosire_support": self._start(engineer, face),
        }

    def _start(self, engineer, face):
        start = request.env["ecosire.support.ticket"]._desk_start(engineer, face)
        # the light pages beside the desk: forms that nobody needs all day
        start["pages"] = [
            {"label": place["label"], "url": place["url"]}
            for place in places(start["is_lead"])
            if place["url"] not in (door.HOME, DESK)
        ]
        return start

    def _secret(self, scope, value):
        # sudo: ir.config_parameter - signed by the secret of this database, as Odoo's page does
        return hmac(request.env(su=True), scope, value)


def _leads_somewhere(parts):
    """Whether an address names screens, and tickets in them that are open to who calls.

    A ticket that is absent and one that is forbidden are alike.
    """
    ids = {int(part) for part in parts[1:] if TICKET.fullmatch(part)}
    named = parts[0] in SCREENS and all(
        part in SCREENS or TICKET.fullmatch(part) for part in parts[1:]
    )
    tickets = request.env["ecosire.support.ticket"]
    return named and tickets.search_count([("id", "in", list(ids))]) == len(ids)
