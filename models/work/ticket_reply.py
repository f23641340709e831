"""Canned replies as they read on one ticket: each placeholder filled in with plain text."""

from markupsafe import Markup

from odoo import models

from ...core import placeholders
from ..common.guard import GROUP_ENGINEER
from ..common.owing import OWING


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    def canned_replies(self):
        """The replies that fit this ticket, filled in: those about its topic first.

        A reply that would say nothing here, because each of its lines names something this ticket
        does not have, is left out.

        :return: ``[{"id", "name", "topic" (its name), "fits" (about this topic), "text" (plain),
            "body" (HTML)}]``
        """
        self._guard(GROUP_ENGINEER)
        self.ensure_one()
        values = self._reply_values()
        offered = [self._filled(reply, values) for reply in self._replies_in_order()]
        return [one for one in offered if one["text"]]

    # -- how it is done

    def _replies_in_order(self):
        """About the topic of this ticket, then for any ticket, then all others."""
        replies = self.env["ecosire.support.canned.reply"].search([("active", "=", True)])
        return replies.sorted(
            lambda one: (one.topic_id != self.topic_id, bool(one.topic_id), one.name.lower())
        )

    def _filled(self, reply, values):
        text = placeholders.fill(reply.body, values)
        return {
            "id": reply.id,
            "name": reply.name,
            "topic": reply.topic_id.name or "",
            "fits": bool(reply.topic_id) and reply.topic_id == self.topic_id,
            "text": text,
            # Markup: core escapes each word of it
            "body": Markup(placeholders.as_html(text)),
        }

    def _reply_values(self):
        """What each placeholder stands for on this ticket, in the client contact's language."""
        # sudo: ticket, res.company, res.users - facts that the client reads on the ticket himself
        ticket = self.sudo().with_context(lang=self.sudo().submitter_id.lang or self.env.lang)
        severities = dict(ticket._fields["severity"]._description_selection(ticket.env))
        owed = ticket.sla_state in OWING and ticket.deadline
        hears_next = ticket.next_update_by or ""
        return {
            "contact": ticket.submitter_name or "",
            "company": ticket.company_id.name or "",
            "number": ticket.number or "",
            "title": ticket.name or "",
            "topic": ticket.topic_id.name or "",
            "module": ticket.license_module_id.name or ticket.module_name or "",
            "severity": severities.get(ticket.severity, ""),
            "plan": ticket.plan_id.name or "",
            "engineer": self.env["ecosire.support.engineer"]._of_user().name or "",
            "holder": ticket.engineer_id.name or "",
            "deadline": ticket._both_cities(owed) if owed else "",
            "next_update": hears_next and ticket._both_cities(hears_next),
            "link": ticket._client_page(),
        }
