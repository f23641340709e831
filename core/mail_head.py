"""The head of a mail, read so that nothing a mail brings along can make it fail.

Odoo's parser, and Python's, raise on heads that real mail programs write. What decides about a
mail (to whom, from whom, what it answers) is read here, from the bytes as they came.
"""

import hashlib
import re
from dataclasses import dataclass
from email import policy
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.parser import BytesHeaderParser

HEAD_LIMIT = 256 * 1024
ADDRESS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*")
ENCODED = re.compile(r"=\?[^?\s]*\?[BbQq]\?[^?]*\?=")
QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|\((?:[^()\\]|\\.)*\)')
# to whom: what people wrote, and what the servers on the way knew (blind copies, redirections)
RECIPIENTS = (
    *("to", "cc", "delivered-to", "x-original-to", "envelope-to", "x-envelope-to"),
    *("resent-to", "resent-cc"),
)
END_OF_HEAD = re.compile(rb"\r\n\r\n|\n\n|\r\r")
# NUL cannot be stored, halves of surrogate pairs cannot be encoded
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True)
class MailHead:
    """What the head of a mail says. ``sender`` is empty unless it names exactly one address."""

    message_id: str
    sender: str
    author: str
    subject: str
    recipients: tuple[str, ...]
    references: str
    in_reply_to: str
    headers: tuple[tuple[str, str], ...]

    @property
    def content_type(self) -> str:
        """The whole Content-Type, parameters included."""
        return next((v for name, v in self.headers if name.lower() == "content-type"), "")


def read_headers(raw: bytes) -> Message:
    """The headers of a mail, by the policy that takes whatever comes."""
    return BytesHeaderParser(policy=policy.compat32).parsebytes(raw[:HEAD_LIMIT])


def read_head(raw: bytes) -> MailHead:
    """Read the head of a mail; whatever is missing or broken in it is empty."""
    items = read_headers(raw).raw_items()
    headers = tuple((storable(str(name)), storable(str(value))) for name, value in items)
    own_id = decode(_joined(headers, "message-id"))
    found = re.search(r"<[^<>\s]+>", own_id)
    return MailHead(
        message_id=found[0] if found else own_id,
        sender=_only_address(_joined(headers, "from", ",")),
        author=decode(_joined(headers, "from", ", ")),
        subject=decode(_joined(headers, "subject")),
        recipients=_addresses(headers, RECIPIENTS),
        # some programs encode ids that are too long for a line
        references=decode(_joined(headers, "references")),
        in_reply_to=decode(_joined(headers, "in-reply-to")),
        headers=tuple((name, decode(value)) for name, value in headers),
    )


def storable(text: str) -> str:
    """``text`` as a database can keep it; bytes that were no characters become the likeliest."""
    try:
        text.encode()
    except UnicodeEncodeError:
        text = _guess(text.encode("utf-8", "surrogateescape" if _escaped(text) else "replace"))
    return UNSTORABLE.sub("�", text)


def decode(value: str) -> str:
    """The words of a header: RFC 2047 read where it can be, left as it stands where not."""
    value = " ".join(value.split())
    if not ENCODED.search(value):
        return value
    try:
        parts = decode_header(value)
    except (HeaderParseError, ValueError):
        return value
    return storable("".join(_decoded(part, charset) for part, charset in parts)).strip()


def _decoded(part: str | bytes, charset: str | None) -> str:
    if isinstance(part, str):
        return part
    try:
        return part.decode(charset or "ascii", "strict")
    except (LookupError, ValueError):
        return _guess(part)


def _guess(data: bytes) -> str:
    """Bytes without a true charset: UTF-8 gives itself away, all else is read as Western."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _escaped(text: str) -> bool:
    """Whether every surrogate in ``text`` stands for a byte that was no ASCII."""
    return all("\udc80" <= char <= "\udcff" for char in UNSTORABLE.findall(text) if char != "\x00")


def _joined(headers: tuple[tuple[str, str], ...], wanted: str, separator: str = " ") -> str:
    values = (" ".join(v.split()) for name, v in headers if name.strip().lower() == wanted)
    return separator.join(filter(None, values))


def _addresses(headers: tuple[tuple[str, str], ...], names: tuple[str, ...]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for name in names:
        for address in ADDRESS.findall(QUOTED.sub(" ", _joined(headers, name, ","))):
            found.setdefault(address.lower())
    return tuple(found)


def _only_address(value: str) -> str:
    """The one address of a From; two are nobody's word, nor is one inside a name."""
    found = {address.lower() for address in ADDRESS.findall(QUOTED.sub(" ", value))}
    return found.pop() if len(found) == 1 else ""


def head_print(head: MailHead) -> str:
    """The same for each copy of one mail, also for one that was changed on its way."""
    said = [head.message_id, head.author, head.subject]
    said += [value for name, value in head.headers if name.lower() == "date"]
    return hashlib.sha256("\0".join(said).encode("utf-8", "replace")).hexdigest()


def fingerprint(head: MailHead, raw: bytes) -> str:
    """The same for each unchanged copy of one mail, whatever servers wrote above it."""
    digest = hashlib.sha256(head_print(head).encode())
    end = END_OF_HEAD.search(raw)
    body = raw[end.end() :] if end else b""
    digest.update(body.replace(b"\r\n", b"\n").replace(b"\r", b"\n").rstrip())
    return digest.hexdigest()
