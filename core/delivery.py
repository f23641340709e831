"""What an answer to a delivery means: arrived, try again, or no attempt will do.

Three kinds of failure are told apart. *again*: the receiver is down, slow or busy. *target*:
nothing sent there will arrive until a person changes something (a revoked token, an address that is
gone). *message*: this one message is refused, others may pass.
"""

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Literal

from .messages import _

Fault = Literal["", "again", "target", "message"]

SLACK_AGAIN = frozenset(
    {
        *("ratelimited", "rate_limited", "internal_error", "fatal_error", "service_unavailable"),
        *("request_timeout", "team_added_to_org", "timeout", "message_limit_exceeded"),
    }
)
SLACK_MESSAGE = frozenset(
    {
        *("msg_too_long", "no_text", "invalid_blocks", "invalid_blocks_format", "invalid_payload"),
        *("too_many_attachments", "invalid_arguments", "invalid_json", "json_not_object"),
        *("msg_blocks_too_long", "markdown_text_conflict", "metadata_too_large"),
        *("invalid_metadata_format", "cannot_reply_to_message", "thread_not_found"),
        *("user_not_in_channel", "messages_tab_disabled"),
    }
)
SLACK_WORDS = {
    "invalid_auth": _("Slack does not know the token. Copy it anew from the app's settings."),
    "not_authed": _("Slack got no token. Enter the app's bot token."),
    "token_revoked": _("The token was revoked in Slack. Install the app anew and enter its token."),
    "token_expired": _("The token has expired. Install the app anew and enter its token."),
    "account_inactive": _("The app was removed from Slack. Install it anew and enter its token."),
    "invalid_token": _("Slack does not know this webhook any more. Make a new one in Slack."),
    "missing_scope": _("The app lacks a right in Slack. Give it the scope chat:write."),
    "not_in_channel": _("The app is not in the channel. Invite it there: /invite @app."),
    "channel_not_found": _("The channel does not exist, or the app may not see it. Invite it."),
    "is_archived": _("The channel is archived. Choose another one, or open it again in Slack."),
    "channel_is_archived": _("The channel is archived. Choose another one, or open it again."),
    "no_service": _("This webhook was removed or switched off in Slack. Make a new one."),
    "no_team": _("The workspace does not exist any more. Connect another one."),
    "team_disabled": _("The workspace is switched off in Slack."),
    "action_prohibited": _("An administrator of the workspace does not allow this posting."),
    "restricted_action": _("A setting of the workspace does not let the app post here."),
    "posting_to_general_channel_denied": _("The workspace does not let apps post to #general."),
    "ratelimited": _("Slack asks to wait: too many messages in a short time."),
}
HTTP_WORDS = {
    301: _("The address leads on to another one, which is not followed. Enter the final address."),
    400: _("The receiver does not understand the message (400)."),
    401: _("The receiver wants other credentials (401). Check the address and its key."),
    403: _("The receiver refuses us (403). Check the address and its key."),
    404: _("There is nothing at this address (404). Check it for a slip."),
    405: _("The address takes no POST (405). Check it for a slip."),
    408: _("The receiver waited too long for us (408)."),
    410: _("The receiver says that this address is gone for good (410). Enter the new one."),
    413: _("The message is too large for the receiver (413)."),
    429: _("The receiver asks to wait: too many messages in a short time (429)."),
}
TARGET_STATUS = frozenset({401, 402, 403, 404, 405, 407, 410, 421, 426, 451, 501, 505})
AGAIN_STATUS = frozenset({408, 423, 425, 429})
SECONDS = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an attempt.

    :param fault: empty when it arrived
    :param words: a template for people; its parameters are in ``values``
    :param asked: how long the receiver asked to wait
    """

    fault: Fault
    words: str = ""
    values: tuple[tuple[str, str], ...] = ()
    asked: timedelta | None = None

    @property
    def arrived(self) -> bool:
        """Whether the receiver has it."""
        return not self.fault


ARRIVED = Outcome("")


def read_answer(status: int, retry_after: str | None, now: datetime) -> Outcome:
    """What a receiver's status means.

    :param retry_after: the header of that name
    :raises ValueError: names status
    """
    if type(status) is not int or not 100 <= status <= 999:
        raise ValueError(f"status: a number from 100 to 999 is needed, not {status!r}")
    if 200 <= status <= 299:
        return ARRIVED
    values = (("status", str(status)),)
    if 300 <= status <= 399:
        return Outcome("target", HTTP_WORDS[301], values)
    words = HTTP_WORDS.get(status)
    asked = read_retry_after(retry_after, now)
    if status >= 500 and status not in TARGET_STATUS:
        words = words or _("The receiver has a fault of its own (%(status)s).")
        return Outcome("again", words, values, asked)
    words = words or _("The receiver answers with the refusal %(status)s.")
    if status in AGAIN_STATUS:
        return Outcome("again", words, values, asked)
    if status in TARGET_STATUS or status < 200 or status > 599:
        return Outcome("target", words, values)
    return Outcome("message", words, values)


def read_slack_answer(status: int, retry_after: str | None, body: bytes, now: datetime) -> Outcome:
    """What an answer of Slack's Web API means: its errors come with the status 200.

    :raises ValueError: names status
    """
    answer = _json_object(body)
    if status == 200 and answer.get("ok") is True:
        return ARRIVED
    plain = read_answer(status, retry_after, now)
    if answer.get("ok") is False:
        code = str(answer.get("error") or "unknown_error")[:80]
        return _slack_fault(code, plain, read_retry_after(retry_after, now))
    if plain.arrived:
        return Outcome("again", _("What answers there is not Slack. Check the address."))
    return plain


def read_slack_webhook_answer(
    status: int, retry_after: str | None, body: bytes, now: datetime
) -> Outcome:
    """What an answer of one of Slack's incoming webhooks means: its errors are a word.

    :raises ValueError: names status
    """
    plain = read_answer(status, retry_after, now)
    code = body[:80].decode("utf-8", "replace").strip()
    if plain.arrived:
        if code == "ok":
            return plain
        return Outcome("again", _("What answers there is not Slack. Check the address."))
    if plain.fault != "again" and re.fullmatch(r"[a-z_]{2,60}", code):
        return _slack_fault(code, plain, None)
    return plain


def read_retry_after(value: str | None, now: datetime) -> timedelta | None:
    """How long a Retry-After asks to wait: seconds, or a date; None when it says nothing."""
    value = (value or "").strip()
    if SECONDS.fullmatch(value):
        return timedelta(seconds=int(value))
    try:
        until = parsedate_to_datetime(value)
        until = until if until.tzinfo else until.replace(tzinfo=UTC)
        return max(until - now, timedelta())
    except (TypeError, ValueError, OverflowError):
        return None


def _slack_fault(code: str, plain: Outcome, asked: timedelta | None) -> Outcome:
    words = SLACK_WORDS.get(code) or _("Slack answers “%(code)s”.")
    values = (("code", code),)
    if code in SLACK_AGAIN or plain.fault == "again":
        return Outcome("again", words, values, asked or plain.asked)
    return Outcome("message" if code in SLACK_MESSAGE else "target", words, values)


def _json_object(body: bytes) -> dict:
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return answer if isinstance(answer, dict) else {}
