"""What both sides read of who has a ticket, why, and who had it how long."""

from odoo import api, fields, models

from ..common.guard import GROUP_ENGINEER
from ..ticket.ticket_promise import _duration
from .desk import Desk
from .holding import DEPUTY, NAMED

COLOURS = 5  # of the bar's people; the queue has one of its own


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    with_whom = fields.Char(
        compute="_compute_with_whom", string="Who answers", help="Who has the ticket, and why."
    )
    holders = fields.Json(compute="_compute_holders", string="Who had it how long")

    @api.depends("engineer_id", "state", "holding_ids", "contract_id.backup_engineer_id")
    @api.depends_context("uid", "lang", "tz")
    def _compute_with_whom(self):
        # sudo: ticket.holding, absence - who answers concerns whoever waits
        waiting = self.sudo().filtered(lambda ticket: ticket.is_open and ticket._origin.number)
        rows = self.env["ecosire.support.ticket.holding"].sudo()._last_of(waiting._origin)
        last = {row.ticket_id: row for row in rows}
        desk = Desk(waiting._origin)
        for ticket in self:
            known = ticket._origin.sudo()  # sudo: ticket - as above
            ticket.with_whom = (
                known._with_whom(last.get(known, rows.browse()), desk) if ticket in waiting else ""
            )

    def _with_whom(self, row, desk):
        """Who has the ticket and why; who stands in where that person is off."""
        engineer, place = self.engineer_id, row.instead_of_id
        text = (
            self.env._("With %s", engineer.name)
            if engineer
            else self.env._("With nobody yet, in ECOSIRE's queue")
        )
        why = ""
        if engineer and row.why == NAMED:
            title = self.contract_id.plan_id.engineer_title or self.env._("named engineer")
            ours = self.env.user.has_group(GROUP_ENGINEER)
            why = title if ours else self.env._("your %s", title)
        elif engineer and row.why == DEPUTY:
            why = self.env._("deputy")
        if why:
            text = self.env._("%(who)s: %(why)s", who=text, why=why)
        if place and (until := desk.off_until(place)):
            text = self.env._(
                "%(text)s, %(name)s is %(off)s",
                text=text,
                name=place.name,
                off=place._off_text(until),
            )
        if engineer and (until := desk.off_until(engineer)):
            return self._while_off(text, engineer._off_text(until), desk)
        return text

    def _while_off(self, text, off, desk):
        stand_in = desk.choose(self, without=self.engineer_id).engineer
        return self.env._(
            "%(text)s, %(off)s. %(stand_in)s stands in.",
            text=text,
            off=off,
            stand_in=stand_in.name or self.env._("ECOSIRE's queue"),
        )

    @api.depends("holding_ids")
    @api.depends_context("uid", "lang", "tz")
    def _compute_holders(self):
        for ticket in self:
            # sudo: ticket.holding - names of engineers who may have left
            ticket.holders = ticket.sudo()._holders_in_words()

    def _holders_in_words(self):
        """The bar's parts in order and the sums by holder, in words; None before it is filed."""
        spans = self._spans() if self.holding_ids else ()
        if not spans:
            return None
        names = self._holder_names()
        places = {holder: place for place, holder in enumerate(filter(None, names))}
        whole = sum(span.length.total_seconds() for span in spans)
        parts = [
            {
                "name": names[span.holder],
                "colour": places[span.holder] % COLOURS + 1 if span.holder else 0,
                "waiting": span.phase == "waiting",
                "share": round(100 * span.length.total_seconds() / whole, 3),
                "text": self._span_in_words(names[span.holder], span),
                "from": self._both_zones(span.start.replace(tzinfo=None)),
            }
            for span in spans
        ]
        return {"parts": parts, "sums": self._sums_in_words(names, places)}

    def _holder_names(self):
        """By holder, in the order in which each first had it; None is the queue."""
        names = {}
        for row in self.holding_ids.sorted("sequence"):
            name = row.engineer_name or self.env._("ECOSIRE's queue")
            names.setdefault(row.engineer_id.id or None, name)
        return names

    def _span_in_words(self, name, span):
        length = _duration(self.env, span.length)
        if span.phase == "waiting":
            return self.env._("%(name)s %(time)s", name=name, time=self._waited_in_words(length))
        return self.env._("%(name)s %(time)s", name=name, time=length)

    def _waited_in_words(self, length):
        if self.env.user.has_group(GROUP_ENGINEER):
            return self.env._("%s waiting for the client", length)
        return self.env._("%s waiting for you", length)

    def _sums_in_words(self, names, places):
        sums = []
        for engineer, held in self._time_with_each().items():
            holder = engineer.id or None
            text = _duration(self.env, held.working)
            if held.waiting:
                waited = _duration(self.env, held.waiting)
                text = self.env._(
                    "%(time)s, and %(waited)s", time=text, waited=self._waited_in_words(waited)
                )
            sums.append(
                {
                    "name": names[holder],
                    "colour": places[holder] % COLOURS + 1 if holder else 0,
                    "text": text,
                    "now": self.is_open and self.engineer_id == engineer,
                }
            )
        return sums

    def _held_in_words(self):
        """``ECOSIRE's queue 12 min, Amina Khan 47 min``: who had it, in order; for explanations."""
        names = self._holder_names()
        return ", ".join(self._span_in_words(names[span.holder], span) for span in self._spans())
