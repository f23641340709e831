"""Messages for Slack, in the blocks it documents: who reads them acts, so they hold one next step.

What people typed stands in plain-text elements, where Slack reads no marks; where only marked text
is possible, the three signs that begin a mark are escaped. So a title cannot call a whole channel
or show a link that leads elsewhere. Whatever the length of the facts, Slack's limits are kept.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from .instants import to_epoch
from .messages import _

HEADER_LIMIT = 150
FIELD_LIMIT = 2_000
SECTION_LIMIT = 3_000
BUTTON_LIMIT = 75
URL_LIMIT = 3_000
TEXT_LIMIT = 4_000
FIELDS_LIMIT = 10
ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


@dataclass(frozen=True, slots=True)
class TicketNotice:
    """What a message about a ticket says.

    :param headline: what happened, in words
    :param number: of the ticket
    :param title: as its submitter wrote it
    :param severity: in words
    :param link: of the ticket's page
    :param other_link: of the same ticket's page for the other side; empty when there is one page
    :param deadline: of the open clock; None when nothing is owed
    :param deadline_words: the same, with zone, for readers whose program shows no dates
    :param details: more to read, such as a reason
    :raises ValueError: names headline, number, link, other_link or deadline
    """

    headline: str
    number: str
    title: str
    severity: str
    link: str
    deadline: datetime | None = None
    deadline_words: str = ""
    details: str = ""
    other_link: str = ""

    def __post_init__(self):
        for field in ("headline", "number"):
            if not (getattr(self, field) or "").strip():
                raise ValueError(f"{field}: empty")
        _check_link(self.link, "link")
        if self.other_link:
            _check_link(self.other_link, "other_link")
        if self.deadline is not None:
            to_epoch(self.deadline, "deadline")


def escape(text: str, limit: int = TEXT_LIMIT) -> str:
    """``text`` for a marked-text element: no mark begins in it, and it is cut at ``limit``.

    :raises ValueError: names limit
    """
    if limit < 1:
        raise ValueError(f"limit: at least 1 is needed, not {limit!r}")
    pieces = [ESCAPES.get(sign, sign) for sign in text]
    if sum(map(len, pieces)) <= limit:
        return "".join(pieces)
    kept, room = [], limit - 1
    for piece in pieces:
        room -= len(piece)
        if room < 0:
            break
        kept.append(piece)
    return "".join(kept) + "…"


def cut(text: str, limit: int) -> str:
    """``text`` of at most ``limit`` characters; what was cut is told by an ellipsis."""
    text = " ".join((text or "").split())
    return text if len(text) <= limit else text[: limit - 1] + "…"


def ticket_message(notice: TicketNotice, translate: Callable[[str], str] = str) -> dict:
    """``text`` and ``blocks`` of a message about a ticket, ready to be sent as JSON.

    :param translate: looks up the reader's language for a text of ours
    """
    fields = [_field(translate(_("Severity")), notice.severity)]
    if notice.deadline:
        fields.append(_deadline(translate(_("Answer due")), notice))
    blocks = [
        {"type": "header", "text": _plain(notice.headline, HEADER_LIMIT)},
        {"type": "section", "text": _plain(f"{notice.number} · {notice.title}", SECTION_LIMIT)},
        {"type": "section", "fields": fields[:FIELDS_LIMIT]},
    ]
    if notice.details.strip():
        blocks.append({"type": "section", "text": _plain(notice.details, SECTION_LIMIT)})
    buttons = [_button(translate(_("Open %(number)s")), notice, notice.link)]
    if notice.other_link:
        buttons.append(_button(translate(_("For ECOSIRE")), notice, notice.other_link))
    blocks.append({"type": "actions", "elements": buttons})
    summary = f"{notice.headline}: {notice.number} · {notice.severity} · {cut(notice.title, 300)}"
    return {
        "text": escape(summary),
        "blocks": blocks,
        "unfurl_links": False,
        "unfurl_media": False,
    }


def list_message(headline: str, lines: list[tuple[str, str]]) -> dict:
    """An answer that only the one who asked sees: a headline, and a link with words a line.

    Lines that do not fit are left out, and their number is told.
    :param lines: ``(link, words)``; without a link the words alone
    """
    text, shown = escape(headline, SECTION_LIMIT // 2), 0
    for link, words in lines:
        safe = escape(cut(words, 300), 400)
        entry = f"\n• <{link}|{safe.replace('|', '¦')}>" if _is_plain_link(link) else f"\n• {safe}"
        if len(text) + len(entry) > SECTION_LIMIT - 20:
            break
        text, shown = text + entry, shown + 1
    if shown < len(lines):
        text += f"\n+ {len(lines) - shown}"
    return {
        "response_type": "ephemeral",
        "text": escape(headline),
        "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": text}}],
    }


def _check_link(link: str, field: str) -> None:
    if not (link or "").startswith(("https://", "http://")):
        raise ValueError(f"{field}: an address of the web is needed")
    if len(link) > URL_LIMIT:
        raise ValueError(f"{field}: longer than {URL_LIMIT} characters")


def _button(words: str, notice: TicketNotice, link: str) -> dict:
    text = words % {"number": notice.number}
    return {"type": "button", "text": _plain(text, BUTTON_LIMIT), "url": link}


def _is_plain_link(link: str) -> bool:
    return link.startswith(("https://", "http://")) and not set(link) & set("<>| ")


def _plain(text: str, limit: int) -> dict:
    # an element without text would refuse the whole message
    return {"type": "plain_text", "text": cut(text, limit) or "–", "emoji": False}


def _field(label: str, value: str) -> dict:
    return _plain(f"{label}: {value}", FIELD_LIMIT)


def _deadline(label: str, notice: TicketNotice) -> dict:
    """The deadline in the reader's own zone, which only Slack knows, and in words."""
    seconds = to_epoch(notice.deadline, "deadline")
    # the words end at a mark's own signs
    words = escape(cut(notice.deadline_words, 200), 300).replace("|", "¦") or f"{seconds}"
    local = f"<!date^{seconds}^{{date_short_pretty}} {{time}}|{words}>"
    return {"type": "mrkdwn", "text": f"{escape(label, 200)}: {local}\n{words}"}
