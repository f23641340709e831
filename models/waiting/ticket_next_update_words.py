"""What either side reads about the next update, and what an engineer's form offers."""

from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...core.waiting import owes_update

CHOICES = (30, 60, 120, 240, 480, 1440)  # minutes


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    next_update_text = fields.Char(compute="_compute_next_update_text")

    @api.depends("next_update_by")
    @api.depends_context("uid", "lang", "tz")
    def _compute_next_update_text(self):
        for ticket in self:
            ticket.next_update_text = ticket._next_update_in_words()

    def _next_update_in_words(self):
        if not self.next_update_by:
            return ""
        when = self._both_zones(self.next_update_by)
        if self.next_update_by < fields.Datetime.now():
            return self.env._("The next update was due by %s", when)
        return self.env._("Next update by %s", when)

    def _next_update_line(self, due, chosen):
        """A paragraph below the answer, true for every reader: both sides' cities are named."""
        # the answer goes to the client: in the language of whoever filed it
        reader = self.with_context(lang=self.submitter_id.lang)
        text = reader.env._("Next update by %s.", reader._both_cities(due))
        if not chosen:
            rest = reader.env._("The answer named no time, so this one is set by itself.")
            text = f"{text} {rest}"
        return Markup("<p><strong>%s</strong></p>") % text

    # -- the engineer's form

    def _portal_next_update(self):
        """What the form of an answer asks, and what is promised now."""
        self.ensure_one()
        longest = self._next_update_longest()
        return {
            "needed": owes_update(self.severity, "in_progress", answered=True),
            "choices": [
                (str(minutes), self._choice_in_words(minutes))
                for minutes in CHOICES
                if minutes <= longest
            ],
            "text": self.next_update_text,
            "missed": bool(self.next_update_by and self.next_update_by < fields.Datetime.now()),
            "history": [self._update_in_words(row) for row in self.next_update_ids],
        }

    def _portal_chosen_update(self, choice, own_time):
        """The time that the form holds, naive UTC; None where the ticket needs none.

        :param choice: minutes from now as text, or ""
        :param own_time: a local time of the engineer, or ""
        :raises UserError: when the ticket needs one and none was chosen
        """
        if own_time:
            return self._portal_typed_time(own_time)
        if choice.isdecimal() and int(choice) in CHOICES:
            return fields.Datetime.add(fields.Datetime.now(), minutes=int(choice))
        if self.is_open and owes_update(self.severity, "in_progress", answered=True):
            raise UserError(
                self.env._(
                    "This ticket is critical: choose when the client hears from you next. "
                    "Nothing was sent, your text is still here."
                )
            )
        return None

    def _choice_in_words(self, minutes):
        if minutes < 60:
            return self.env._("in %s minutes", minutes)
        return (
            self.env._("in 1 hour") if minutes == 60 else self.env._("in %s hours", minutes // 60)
        )

    def _update_in_words(self, row):
        labels = dict(row._fields["kind"]._description_selection(self.env))
        return self.env._(
            "%(due)s: %(what)s", due=self._both_zones(row.due_at), what=labels[row.kind]
        )
