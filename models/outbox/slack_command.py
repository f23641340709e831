"""``/ecosire`` in Slack: the asker alone reads the answer, and it holds what he may see here."""

from odoo import models

from ...core.slack_message import list_message
from ...core.slack_text import parse_command

LISTED = 10


class EcosireSupportTarget(models.Model):
    _inherit = "ecosire.support.target"

    def _answer_command(self, slack_id, text):
        """The answer to what follows ``/ecosire``, as Slack takes it."""
        self.ensure_one()
        role, user = self.env["ecosire.support.slack.person"]._user_of(self, slack_id)
        if not role:
            return list_message(
                self.env._(
                    "Your Slack account is not linked to anybody here. A support manager links it "
                    "under ECOSIRE Support → Configuration → Connections; your member ID is %s.",
                    slack_id,
                ),
                [],
            )
        mine = self.with_user(user).with_context(
            lang=user.lang, tz=user.tz, allowed_company_ids=user.company_ids.ids
        )
        verb, _rest = parse_command(text)
        tickets = mine.env["ecosire.support.ticket"]
        if verb == "due":
            return self._tell_due(tickets, role)
        if verb in ("", "help"):
            return list_message(mine._help_for_command(), [])
        return self._tell_ticket(tickets, role, verb.upper())

    def _help_for_command(self):
        return self.env._(
            "/ecosire due: what is to be answered next. /ecosire %s-1042: one ticket. To answer, "
            "reply in the ticket's thread.",
            self.sudo().contract_id.code,  # sudo: contract - its number stands on every ticket
        )

    def _tell_due(self, tickets, role):
        open_here = [("contract_id", "=", self.contract_id.id), ("is_open", "=", True)]
        found = tickets.search(
            [*open_here, ("deadline", "!=", False)], order="deadline", limit=LISTED
        )
        if not found:
            return list_message(tickets.env._("Nothing is to be answered."), [])
        headline = tickets.env._("To be answered next")
        lines = [
            (self._page_for(ticket, role), f"{ticket.number} · {ticket.name} · {ticket.promise}")
            for ticket in found
        ]
        return list_message(headline, lines)

    def _tell_ticket(self, tickets, role, number):
        numbered = [("contract_id", "=", self.contract_id.id), ("number", "=", number)]
        ticket = tickets.search(numbered, limit=1)
        if not ticket:
            return list_message(
                tickets.env._(
                    "There is no ticket “%s” that you may see. /ecosire help says what can be asked.",
                    number[:40],
                ),
                [],
            )
        state = dict(ticket._fields["state"]._description_selection(ticket.env))[ticket.state]
        # sudo: engineer - who has it is on the ticket's page too
        holder = ticket.sudo().engineer_id.name or tickets.env._("nobody yet")
        lines = [
            (self._page_for(ticket, role), f"{ticket.number} · {ticket.name}"),
            ("", ticket.promise or ""),
            ("", tickets.env._("%(state)s, with %(who)s", state=state, who=holder)),
        ]
        return list_message(ticket.number, [line for line in lines if line[1]])

    def _page_for(self, ticket, role):
        return ticket._vendor_page() if role == "engineer" else ticket._client_page()
