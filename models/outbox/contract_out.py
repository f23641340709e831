"""What other domains ask of a contract's connections: post it in Slack, wake whoever is on call."""

from odoo import models

from ...core.webhook_payload import canonical
from .target import SLACK


class EcosireSupportContract(models.Model):
    _inherit = "ecosire.support.contract"

    def _post_slack(self, ticket, headline, details="", key=None):
        """Have a message about ``ticket`` posted in the contract's Slack, in the ticket's thread.

        Written in this transaction, sent after it.

        :param headline: what happened, in words
        :param details: more to read; plain text
        :param key: what is said; with it the same is never said twice
        :return: the rows of the outbox; empty where no Slack is connected or in the plan
        """
        self.ensure_one()
        targets = self._targets(SLACK)
        this = ticket.sudo()  # sudo: ticket - said in the client's own channel
        message = this._slack_message(headline, details) if targets else ""
        return self._send_to(targets, this, "post", headline, lambda _delivery: message, key)

    def _page_on_call(self, ticket, headline, key, step="open"):
        """Have whoever is on call for this contract called about ``ticket``.

        :param headline: what is the matter, in words
        :param key: what for; with it nobody is called twice for the same
        :param step: ``open`` calls, ``close`` says that nobody has to come any more
        :return: the rows of the outbox; empty where no on-call service is connected
        """
        self.ensure_one()
        targets = self._targets(("on_call",))
        this = ticket.sudo()  # sudo: ticket - facts for the service that the client has chosen
        page = canonical(this._as_page(headline, step).as_values()) if targets else ""
        return self._send_to(targets, this, "page", headline, lambda _delivery: page, key)

    def _targets(self, kinds):
        """The connections of these kinds that may be used now."""
        # sudo: target - whoever causes a message has no right to the connection itself
        targets = self.env["ecosire.support.target"].sudo()
        mine = targets.search([("contract_id", "=", self.id), ("kind", "in", kinds)])
        return mine._granted()

    def _send_to(self, targets, ticket, sort, headline, payload, key):
        entries = [
            {
                "target": target,
                "ticket": ticket,
                "sort": sort,
                "headline": headline,
                "payload": payload,
                "key": key,
            }
            for target in targets
        ]
        return self.env["ecosire.support.outbox"].sudo()._append(entries)
