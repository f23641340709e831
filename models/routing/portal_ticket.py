"""Who has a ticket, on the engineers' pages; and handing over several at once."""

from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..common.guard import GROUP_LEAD

SHOWN = 100
VIEWS = ("open", "unassigned", "at_risk", "missed")


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    def _portal_page(self):
        return {
            **super()._portal_page(),
            "why_with": self._portal_why_with(),
            "holders": self.holders,
            "handover": self._portal_handover(),
        }

    def _portal_why_with(self):
        """Why the ticket is with whom it is, where there is more to say than the name."""
        bare = self.env._("With %s", self.engineer_id.name)
        return self.with_whom if self.engineer_id and self.with_whom != bare else ""

    def _portal_handover(self):
        """The note with which the ticket came to whoever has it now; None without one."""
        row = self.env["ecosire.support.ticket.holding"]._last_of(self)
        noted = self.holding_ids.sorted("sequence").filtered(
            lambda one: one.engineer_id == row.engineer_id and one.note
        )[-1:]
        if not noted:
            return None
        return {
            "text": noted.note,
            "by": noted.by_name,
            "when": self._reader_time(noted.at),
        }

    # -- several at once

    @api.model
    def _portal_handover_choices(self, view, holder):
        """Open tickets of a view that a lead may hand over, and to whom.

        :param view: one of ``VIEWS``; anything else is the first
        :param holder: id of an engineer, as text, whose tickets alone are shown
        """
        self._guard(GROUP_LEAD)
        filters = self._portal_filters()
        view = view if view in VIEWS else VIEWS[0]
        people = self.env["ecosire.support.engineer"]._colleagues()
        chosen = people.filtered(lambda one: str(one.id) == holder)
        domain = filters[view][1]
        if chosen:
            domain &= Domain("engineer_id", "=", chosen.id)
        # one more, to know that there are more
        found = self._portal_queue(domain, 0, SHOWN + 1)
        off = people._off_now()
        return {
            "rows": [ticket._portal_row() for ticket in found[:SHOWN]],
            "more": len(found) > SHOWN,
            "views": [(code, filters[code][0], code == view) for code in VIEWS],
            "view": view,
            "empty": filters[view][2],
            "holder": chosen.id,
            "holder_name": chosen.name,
            "people": [(one.id, one._portal_choice(off.get(one.id))) for one in people],
        }

    @api.model
    def _portal_hand_over(self, numbers, engineer, note):
        """Hand the tickets with these numbers to an engineer; how many there were.

        :param engineer: the engineer's id, as text
        :raises UserError: in words, when nothing or nobody was chosen
        """
        self._guard(GROUP_LEAD)
        tickets = self.search([("number", "in", list(numbers)[:SHOWN])])
        if not tickets:
            raise UserError(self.env._("Please choose at least one ticket."))
        people = self.env["ecosire.support.engineer"]._colleagues()
        chosen = people.filtered(lambda one: str(one.id) == engineer)
        if not chosen:
            raise UserError(self.env._("Please choose to whom the tickets go."))
        tickets.assign(chosen.id, note)
        return len(tickets), chosen.name


class EcosireSupportEngineer(models.Model):
    _inherit = "ecosire.support.engineer"

    def _portal_choice(self, until):
        """The name, and until when the person is off (None: is not), for whoever chooses."""
        if not until:
            return self.name
        return self.env._("%(name)s, %(off)s", name=self.name, off=self._off_text(until))
