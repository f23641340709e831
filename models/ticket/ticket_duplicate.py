"""The same matter filed twice: one ticket is closed and names the other, where work goes on."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...core import ticket_states
from ..common.row_meeting import meet_at_rows
from .ticket_severity import RANK


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    duplicate_number = fields.Char(
        compute="_compute_duplicate_number", string="Duplicate of", compute_sudo=True
    )

    @api.depends("duplicate_of_id.number")
    def _compute_duplicate_number(self):
        for ticket in self:
            ticket.duplicate_number = ticket.duplicate_of_id.number

    def mark_duplicate(self, other, reason):
        """Close the ticket as a duplicate; its open clocks end without a verdict.

        What was missed before stays. The ticket does not count.

        :param other: the number of the ticket where work goes on
        :raises UserError: in words, when the two cannot be one matter
        """
        ticket, original, reason = self._meet_original(other, reason)
        ticket._close_as_duplicate(original, reason)
        ticket._say_closed_as_duplicate(original, reason)
        return True

    # -- how it is done

    def _meet_original(self, other, reason):
        """This ticket and the one with the number ``other``, as superuser, and the reason.

        :raises UserError: in words, when the two cannot be one matter
        """
        self._acting_engineer()
        self.ensure_one()
        reason = self._required_reason(reason)
        # found by what the engineer may read; sudo: ticket - role and access checked above
        original = self._by_number(other).sudo()
        ticket = self.sudo()
        # two that are to be closed as each other's duplicate at one instant would make a circle
        meet_at_rows(ticket | original)
        ticket._check_duplicate_of(original)
        return ticket, original, reason

    @api.model
    def _by_number(self, number):
        text = number.replace("\0", "").strip() if isinstance(number, str) else ""
        ticket = text and self.search([("number", "=ilike", _literally(text))], limit=1)
        if not ticket:
            raise UserError(
                self.env._(
                    "There is no ticket “%s” that you may see. Enter the number of the ticket "
                    "where work goes on.",
                    text[:40],
                )
            )
        return ticket

    def _check_duplicate_of(self, original):
        if self == original:
            raise UserError(self.env._("%s cannot be a duplicate of itself.", self.number))
        if "closed" not in ticket_states.moves(self.state, ticket_states.ENGINEER):
            raise UserError(self.env._("%s is finished already.", self.number))
        if (self.contract_id, self.company_id) != (original.contract_id, original.company_id):
            raise UserError(
                self.env._(
                    "%(number)s belongs to another contract or company than %(other)s: whoever "
                    "filed the one must not be led to the other.",
                    number=original.number,
                    other=self.number,
                )
            )
        if original.duplicate_of_id:
            raise UserError(
                self.env._(
                    "%(number)s is itself a duplicate of %(other)s. Enter the number of the ticket "
                    "where work goes on.",
                    number=original.number,
                    other=original.duplicate_of_id.number,
                )
            )
        if original.state == "cancelled":
            raise UserError(self.env._("%s was cancelled: no work goes on there.", original.number))
        if original.is_open and RANK[self.severity] < RANK[original.severity]:
            raise UserError(
                self.env._(
                    "%(number)s is less severe than %(other)s, so the client would be answered "
                    "later. Change the severity of %(number)s first.",
                    number=original.number,
                    other=self.number,
                )
            )

    def _close_as_duplicate(self, original, reason):
        ended = self.env._("Duplicate of %(number)s: %(why)s", number=original.number, why=reason)
        self._apply_to_clocks(self._live_clocks(), "cancelled", reason=ended)
        self.duplicate_of_id = original  # first: whoever filed a duplicate is not asked how it went
        self._move("closed", "engineer")
        self._free_use("duplicate", ended)
        self._wait_no_longer("duplicate", ended)
        self._happened("ticket.merged", into=original.number, reason=reason)

    def _say_closed_as_duplicate(self, original, reason):
        self._say_gone_on_in(
            original,
            self.env._(
                "Closed as a duplicate: work goes on in %(number)s, and this ticket does not "
                "count. %(why)s",
                number=original.number,
                why=reason,
            ),
        )

    def _say_gone_on_in(self, original, note):
        """Lead the followers to ``original`` and say ``note``, and what to do who may not open it."""
        if self._hand_followers_to(original):
            ask = self.env._(
                "Your support manager can let you follow %s if you cannot open it.",
                original.number,
            )
            note = f"{note} {ask}"
        self._note_publicly(note)

    def _hand_followers_to(self, original):
        """Let those who follow this ticket follow ``original`` if they may read it.

        :return: the partners who may not
        """
        followers = self.message_partner_ids - original.message_partner_ids
        readers = followers.filtered(original._is_readable_by)
        original._message_subscribe(readers.ids)
        return followers - readers

    def _is_readable_by(self, partner):
        # sudo: res.partner - the logins of a follower
        users = partner.sudo().user_ids.filtered(lambda user: user._is_internal())
        return any(
            self.with_user(user)
            .with_context(allowed_company_ids=user.company_ids.ids)
            .has_access("read")
            for user in users
        )


def _literally(text):
    """``text`` for a pattern in which nothing stands for anything else."""
    for sign in ("\\", "%", "_"):
        text = text.replace(sign, f"\\{sign}")
    return text
