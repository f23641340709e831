"""Who has met the error of a ticket, and where else in the group it is met."""

from odoo import api, fields, models
from odoo.fields import Domain

NAMES = 20


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    affected_text = fields.Char(
        compute="_compute_affected", compute_sudo=True, string="Who has met it"
    )
    affected_names = fields.Char(compute="_compute_affected", compute_sudo=True)
    same_error_text = fields.Char(
        compute="_compute_same_error_text", string="The same error in other companies"
    )

    @api.depends("sighting_ids")
    @api.depends_context("lang", "tz", "uid")
    def _compute_affected(self):
        groups = self.env["ecosire.support.sighting"]._read_group(
            [("ticket_id", "in", self.ids), ("kind", "=", "seen")],
            ["ticket_id", "person_number"],
            ["at:min", "__count"],
            order="at:min",
        )
        people = {}
        for ticket, number, first, count in groups:
            people.setdefault(ticket.id, []).append((number, first, count))
        for ticket in self:
            rows = people.get(ticket._origin.id, [])
            ticket.affected_text = ticket._affected_in_words(rows)
            ticket.affected_names = ticket._affected_in_names(rows)

    def _affected_in_words(self, rows):
        """``7 people since Tue 24 Nov 09:12, 12 times``; of a single time nothing."""
        times = sum(count for _number, _first, count in rows)
        if times <= 1:  # whoever filed it stands on the ticket already
            return False
        since = self._both_zones(rows[0][1])
        if len(rows) == 1:
            return self.env._(
                "%(times)s times since %(since)s, by one person", since=since, times=times
            )
        return self.env._(
            "%(people)s people since %(since)s, %(times)s times",
            people=len(rows),
            since=since,
            times=times,
        )

    def _affected_in_names(self, rows):
        if len(rows) <= 1:
            return False
        numbers = [number for number, _first, _count in rows[:NAMES]]
        seen = self.sighting_ids.grouped("person_number")
        names = [seen[number][-1:].person for number in numbers if number in seen]
        more = len(rows) - len(names)
        return ", ".join(names) + (self.env._(" and %s more", more) if more else "")

    @api.depends("error_print")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_same_error_text(self):
        """Tickets of other companies of the contract about the same error, that one may read."""
        prints = list(filter(None, self.mapped("error_print")))
        found = (
            self.search(
                Domain("error_print", "in", prints)
                & Domain("contract_id", "in", self.contract_id.ids)
            )
            if prints
            else self.browse()
        )
        for ticket in self:
            others = found.filtered(
                lambda one, ticket=ticket: (
                    one.error_print == ticket.error_print
                    and one.contract_id == ticket.contract_id
                    and one.company_id != ticket.company_id
                )
            )
            # sudo: res.company - only the name; the tickets are those one may read
            ticket.same_error_text = ", ".join(
                f"{one.number} ({one.sudo().company_id.name})" for one in others
            )
