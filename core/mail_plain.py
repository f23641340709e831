"""What can be read of a mail that no parser wants: its text, its files, else its beginning.

Unknown charsets, broken encodings, parts in parts without end: real mails have all of them, and
what stands in them still is what a person wrote.
"""

import email
import re
from email import policy
from email.message import Message

from .mail_head import storable

TEXT_LIMIT = 100_000
PARTS_LIMIT = 2_000
BLOCKS = re.compile(r"<(?:br|/p|/div|/tr|/li|/h[1-6])\b[^>]{0,200}>", re.IGNORECASE)
HIDDEN = re.compile(r"<(script|style|head)\b.*?(?:</\1\s*>|$)", re.IGNORECASE | re.DOTALL)
COMMENT = re.compile(r"<!--.*?(?:-->|$)", re.DOTALL)
TAG = re.compile(r"<[^<>]{0,5000}>")


def plain_text(raw: bytes, limit: int = TEXT_LIMIT) -> str:
    """The first text of a mail, as plain text; a part that says it is plain comes first."""
    try:
        texts = [part for part in _parts(raw) if _is_text(part)]
        texts.sort(key=lambda part: part.get_content_type() != "text/plain")
        return _text_of(texts[0])[:limit].strip() if texts else ""
    except Exception:  # a fault here must not lose the mail: its beginning says enough
        return storable(raw[:limit].decode("utf-8", "replace"))


def text_size(raw: bytes) -> int:
    """How much text there is to be shown, encoded as it came."""
    try:
        return sum(len(part._payload) for part in _parts(raw) if _is_text(part))
    except Exception:  # what cannot be measured is as large as it came
        return len(raw)


def files(raw: bytes) -> list[tuple[str, bytes]]:
    """The files of a mail, as far as they can be told; the mail itself is kept besides."""
    try:
        found = [part for part in _parts(raw) if not _is_text(part) and not part.is_multipart()]
        return [(_name_of(part), part.get_payload(decode=True) or b"") for part in found]
    except Exception:  # the whole mail is kept as a file of its own
        return []


def _parts(raw: bytes) -> list[Message]:
    parts = []
    for part in email.message_from_bytes(raw, policy=policy.compat32).walk():
        parts.append(part)
        if len(parts) >= PARTS_LIMIT:
            break
    return parts


def _is_text(part: Message) -> bool:
    disposition = str(part.get("Content-Disposition", "")).lower()
    return (
        part.get_content_type() in ("text/plain", "text/html")
        and not part.is_multipart()
        and not disposition.startswith("attachment")
    )


def _name_of(part: Message) -> str:
    try:
        return storable(str(part.get_filename() or "attachment"))
    except Exception:  # a name that cannot be read is no reason to lose the file
        return "attachment"


def _text_of(part: Message) -> str:
    data = part.get_payload(decode=True) or b""
    try:
        text = data.decode(part.get_content_charset() or "utf-8")
    except (LookupError, ValueError):
        text = storable(data.decode("utf-8", "surrogateescape"))
    if part.get_content_type() == "text/html":
        text = _without_tags(text[: 10 * TEXT_LIMIT])
    return storable(text)


def _without_tags(text: str) -> str:
    text = COMMENT.sub("", HIDDEN.sub("", text))
    return TAG.sub("", BLOCKS.sub("\n", text)).replace("&nbsp;", " ")
