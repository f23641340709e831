"""Links in a mail that open a file for whoever holds them, for as long as the file exists.

For a reader whose access ends they are put in place of by links to a page that asks who comes.
"""

import re
from collections.abc import Mapping
from html import escape

# what ends an address, in HTML and in plain text
_WITHIN = r"[^\s\"'<>()]"
_ADDRESS = rf"{_WITHIN}*/web/(?:image|content)/(\d+){_WITHIN}*[?;&]access_token={_WITHIN}*"
ADDRESS = re.compile(_ADDRESS)
PICTURE = re.compile(rf"<img\b[^>]*?\bsrc=([\"'])({_ADDRESS})\1[^>]*>")


def linked_files(body: str) -> set[int]:
    """The numbers of the files that links in ``body`` open."""
    return {int(found[1]) for found in ADDRESS.finditer(body)}


def with_pages(body: str, pages: Mapping[int, str], names: Mapping[int, str], other: str) -> str:
    """``body`` with a link to a page in the place of each such link, and of each such picture.

    :param pages: by the number of a file, the address of the page that shows it
    :param names: by the number of a file, what stands in the place of a picture
    :param other: the address for files that are not in ``pages``
    """

    def place(number: str) -> str:
        return escape(pages.get(int(number), other))

    def named(found: re.Match[str]) -> str:
        name = names.get(int(found[3]), "…")
        return f'<a href="{place(found[3])}">[{escape(name)}]</a>'

    return ADDRESS.sub(lambda found: place(found[1]), PICTURE.sub(named, body))
