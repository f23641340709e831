"""Slack's way in. That a request is Slack's own is checked before the path is even matched."""

import json
import re

from odoo import http
from odoo.http import request

from ..core.slack_incoming import USER, Challenge, read_event

WAY_IN = "/ecosire_support/slack/<string:hook>"
HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


class SupportSlack(http.Controller):
    @http.route(
        f"{WAY_IN}/events",
        type="http",
        auth="public",
        website=True,  # so that for anybody else it is as unknown as any page of the site
        csrf=False,
        save_session=False,
    )
    def events(self, hook):
        """The Events API: a challenge, or what somebody wrote in a thread."""
        target = _target_once(hook)
        asked = read_event(request.httprequest.get_data())
        if isinstance(asked, Challenge):
            return _plain(asked.answer, "text/plain; charset=utf-8")
        if asked:
            target._take_said(asked)
        return _plain("", "text/plain; charset=utf-8")

    @http.route(
        f"{WAY_IN}/command",
        type="http",
        auth="public",
        website=True,  # so that for anybody else it is as unknown as any page of the site
        csrf=False,
        save_session=False,
    )
    def command(self, hook, user_id="", text="", **_others):
        """``/ecosire …``: answered to the one who asks."""
        target = _target_once(hook)
        if not re.fullmatch(USER, user_id):
            raise request.not_found()
        answer = target._answer_command(user_id, text.replace("\0", "")[:500])
        return _plain(json.dumps(answer), "application/json; charset=utf-8")


def _target_once(hook):
    """The connection, for a request that comes for the first time; else there is no such page."""
    # sudo: target - the request was signed by the Slack app of this very connection
    target = request.env["ecosire.support.target"].sudo()._by_hook(hook)
    signature = request.httprequest.headers.get("X-Slack-Signature", "")
    if not target or not target._first_time(signature):
        raise request.not_found()
    return target


def _plain(body, media_type):
    return request.make_response(body, [("Content-Type", media_type), *HEADERS.items()])
