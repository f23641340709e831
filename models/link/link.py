"""Links in mails that do one thing for one person once, who need not be logged in for it.

What a link does and for whom stands in the link itself, signed; here stands which were used. That
somebody holds a link proves only that a mail reached them once: whether they may still do it is
asked again when they come.
"""

from datetime import UTC

from odoo import SUPERUSER_ID, api, fields, models
from odoo.tools import hmac

from ...core.one_use_link import Link, read_link, signed_link
from ..common.insert_once import insert_once
from ..fence.rights import LINKS


class EcosireSupportLink(models.Model):
    """A link that was used. Each action has a method ``_offer_…`` and one ``_do_…``."""

    _name = "ecosire.support.link"
    _description = "Used links of mails"
    _inherit = "ecosire.support.append.only"
    _order = "id desc"
    _rec_name = "said"

    said = fields.Char(required=True, readonly=True, help="All that the link says: used once.")
    action = fields.Char(required=True, readonly=True)
    row = fields.Integer(required=True, readonly=True)
    person = fields.Char(readonly=True, help="In whose name it was done.")
    used_at = fields.Datetime(required=True, readonly=True)

    _said_unique = models.Constraint("unique(said)", "This link has been used already.")

    @api.model
    def _url(self, action, row_id, partner, until):
        """The address that offers ``partner`` to do ``action`` on a row until a time.

        :param action: one of ``core.one_use_link.ACTIONS``
        :param until: naive UTC
        """
        link = Link(action, row_id, partner.id, until.replace(microsecond=0, tzinfo=UTC))
        return f"{self.get_base_url()}{LINKS}/{link.token(self._secret())}"

    @api.model
    def _is_ours(self, token):
        """Whether this database has signed ``token``, used, over or not."""
        return signed_link(token, self._secret()) is not None

    @api.model
    def _offer(self, token):
        """What the link would do for whoever got it: ``{title, text, button, person}``.

        With ``ask`` the page has a field of that name, for a word of the person's own.

        None when it does nothing any more, for whatever reason: all look alike.
        """
        link, partner, offer = self._offered(token)
        return offer and {**offer, "person": partner.name}

    @api.model
    def _use(self, token, text=""):
        """Do what the link says, once, and say so in words; None when it does nothing any more.

        :param text: what the person wrote, where the offer asks for something
        :raises UserError: when it cannot be done now; the link then stays unused
        """
        link, partner, offer = self._offered(token)
        if not offer:
            return None
        # of two clicks at one instant the slower waits here, and comes again to a used link
        if not insert_once(self, "said", self._as_used(link, partner)):
            return None
        written = {"text": text} if "ask" in offer else {}
        do = getattr(self._speaking_to(partner), f"_do_{link.action}")
        return do(link.row, partner, **written)

    @api.model
    def _offered(self, token):
        """The link, the person it was sent to, and what it offers them: None when nothing."""
        link = self._unused(token)
        partner = self._person(link)
        if not partner:
            return link, partner, None
        offer = getattr(self._speaking_to(partner), f"_offer_{link.action}")
        return link, partner, offer(link.row, partner)

    @api.model
    def _unused(self, token):
        link = read_link(token, self._secret(), fields.Datetime.now().replace(tzinfo=UTC))
        if link and self.search_count([("said", "=", link.said)], limit=1):
            return None
        return link

    @api.model
    def _person(self, link):
        """The contact the link was sent to; empty without a link, or once it is gone."""
        partners = self.env["res.partner"]
        return partners.browse(link.person).exists().filtered("active") if link else partners

    @api.model
    def _speaking_to(self, partner):
        return self.with_context(lang=partner.lang, tz=partner.tz or self.env.user.tz)

    @api.model
    def _as_used(self, link, partner):
        return {
            "said": link.said,
            "action": link.action,
            "row": link.row,
            "person": partner.name,
            "used_at": fields.Datetime.now(),
        }

    @api.model
    def _secret(self):
        """Signs these links and nothing else."""
        # sudo: ir.config_parameter - the database's own secret, used and never shown
        root = self.env(user=SUPERUSER_ID, su=True)
        return hmac(root, "ecosire_support_link", "links")
