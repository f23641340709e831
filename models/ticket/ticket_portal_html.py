"""A text of the client as an engineer's page shows it: safe, quotes folded, pictures on demand."""

import re

from lxml import html
from markupsafe import Markup

from odoo import models
from odoo.tools import html_sanitize, is_html_empty

from ..common import safe_html

KEPT_ATTRIBUTES = {"href", "src", "alt", "title", "colspan", "rowspan", "start", "dir", "lang"}
LOCAL_FILE = re.compile(r"^/web/(?:image|content)/(\d+)(?:[/?#-]|$)")
HELD_BACK = "o_es_held"
SHOW = "ecosire_support_pictures"  # context: the engineer asked for pictures from elsewhere


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    def _portal_safe_html(self, body, files):
        """``body`` for an engineer's page: pictures through our own door, others when asked for.

        A remote picture would tell its server who reads the ticket; a style or class could lay
        words over the page's own.
        """
        if is_html_empty(body):
            return Markup()
        tree = safe_html.parse(html_sanitize(body, sanitize_attributes=True))
        images = [(image, safe_html.is_invisible(image)) for image in tree.xpath(".//img")]
        held = tree.xpath(f".//a[contains(@class, '{safe_html.HELD}')]")
        quotes = tree.xpath(f".//*[@{safe_html.QUOTE}][not(ancestor::*[@{safe_html.QUOTE}])]")
        for element in tree.iter(html.etree.Element):
            for attribute in set(element.attrib) - KEPT_ATTRIBUTES:
                del element.attrib[attribute]
        urls = {file["id"]: file["url"] for file in files}
        for link in tree.xpath(".//a[@href]"):
            match = LOCAL_FILE.match(link.get("href"))
            if match:
                link.set("href", urls.get(int(match[1]), "#"))
            link.set("rel", "noopener noreferrer nofollow")
        for image, invisible in images:
            self._portal_place_image(image, invisible, urls)
        for link in held:
            self._portal_place_remote(link, link.get("href") or "")
        self._portal_fold(tree, quotes)
        # Markup: sanitized above, then elements were taken away and our own put in
        return Markup(html.tostring(tree, encoding="unicode"))

    def _portal_place_image(self, image, invisible, urls):
        source = safe_html.address(image)
        match = LOCAL_FILE.match(source)
        if match and int(match[1]) in urls:
            image.set("src", urls[int(match[1])])
            image.set("loading", "lazy")
            image.set("alt", image.get("alt") or self.env._("Picture in the text"))
        elif safe_html.is_remote(source) and not invisible:
            self._portal_place_remote(image, source)
        elif not safe_html.INLINE.match(source):
            image.drop_tree()

    def _portal_place_remote(self, element, source):
        """A picture from elsewhere in the place of ``element``, or words for it."""
        if not safe_html.is_remote(source):
            element.drop_tag()
            return
        server = safe_html.server_of(source)
        if self.env.context.get(SHOW):
            shown = html.Element("img", src=source, loading="lazy", referrerpolicy="no-referrer")
            shown.set("alt", element.get("alt") or self.env._("Picture from %s", server))
        else:
            shown = html.Element("em", {"class": HELD_BACK})
            words = self.env._("[picture from %s, not loaded]", server)
            shown.text = " ".join(filter(None, (element.get("alt"), words)))
        shown.tail = element.tail
        element.getparent().replace(element, shown)

    def _portal_fold(self, tree, quotes):
        """Fold what a mail quotes of earlier ones; a mail that is nothing else stays open."""
        inside = sum(len(quote.text_content().strip()) for quote in quotes)
        if not quotes or len(tree.text_content().strip()) <= inside + len(quotes):
            return
        fold = None
        for quote in quotes:
            before = quote.getprevious()
            if fold is None or before is not fold or (fold.tail or "").strip():
                fold = html.Element("details")
                html.etree.SubElement(fold, "summary").text = self.env._("Quoted text")
                quote.addprevious(fold)
            # the text behind a quote is the writer's own, and stays behind the fold
            tail, quote.tail = quote.tail, None
            fold.append(quote)
            fold.tail = tail

    @staticmethod
    def _portal_holds_back(texts):
        """Whether a picture from elsewhere is missing in one of ``texts``."""
        return any(f'class="{HELD_BACK}"' in text for text in texts)
