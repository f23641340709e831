"""Asking for access from the ticket, and what its pages show of it."""

from odoo import models
from odoo.exceptions import UserError

REQUESTS = "ecosire.support.access.request"


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    def ask_for_access(self, kind, reason, until):
        """Ask the client's administrator for access beyond the ticket.

        :param kind: ``screen_share``, ``staging`` or ``login``
        :param until: when it is to end (naive UTC)
        :raises UserError: in words, when it cannot be asked for
        """
        engineer = self._acting_engineer()
        self.ensure_one()
        if not self.is_open:
            raise UserError(self.env._("%s is finished: nothing is needed for it.", self.number))
        until = self._instant_of_call(until)
        if not until:
            raise UserError(self.env._("Please say until when you need it."))
        # sudo: access.request - an engineer of this ticket, checked by _acting_engineer
        self.env[REQUESTS].sudo()._ask(self.sudo(), engineer, kind, reason, until)
        return True

    def _portal_ask_access(self, typed):
        """The form of the ticket's page: its time is in the engineer's own zone."""
        until = self._portal_typed_time(typed["until"])
        self.ask_for_access(typed["kind"], typed["reason"], until)

    def _portal_page(self):
        return {**super()._portal_page(), "access": self._portal_access_requests()}

    def _portal_actions(self, me):
        can = super()._portal_actions(me)
        return {**can, "ask_access": self._portal_kinds_to_ask() if self.is_open else []}

    def _portal_kinds_to_ask(self):
        """What may be asked for here: not what waits for its answer, nor what is granted."""
        # sudo: access.request - of a ticket that the caller may read
        requests = self.env[REQUESTS].sudo()
        live = set(requests.search(requests._live(self)).mapped("kind"))
        kinds = requests._fields["kind"]._description_selection(self.env)
        return [(kind, words) for kind, words in kinds if kind not in live]

    def _portal_access_requests(self):
        """What was asked for here, newest first; what was written for it only while it holds."""
        # sudo: access.request - of a ticket that the caller may read; the words to come in by are
        # shown only until the end
        requests = self.env[REQUESTS].sudo().search([("ticket_id", "=", self.id)])
        states = dict(requests._fields["state"]._description_selection(self.env))
        return [
            {
                "id": request.id,
                "kind": request._kind_in_words(),
                "state": request.state,
                "state_label": states[request.state],
                "who": request.engineer_id.name,
                "reason": request.reason,
                "until": self._both_zones(request.granted_until or request.wanted_until),
                "in_force": request.in_force,
                "answer": request.answer if request.in_force else "",
                "login": request.user_id.login if request.in_force else "",
            }
            for request in requests
        ]
