"""The card is mailed to each support manager: once there is a way to reach ECOSIRE, then anew
whenever a fact on it changes, and to a new manager by himself. Each card once to each."""

import logging

from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import NO_ACCESS

from ..common.cron_batch import keep_batch, try_anew, works_alone

_logger = logging.getLogger(__name__)


class EcosireSupportContract(models.Model):
    _inherit = "ecosire.support.contract"

    card_ids = fields.One2many(
        "ecosire.support.down.card", "contract_id", readonly=True, groups=NO_ACCESS
    )

    @api.model
    def _cron_cards(self):
        """Make the cards whose facts have changed, and mail them. Safe on several servers."""
        waiting = self.search([("ended_at", "=", False)], order="id")
        for number, contract in enumerate(waiting, 1):
            contract._send_card_alone()
            if not keep_batch(self.env, 1, len(waiting) - number):
                return

    def _send_card_alone(self):
        """The card of this contract; what fails is logged, and does not hold the others."""

        def send():
            self._renew_card()
            self._send_card()

        words = ("The system-down card of contract %s could not be mailed", self.id)
        try_anew(self.env, lambda: works_alone(self.env, send, _logger, *words))

    def _card_changed(self):
        """Something on the card may be new: let the cron look, once this is committed."""
        self.env.ref("ecosire_support.cron_cards")._trigger()

    def _renew_card(self):
        """Make a new card if a fact has changed; none before there is a way to reach ECOSIRE."""
        self.ensure_one()
        # sudo: down.card - written by this method alone
        cards = self.env["ecosire.support.down.card"].sudo()
        last, facts = cards._newest(self), self._card_facts()
        if last.fingerprint == facts.fingerprint or not (last or facts.ways):
            return
        cards._make(self, last.number + 1, facts)

    def _send_card(self):
        """Mail the newest card to those managers who have not got it."""
        card = self.sudo().card_ids._newest(self)  # sudo: down.card - which is the newest
        for manager in self._managers() if card else ():
            key = f"down card {self.id} {card.number} {manager.id}"
            # sudo: notice - nobody may write it, the key is reckoned here
            if self.env["ecosire.support.notice"].sudo()._once(key, self, manager.name):
                self._mail_card(manager)

    def _mail_card(self, manager):
        reader = self.with_user(manager).with_context(lang=manager.lang, tz=manager.tz or self.tz)
        files = [reader._card_file("vcf")]
        try:
            files.append(reader._card_file("pdf"))
        except UserError as error:
            # the mail holds all the facts, and a page that any browser prints
            _logger.warning("The system-down card goes out without a PDF: %s", error)
            files.append(reader._card_file("html"))
        message = self._tell_each(
            manager.partner_id,
            lambda _reader, _partner: (
                reader.env._("What to do when Odoo is down: your card of %s", reader.code),
                reader._card_words(),
            ),
            kind="system_down",
            attachments=[(file.name, file.content) for file in files],
        )
        # with the mail they go out of date: among the contract's files they would not
        message.attachment_ids.write({"res_model": message._name, "res_id": message.id})

    def _card_words(self):
        """All that stands on the card, as text: a mail can be searched when a PDF is not at hand."""
        content, line = self._card_content(), Markup("<br/>")
        ways = [
            Markup('{}: <strong><a href="{}">{}</a></strong>').format(kind, link, value)
            for kind, value, link in content["ways"]
        ]
        parts = [
            [
                self.env._(
                    "When nobody can log in to Odoo, no ticket can be filed in it. Reach ECOSIRE "
                    "like this, and keep this mail, the printed card, or the contact on your "
                    "phone:"
                )
            ],
            ways,
            content["missing"],
            [
                content["not_in_plan"],
                content["page"] and self.env._("How ECOSIRE is doing: %s", content["page"]),
            ],
            [
                self.env._("Contract number: %s", content["code"]),
                self.env._("Support plan: %s", content["plan"]),
                content["promise"],
                *content["hours"],
            ],
            [
                self.env._(
                    "Say the contract number, your company, since when it is down, who is "
                    "affected and what stands still. Note the time and who answered."
                ),
                self.env._(
                    "Once Odoo runs again, file it under ECOSIRE Support > Tickets > Report an "
                    "outage afterwards, with that time."
                ),
            ],
            [
                self.env._(
                    "Card %(mark)s of %(day)s. Please throw older ones away, and hang up this one.",
                    mark=content["mark"],
                    day=content["day"],
                )
            ],
        ]
        paragraphs = (line.join(filter(None, part)) for part in parts if any(part))
        return Markup("").join(Markup("<p>{}</p>").format(text) for text in paragraphs)
