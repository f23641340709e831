"""What happens to a ticket is told to the connections that asked for it, in the same transaction."""

from datetime import UTC

from odoo import api, fields, models
from odoo.tools import html2plaintext

from ...core.paging import Page
from ...core.slack_message import TicketNotice, ticket_message
from ...core.webhook_payload import Happening, canonical
from ..common.owing import OWING
from .target import SLACK

SPOKEN = ("ticket.answered", "ticket.client_wrote")


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    def _happened(self, event, **facts):
        """Tell the connections that chose ``event`` what happened to each of these tickets.

        :param event: a name in the catalogue of events (``data/event_types.xml``)
        :param facts: texts, numbers, times (naive UTC); what people typed goes by the names
            ``reason`` and ``text``, which are sent only where the client wants it
        :return: the rows of the outbox
        :raises ValueError: for a name that is in no catalogue
        """
        return self._tell_targets(event, [(ticket, facts) for ticket in self])

    @api.model
    def _tell_targets(self, event, happenings):
        """The same for several tickets with facts of their own: ``(ticket, facts)`` pairs."""
        # sudo: target, outbox - whoever causes an event has no right to the connections
        targets = self.env["ecosire.support.target"].sudo()
        outbox = self.env["ecosire.support.outbox"].sudo()
        listening = targets._listening(event)
        if not listening:
            return outbox
        # what was said in Slack stands there already
        spoken = event in SPOKEN and self.env.context.get("ecosire_support_from_slack")
        entries = [
            ticket._entry(target, event, facts)
            for ticket, facts in happenings
            for target in targets.browse(listening.get(ticket.sudo().contract_id.id, ()))._granted()
            if not spoken or target.id != spoken
        ]
        return outbox._append(entries)

    def _entry(self, target, event, facts):
        """One message of the outbox: what happened to this ticket, for ``target``."""
        this = self.sudo()  # sudo: ticket - facts of it, for whom the client has chosen
        kind = self.env["ecosire.support.event.type"].sudo()._id_of(event)
        reader = this._in_language_of_contract()
        headline = reader.env["ecosire.support.event.type"].browse(kind).name

        def payload(delivery):
            if target.kind in SLACK:
                words = (
                    (facts.get("reason") or facts.get("text") or "") if target.with_words else ""
                )
                return reader._slack_message(headline, words)
            return canonical(this._as_payload(event, delivery, facts, target.with_words))

        return {
            "target": target,
            "ticket": this,
            "sort": "event",
            "headline": headline,
            "payload": payload,
        }

    def _in_language_of_contract(self):
        """This ticket as the contract's first company reads and counts the hours."""
        partner = self.contract_id.company_ids[:1].partner_id
        return self.with_context(lang=partner.lang or self.env.lang)

    def _as_payload(self, event, delivery, facts, with_words):
        """What a signed webhook says of an event."""
        happening = Happening(
            event=event,
            delivery=delivery,
            at=_aware(facts.get("at") or fields.Datetime.now()),
            contract=self.contract_id.code,
            ticket=self._facts_of_webhook(),
            facts={name: _aware(value) for name, value in facts.items() if name != "at"},
            description=html2plaintext(self.description or "") if with_words else "",
        )
        return happening.payload(with_words)

    def _facts_of_webhook(self):
        """What a webhook says of the ticket; documented, so names only ever get more."""
        return {
            "number": self.number,
            "title": self.name,
            "severity": self.severity,
            "state": self.state,
            "scope": self.scope or None,
            "company": self.company_id.name,
            "filed_at": _aware(self.submitted_at),
            "answer_due_at": _aware(self.deadline or None),
            "answered_at": _aware(self.answered_at or None),
            "with": self.engineer_id.name or None,
            "url": self._client_page(),
        }

    def _slack_message(self, headline, details=""):
        """The message for Slack, as JSON."""
        labels = dict(self._fields["severity"]._description_selection(self.env))
        owed = self.sla_state in OWING and self.deadline
        notice = TicketNotice(
            headline=headline,
            number=self.number,
            title=self.name or "",
            severity=labels.get(self.severity, ""),
            link=self._client_page(),
            other_link=self._vendor_page(),
            deadline=_aware(self.deadline) if owed else None,
            deadline_words=self._deadline_of_both() if owed else "",
            details=details or "",
        )
        return canonical(ticket_message(notice, self.env._))

    def _deadline_of_both(self):
        """The deadline by the clocks of both sides: in a channel that both read, nobody is “you”."""
        service = self.clock_id.snapshot_id._to_core().window.zone
        return self._both_cities(self.deadline, (self._client_zone() or service, service))

    def _as_page(self, headline, step="open"):
        """The call for whoever is on duty; all calls about a ticket share one incident."""
        database = self.env["ir.config_parameter"].get_param("database.uuid")
        return Page(
            headline=headline,
            number=self.number,
            title=self.name or "",
            severity=self.severity,
            link=self._vendor_page(),
            dedup=f"ecosire-{database}-{self.number}",
            source=self.company_id.name,
            step=step,
        )

    def _client_page(self):
        return f"{self._site()}/odoo/support-tickets/{self.id}"

    def _site(self):
        """The address of this Odoo; one that somebody wrote without its beginning gets it.

        A message must not fail for that: what it tells of would be undone with it.
        """
        address = self.get_base_url() or "localhost"
        return address if address.startswith(("https://", "http://")) else f"https://{address}"

    def _vendor_page(self):
        return f"{self._site()}/my/support/ticket/{self.number}"


def _aware(value):
    """A naive time of Odoo's as core takes it; anything else as it is."""
    return value.replace(tzinfo=UTC) if hasattr(value, "tzinfo") else value
