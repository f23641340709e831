"""Time with each holder, recorded in the one place through which every change passes."""

from datetime import UTC

from odoo import api, fields, models

from ...core import holding, ticket_states
from .holding import KNOWN, QUEUE, TAKEN

# what changes who has a ticket, or whose turn it is
TELLING = frozenset({"engineer_id", "state", "extra_state"})
# said even where it is nothing: the caller's context must not fill it in
NOTHING_GIVEN = dict.fromkeys(("instead_of_id", "by_name", "note"), False)
COPIED = ("why", "instead_of_id", "by_name")


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    holding_ids = fields.One2many("ecosire.support.ticket.holding", "ticket_id", readonly=True)

    @api.model_create_multi
    def create(self, vals_list):
        tickets = super().create(vals_list)
        # sudo: ticket.holding - nobody may write it; it follows from what the door has done
        tickets.sudo()._record_holder()
        return tickets

    def write(self, vals):
        result = super().write(vals)
        # who has no right to write a ticket changes it by actions, which come here as superuser
        if self.env.su and TELLING & vals.keys():
            self._record_holder()
        return result

    def _record_holder(self, engineer=None, **facts):
        """Append who has these tickets from now on, unless their latest rows say so already.

        :param engineer: who will have them (empty: the queue), before that is written; default:
            who has them
        :param facts: values of the row, for whoever knows why
        """
        rows = self.env["ecosire.support.ticket.holding"]
        last = {row.ticket_id: row for row in rows._last_of(self)}
        values = [
            ticket._holding_values(last.get(ticket, rows), engineer, facts) for ticket in self
        ]
        rows.create([one for one in values if one])

    def _holding_values(self, last, engineer, facts):
        """The next row of this ticket; None when it would say what ``last`` says."""
        engineer = self.engineer_id if engineer is None else engineer
        phase, now = self._holding_phase(), fields.Datetime.now()
        same = bool(last) and last.engineer_id == engineer
        if same and last.phase == phase and last.why == facts.get("why", last.why):
            return None
        kept = {name: _plain(last[name]) for name in COPIED} if same else {}
        return {
            "ticket_id": self.id,
            "sequence": last.sequence + 1,
            # a server whose clock is behind must not put a step before the one it follows
            "at": max(now, last.at) if last else now,
            "engineer_id": engineer.id,
            "engineer_name": engineer.name,
            "phase": phase,
            "why": TAKEN if engineer else QUEUE,
            **NOTHING_GIVEN,
            **kept,
            **facts,
        }

    def _holding_phase(self):
        if not ticket_states.is_open(self.state):
            return holding.DONE
        if self.extra_state == "waiting" or self.state == ticket_states.WAITING_CLIENT:
            return holding.WAITING
        return holding.WORKING

    # -- for reports

    def _steps(self):
        """What core reckons with; the key of a holder is the engineer's id, None the queue."""
        return [
            holding.Step(_aware(row.at), row.engineer_id.id or None, row.phase)
            for row in self.holding_ids.sorted("sequence")
        ]

    def _spans(self, until=None):
        """Who had this ticket from when until when, up to ``until`` (naive UTC; default: now)."""
        self.ensure_one()
        return holding.spans_of(self._steps(), _aware(until or fields.Datetime.now()))

    def _time_with_each(self, until=None):
        """Time of these tickets by holder: ``{engineer (empty: the queue): core.holding.Held}``."""
        engineers = self.env["ecosire.support.engineer"]
        spans = [span for ticket in self for span in ticket._spans(until)]
        return {
            engineers.browse(holder or []): held for holder, held in holding.sums_of(spans).items()
        }

    # -- tickets from before this was recorded

    @api.model
    def _begin_holdings(self):
        """Give open tickets without any row their present holder, from now on. Safe to repeat.

        Who had them before was not recorded, and is not made up.
        """
        # sudo: ticket - runs at install and at update
        tickets = self.sudo().search([("is_open", "=", True), ("holding_ids", "=", False)])
        tickets._record_holder(why=KNOWN)


def _aware(naive):
    return naive.replace(tzinfo=UTC)


def _plain(value):
    return value.id if isinstance(value, models.BaseModel) else value
