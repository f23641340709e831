"""The "Support" entry in the bar at the top: file from any screen, see one's open tickets."""

from collections.abc import Mapping

from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import plaintext2html

from ..common.guard import GROUP_USER

HERE_FIELDS = frozenset(
    {"name", "impact", "data_loss", "workaround", "topic_id", "attachment_ids", "environment"}
)
SHOWN = 5
TEXT_LIMIT = 100_000


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    @api.model
    def file_here(self, vals):
        """File a ticket from the screen one is on; the same door as the form.

        :param vals: some of ``HERE_FIELDS``, and ``text``: what happens, as plain text
        :return: what :meth:`_told_to_reporter` tells
        """
        self._guard(GROUP_USER, operation="create")
        if not isinstance(vals, Mapping):
            raise UserError(self.env._("A ticket is filed from names and values of its fields."))
        text = vals.get("text") if isinstance(vals.get("text"), str) else ""
        if len(text) > TEXT_LIMIT:
            raise UserError(
                self.env._(
                    "The text is longer than %s characters. Attach the long part as a file; your "
                    "text is still here.",
                    f"{TEXT_LIMIT:,}",
                )
            )
        ticket = self.create(
            [
                {
                    "name": "",  # without one, the door asks for it
                    **{name: value for name, value in vals.items() if name in HERE_FIELDS},
                    "description": plaintext2html(text.replace("\0", "")) if text else False,
                    "company_id": self.env.company.id,
                }
            ]
        )
        # sudo: ticket - told to the caller, who has just filed it, with his own rights
        return ticket.sudo()._told_to_reporter()

    @api.model
    def questions_here(self):
        """How bad it is: the questions with their choices, in the caller's language."""
        self._guard(GROUP_USER)
        return self._questions()

    @api.model
    def my_support(self):
        """What the menu at the top shows: one's open tickets by what is due, and whom to call.

        :return: ``{"tickets": [{id, number, title, promise, state, tone}], "more", "ways"}``
        """
        self._guard(GROUP_USER)
        me = self.env.user
        mine = Domain("is_open", "=", True) & (
            Domain("submitter_id", "=", me.id)
            | Domain("message_partner_ids", "in", me.partner_id.ids)
        )
        tickets = self.search(mine, limit=SHOWN + 1, order="deadline, id desc")
        return {
            "tickets": [one._in_the_menu() for one in tickets[:SHOWN]],
            "more": len(tickets) > SHOWN,
            "ways": self._ways_to_ecosire(),
        }

    def _in_the_menu(self):
        tones = {"missed": "danger", "risk": "warning", "late": "danger", "met": "success"}
        due = self._portal_due()
        return {
            "id": self.id,
            "number": self.number,
            "title": self.name,
            "promise": self.promise,
            "state": self._portal_label("state"),
            "tone": tones.get(due["level"], "body"),
        }

    @api.model
    def _ways_to_ecosire(self):
        """``[{label, value, link}]`` that the plan of the present company grants."""
        # sudo: contract - the one in force, whose ways each of the staff may know
        contract = self.env["ecosire.support.contract"].sudo()._in_force(self.env.company)
        ways = contract._emergency_ways() if contract else []
        return [{"label": label, "value": value, "link": link} for label, value, link in ways]
