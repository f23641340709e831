"""The card as what people take away: a page to print, the same as PDF, an entry for the phone.

The page is whole in itself: no style sheet, picture or font of this Odoo, so it is the same
where Odoo cannot be reached, and wkhtmltopdf asks no server for anything.
"""

from typing import NamedTuple

from odoo import models

from ..common.guard import GROUP_LEAD, GROUP_USER
from ..common.qr_code import qr_svg

FORMS = ("pdf", "html", "vcf")


class CardFile(NamedTuple):
    """A form of the card: file name, media type, content."""

    name: str
    media_type: str
    content: bytes


class EcosireSupportContract(models.Model):
    _inherit = "ecosire.support.contract"

    def action_print_card(self):
        """Save the card as PDF, to print it."""
        return self._open_card("pdf")

    def action_card_page(self):
        """Open the card as a page, to save on the phone or to print from the browser."""
        return self._open_card("html")

    def action_card_contact(self):
        """Save ECOSIRE into the phone's address book."""
        return self._open_card("vcf")

    def _open_card(self, form):
        self._guard(GROUP_USER)
        self.ensure_one()
        url = f"/ecosire_support/card/{self.id}/{form}"
        target = "new" if form == "html" else "download"
        return {"type": "ir.actions.act_url", "url": url, "target": target}

    def _card_file(self, form):
        """The card in one of ``FORMS``, in the reader's language and zone.

        :raises UserError: when this server can make no PDF; the page can be printed then
        """
        self._guard(GROUP_USER, GROUP_LEAD)
        self.ensure_one()
        name = f"ECOSIRE-{self.code}-system-down"
        if form == "vcf":
            return CardFile(f"{name}.vcf", "text/vcard", self._card_vcard().encode())
        if form == "html":
            return CardFile(f"{name}.html", "text/html", self._card_html().encode())
        return CardFile(f"{name}.pdf", "application/pdf", self._card_pdf())

    def _card_html(self):
        content = self._card_content()
        ways = [(*way, qr_svg(way[2])) for way in content["ways"]]
        lang = (self.env.lang or "en_US").replace("_", "-")
        # sudo: ir.qweb - a template of ours, rendered with plain values alone
        qweb = self.env["ir.qweb"].sudo()
        page = qweb._render(
            "ecosire_support.down_card", {**content, "ways": ways, "page_lang": lang}
        )
        return f"<!DOCTYPE html>\n{page}"

    def _card_pdf(self):
        # sudo: ir.actions.report, report.paperformat - how large the paper is, nothing else
        reports = self.env["ir.actions.report"].sudo()
        paper = self.env.ref("ecosire_support.paperformat_down_card")
        return reports.new({"paperformat_id": paper.id})._run_wkhtmltopdf([self._card_html()])
