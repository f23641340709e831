"""“It works again”: the client ends what they were waiting for, by one click."""

from odoo import fields, models
from odoo.exceptions import UserError

from ..common.guard import GROUP_USER
from ..common.notification import notification
from ..common.row_lock import lock_rows

LINK_DAYS = 30


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    def it_works_again(self):
        """The client says that it works: the ticket is closed by their word.

        It is no answer of ECOSIRE: a clock that waits for one ends without a verdict, and what
        was missed by then stays missed.

        :raises UserError: when the ticket is closed or cancelled already
        """
        self._guard(GROUP_USER)
        for ticket in self.sudo():  # sudo: ticket - the caller may see it, checked above
            lock_rows(ticket)
            if not ticket._can_work_again():
                raise UserError(
                    self.env._("%s is closed already: there is nothing left to do.", ticket.number)
                )
            ticket._end_by_client()
        return True

    def action_works_again(self):
        """The button: close by the client's word, and say so."""
        self.it_works_again()
        said = self.env._("The ticket is closed, and ECOSIRE has been told.")
        return notification(said, title=self.env._("Good to hear"))

    def _can_work_again(self):
        """Whether the client's word can still end it."""
        self.ensure_one()
        return self.is_open or self.state == "resolved"

    def _end_by_client(self):
        self.ensure_one()
        if self.extra_state == "waiting":
            # nobody has decided about it, and nothing was promised: it is taken back
            self.extra_state = False
            self._move("cancelled", "client")
        else:
            self._close_by_client()
        self._say_as_client(
            self.env._("It works again, says %s. The ticket is closed.", self.env.user.name)
        )

    def _close_by_client(self):
        if self.state != "resolved":
            if not self.answered_at:
                # nobody of ECOSIRE has said that it did anything: no verdict on the solution
                self._apply_to_clocks(self._live_clocks("resolution"), "cancelled")
            self._move("resolved", "client")
        self._move("closed", "client")

    def _say_as_client(self, text):
        """Put the client's own words on the thread; ECOSIRE is told, and no state moves by it."""
        self.with_context(ecosire_support_answer=True).message_post(
            body=text,
            author_id=self.env.user.partner_id.id,
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )

    def _client_link(self, action, partner):
        """The link for ``partner``'s mails that says ``works`` or ``reopen``; it lasts a month."""
        until = fields.Datetime.add(fields.Datetime.now(), days=LINK_DAYS)
        return self.env["ecosire.support.link"]._url(action, self.id, partner, until)
