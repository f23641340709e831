"""Ways to reach somebody when nothing else works: as links for a phone, and as its address book."""

import re
from urllib.parse import quote, urlsplit

from .messages import _
from .phone import international

LONGEST_ADDRESS = 200
HOST = re.compile(r"(?!-)[A-Za-z0-9-]{1,63}(?<!-)(\.(?!-)[A-Za-z0-9-]{1,63}(?<!-))+")
NAMED = re.compile(r".*[A-Za-z]")  # a last part with a letter: a name, and no number of a machine

NO_PAGE = _("enter an address that begins with https://, as in https://status.ecosire.com")


def phone_link(number: str) -> str:
    """``tel:+923001234567``; `number` as :func:`core.phone.international` gives it."""
    return f"tel:{_digits(number)}"


def whatsapp_link(number: str) -> str:
    """``https://wa.me/923001234567``: WhatsApp's own link, without the plus."""
    return f"https://wa.me/{_digits(number)[1:]}"


def mail_link(address: str, subject: str = "") -> str:
    """``mailto:…``, with a subject where there is one."""
    link = f"mailto:{quote(address, safe='@+')}"
    return f"{link}?subject={quote(subject)}" if subject else link


def page(text: str, field: str = "address") -> str:
    """`text` as the address of a page that a phone can open without this network.

    :raises ValueError: begins with `field`, when it is no such address
    """
    address = text.strip()
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise ValueError(f"{field}: {NO_PAGE}") from None
    whole = address.isascii() and address.isprintable() and " " not in address
    named = HOST.fullmatch(host) and NAMED.fullmatch(host.rsplit(".", 1)[-1])
    plain = parts.scheme == "https" and "@" not in parts.netloc and port is None
    if not (whole and named and plain and len(address) <= LONGEST_ADDRESS):
        raise ValueError(f"{field}: {NO_PAGE}")
    return address


def vcard(name: str, phones: tuple[tuple[str, str], ...], mail: str, link: str, note: str) -> str:
    """An entry for a phone's address book (vCard 3.0, RFC 2426, which old phones read too).

    :param phones: ``(kind, number)``, kind as people read it
    :param mail: an address, or "" for none; `link` likewise
    """
    lines = ["BEGIN:VCARD", "VERSION:3.0", f"FN:{_escaped(name)}", f"N:{_escaped(name)};;;;"]
    lines += [f"ORG:{_escaped(name)}"]
    for index, (kind, number) in enumerate(phones, 1):
        lines += [f"item{index}.TEL;TYPE=VOICE:{number}", f"item{index}.X-ABLabel:{_escaped(kind)}"]
    lines += [f"EMAIL;TYPE=INTERNET:{_escaped(mail)}"] if mail else []
    lines += [f"URL:{_escaped(link)}"] if link else []
    lines += [f"NOTE:{_escaped(note)}", "END:VCARD"]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _digits(number: str) -> str:
    return international(number).replace(" ", "")


def _escaped(text: str) -> str:
    """Text as a value: backslash, comma and semicolon would end it, as a line end would."""
    text = re.sub(r"([\\,;])", r"\\\1", text)
    return re.sub(r"\r\n|\r|\n", r"\\n", text)


def _folded(line: str) -> str:
    """A line of at most 75 octets, continued after a blank; no letter is cut in two."""
    parts, size = [""], 0
    for letter in line:
        width = len(letter.encode())
        if size + width > 75:
            parts.append(" ")
            size = 1
        parts[-1] += letter
        size += width
    return "\r\n".join(parts)
