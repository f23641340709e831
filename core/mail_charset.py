"""Texts that a parser would stumble over, mended before anybody reads them.

A charset that is named wrongly, or not at all, is told from the bytes; control characters, which
no HTML parser takes, go away.
"""

import re
from email.message import Message

CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def mend_texts(message: Message) -> None:
    """Let each text part name a charset that its bytes can be read by, and hold only text.

    A charset that nobody knows is left alone: that mail is read plainly, and kept.
    """
    for part in message.walk():
        if part.get_content_maintype() == "text" and not part.is_multipart():
            _mend(part)


def _mend(part: Message) -> None:
    data = part.get_payload(decode=True) or b""
    named = part.get_content_charset() or "ascii"
    try:
        text = data.decode(named)
    except LookupError:
        return
    except ValueError:
        text = _guess(data)
    else:
        if not CONTROLS.search(text):
            return
    del part["Content-Transfer-Encoding"]
    part["Content-Transfer-Encoding"] = "8bit"
    part.set_param("charset", "utf-8")
    # how Python keeps bytes that are no ASCII in a payload
    part.set_payload(CONTROLS.sub("", text).encode().decode("ascii", "surrogateescape"))


def _guess(data: bytes) -> str:
    """UTF-8 gives itself away, all else is read as Western."""
    try:
        return data.decode()
    except ValueError:
        return data.decode("cp1252", "replace")
