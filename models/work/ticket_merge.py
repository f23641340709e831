"""Merging: a ticket is closed as a duplicate, and all that was said and done goes along.

Messages are copied with their author and time, files hang on the copies, logged time moves to the
other ticket. Nobody reads more by that than before: a copy is read by whoever may read the ticket
that it comes from (see ``mail_message.py``).
"""

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import is_html_empty


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    # Odoo's own fields look past the rights of whoever searches by them
    message_ids = fields.One2many(bypass_search_access=False)
    website_message_ids = fields.One2many(bypass_search_access=False)

    def merge_into(self, number, reason):
        """Close the ticket and carry what was said, attached and logged to another one, for good.

        As with :meth:`mark_duplicate` its open clocks end without a verdict, what was missed
        before stays, it does not count, and followers come along who may read the other one. The
        other ticket's clocks stay as they are.

        :param number: of the open ticket of the same contract and company where work goes on
        :raises UserError: in words, when the two cannot be merged, or this one was before
        """
        ticket, other, reason = self._meet_original(number, reason)
        ticket._check_mergeable(other)
        # sudo: merge - nobody may write one directly; role and access checked by _meet_original
        self.env["ecosire.support.merge"].sudo().create(
            {
                "ticket_id": ticket.id,
                "into_id": other.id,
                "by_name": self.env.user.name,
                "reason": reason,
            }
        )
        ticket._close_as_duplicate(other, reason)
        other._note_publicly(
            self.env._(
                "%(number)s was merged into this ticket: %(why)s",
                number=ticket.number,
                why=reason,
            )
        )
        ticket._carry_messages_to(other)
        ticket._carry_time_to(other)
        ticket._say_gone_on_in(
            other,
            self.env._(
                "Merged into %(number)s: what was said, the files and the logged time go on there, "
                "and this ticket does not count. %(why)s",
                number=other.number,
                why=reason,
            ),
        )
        return True

    # -- how it is done

    def _check_mergeable(self, other):
        if self._merge_of():
            raise UserError(
                self.env._(
                    "%s was merged once already, and that is not done twice. Close it as a "
                    "duplicate instead.",
                    self.number,
                )
            )
        if not other.is_open:
            raise UserError(
                self.env._(
                    "%s is finished: nobody would read there what is carried over. Close this "
                    "ticket as a duplicate instead, or choose an open one.",
                    other.number,
                )
            )

    def _merge_of(self):
        # sudo: merge - a fact about tickets that the caller may read
        merges = self.env["ecosire.support.merge"].sudo()
        return merges.search([("ticket_id", "in", self.ids)])

    def _merged_tickets(self):
        """The tickets that were merged into this one, also by way of others, as the caller."""
        # sudo: merge - only which tickets; they are read with the caller's own rights
        merges = self.env["ecosire.support.merge"].sudo()
        found, looking = self.browse(), self
        while looking:
            rows = merges.search([("into_id", "in", looking.ids)])
            looking = rows.ticket_id.with_env(self.env) - found
            found |= looking
        return found

    def _carry_messages_to(self, other):
        """Copy what people said, with author, time and files, and keep where it came from."""
        messages = self._spoken_messages()
        carried = self.env["ecosire.support.carried"]
        origins = carried._origins(messages.ids)
        copies = [(self, self._opening(messages))] if self._has_opening(messages) else []
        copies += [(origins.get(one.id, self), _copied(one)) for one in messages]
        common = {
            "model": other._name,
            "res_id": other.id,
            "subtype_id": self.env.ref("mail.mt_comment").id,
        }
        created = self.env["mail.message"].create(
            [
                {**common, **values, "subject": self.env._("From %s", origin.number)}
                for origin, values in copies
            ]
        )
        carried.create(
            [
                {"message_id": message.id, "from_id": origin.id}
                for message, (origin, _values) in zip(created, copies, strict=True)
            ]
        )

    def _has_opening(self, messages):
        """Whether the words of the filing stand in no message: those of a mail do."""
        return not is_html_empty(self.description) and self.description not in messages.mapped(
            "body"
        )

    def _opening(self, messages):
        """The words of the filing as a message of whoever filed it, with the files of then."""
        author = self.submitter_id.partner_id
        domain = self._portal_file_domain(self._portal_readable_messages())
        files = self.env["ir.attachment"].search(domain)
        return {
            "author_id": author.id,
            "email_from": author.email_formatted,
            "date": self.submitted_at,
            "message_type": "comment",
            "body": self.description,
            "attachment_ids": [fields.Command.set((files - messages.attachment_ids).ids)],
        }

    # -- logged time

    def _carry_time_to(self, other):
        """Take each entry back here and enter it there: together they say what they said before.

        What was done stays to be read here: whoever reads the other ticket may not read this one.
        """
        entries = self.time_entry_ids.filtered(lambda one: not one.voids_id | one.voided_by_ids)
        if not entries:
            return
        there = self.env._("Carried over to %s", other.number)
        here = self.env._("Carried over from %s", self.number)
        self.env["ecosire.support.time.entry"].create(
            [
                values
                for entry in entries
                for values in (
                    {**_facts(entry), "ticket_id": self.id, "text": there, "voids_id": entry.id},
                    {**_facts(entry), "ticket_id": other.id, "text": here},
                )
            ]
        )
        self.over_limit = False
        other._hold_against_limit()

    # -- on the engineers' page

    def _portal_messages(self, here, files):
        """Messages that came along say from which ticket, and stand where they were said."""
        found = super()._portal_messages(here, files)
        origins = self.env["ecosire.support.carried"]._origins([one["id"] for one in found])
        for message in found:
            origin = origins.get(message["id"])
            message["from"] = origin.number if origin else ""
        return _by_time(found, {one.id: one.date for one in here}) if origins else found

    def _portal_file_domain(self, here):
        """Also the files of messages that came along."""
        origins = self.env["ecosire.support.carried"]._origins(here.ids)
        # sudo: mail.message - which files hang on messages that the caller may read
        carried = here.sudo().filtered(lambda one: one.id in origins)
        return Domain(super()._portal_file_domain(here)) | Domain(
            "id", "in", carried.attachment_ids.ids
        )

    def _portal_holding_messages(self, attachments):
        """A copy on another ticket holds a file there, not here."""
        messages = super()._portal_holding_messages(attachments)
        elsewhere = messages.filtered(lambda one: one.model != self._name or one.res_id != self.id)
        origins = self.env["ecosire.support.carried"]._origins(elsewhere.ids)
        return messages.filtered(lambda one: one.id not in origins)


def _by_time(found, dates):
    """The messages of several tickets as one conversation; those of each keep their own order.

    A mail's date is what its sender's clock said, so alone it does not tell what came first.
    """
    latest, places = {}, {}
    for message in found:
        thread, said = message["from"], dates[message["id"]]
        latest[thread] = places[message["id"]] = max(said, latest.get(thread, said))
    return sorted(found, key=lambda message: places[message["id"]])


def _copied(message):
    return {
        "author_id": message.author_id.id,
        "email_from": message.email_from,
        "date": message.date,
        "message_type": message.message_type,
        "body": message.body,
        "attachment_ids": [fields.Command.set(message.attachment_ids.ids)],
    }


def _facts(entry):
    return {
        "engineer_id": entry.engineer_id.id,
        "day": entry.day,
        "minutes": entry.minutes,
    }
