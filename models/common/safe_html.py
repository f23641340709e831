"""HTML that others wrote: nothing in it may call home by itself.

A picture from elsewhere tells its server who reads the ticket, when and where. So it is turned
into a link that says where it leads, the moment the text is stored: the same for every screen,
report and mail that shows the text later, and without any script. What is so small that nobody
can see it is there to track, and goes away.
"""

import re
from urllib.parse import urlsplit

from lxml import html
from markupsafe import Markup, escape

from odoo.tools import html_sanitize, is_html_empty

HELD = "o_ecosire_held_picture"
QUOTE = "data-o-mail-quote"
# what Odoo's sanitizer lets through, and a text can do without
REMOVED_TAGS = (
    *("svg", "math", "style", "link", "meta", "base", "object", "embed"),
    *("audio", "video", "source", "track", "input", "button", "marquee"),
)
# attributes by which an element loads or reports something
CALLING = frozenset(
    {"background", "srcset", "imagesrcset", "poster", "lowsrc", "dynsrc", "longdesc", "ping"}
)
LOCAL = re.compile(r"/web/(?:image|content)/[^\\]*")
UPWARDS = re.compile(r"\.\.|%2e|%5c", re.IGNORECASE)
INLINE = re.compile(r"data:image/(?:png|jpe?g|gif|webp|bmp)[;,]", re.IGNORECASE)
REMOTE = re.compile(r"(?:https?:)?//[^/\\]", re.IGNORECASE)
STYLE_LOADS = re.compile(r"url|image|\\|/\*|@|expression", re.IGNORECASE)
NO_SIZE = re.compile(r"\s*0*[012](?:\.\d*)?\s*(?:px)?\s*")
NO_SIZE_STYLE = re.compile(
    r"(?:^|;|\s)(?:max-)?(?:width|height)\s*:\s*0*[012](?:\.\d*)?(?:px)?\s*(?:!|;|$)"
    r"|display\s*:\s*none|opacity\s*:\s*0(?:\.0*)?\s*(?:!|;|$)",
    re.IGNORECASE,
)


def settle(body, words, strip_classes=False):
    """``body`` with pictures from elsewhere held back as links, to be stored.

    :param words: what stands for such a picture, with one ``%s`` for the server it is from
    :param strip_classes: also take away classes, by which a mail could look like our screens
    """
    if is_html_empty(body) and "<img" not in (body or ""):
        return body
    # quotes are recognised by their classes, so those go only afterwards
    tree = parse(html_sanitize(body, sanitize_attributes=True, sanitize_style=True))
    for element in list(tree.iter(html.etree.Element)):
        if element.tag == "img":
            _settle_image(element, words)
        elif strip_classes and HELD not in element.get("class", ""):
            _strip_marks(element)
    return serialize(tree)


def parse(clean):
    """The tree of sanitized HTML, without elements and attributes that load or report."""
    tree = html.fragment_fromstring(str(clean), create_parent="div")
    for element in tree.xpath("|".join(f".//{tag}" for tag in REMOVED_TAGS)):
        # one inside another is gone with it
        if element.getparent() is not None:
            element.drop_tree()
    for element in tree.iter(html.etree.Element):
        for name in CALLING & set(element.attrib):
            del element.attrib[name]
        if STYLE_LOADS.search(element.get("style", "")):
            del element.attrib["style"]
    return tree


def serialize(tree):
    """The content of what :func:`parse` gave."""
    # Markup: sanitized before it was parsed, then only taken away from
    parts = (Markup(html.tostring(child, encoding="unicode")) for child in tree)
    return escape(tree.text or "") + Markup().join(parts)


def address(image):
    """Where an image is loaded from, as a browser reads it: without blanks and line ends."""
    return re.sub(r"[\x00-\x20]+", "", image.get("src") or "")


def is_here(source):
    """Whether a picture is in the text itself, or a file of this Odoo, and nothing else of it."""
    if INLINE.match(source):
        return True
    return bool(LOCAL.fullmatch(source)) and not UPWARDS.search(source)


def is_remote(source):
    return bool(REMOTE.match(source))


def is_invisible(image):
    """Whether a picture is there to be loaded, not to be seen."""
    sizes = (image.get("width"), image.get("height"))
    if any(size is not None and NO_SIZE.fullmatch(size) for size in sizes):
        return True
    return bool(NO_SIZE_STYLE.search(image.get("style", "")))


def server_of(source):
    try:
        return urlsplit(source, scheme="https").hostname or "?"
    except ValueError:
        return "?"


def _strip_marks(element):
    """Take away what our screens would read as their own: classes, ids, the editor's data."""
    for name in list(element.attrib):
        if name in ("class", "id") or (name.startswith("data-") and not name.startswith(QUOTE)):
            del element.attrib[name]


def _settle_image(image, words):
    source = address(image)
    if is_here(source):
        image.set("src", source)
        return
    if not is_remote(source) or is_invisible(image):
        image.drop_tree()
        return
    link = html.Element("a")
    link.set("class", HELD)
    link.set("href", source if ":" in source.split("/")[0] else f"https:{source}")
    link.set("target", "_blank")
    link.set("rel", "noopener noreferrer nofollow")
    link.text = words % server_of(source)
    around = next((up for up in image.iterancestors("a")), None)
    if around is None:
        link.tail = image.tail
        image.getparent().replace(image, link)
        return
    # a link in a link is none: it comes behind, and the outer one says what it had to say
    name = (image.get("alt") or "").strip()
    image.tail = f"{name}{image.tail or ''}"
    image.drop_tree()
    link.tail, around.tail = around.tail, " "
    around.addnext(link)
