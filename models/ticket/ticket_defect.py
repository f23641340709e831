"""A defect in ECOSIRE's own work: ECOSIRE says so, and the ticket does not count."""

from odoo import fields, models
from odoo.exceptions import UserError

from ..common.row_lock import lock_rows


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    defect_confirmed_at = fields.Datetime(
        string="Defect of ECOSIRE confirmed",
        readonly=True,
        copy=False,
        help="The cause was a defect in ECOSIRE's own work: the ticket does not count.",
    )
    defect_reason = fields.Char(string="Defect of ECOSIRE", readonly=True, copy=False)

    def confirm_defect(self, reason):
        """Say that a defect in ECOSIRE's own work or module was the cause.

        :param reason: what was wrong; the client reads it
        :raises UserError: without a reason, or when it is said already
        """
        self._acting_engineer()
        reason = self._required_reason(reason)
        for ticket in self.sudo():  # sudo: ticket - role and access checked by _acting_engineer
            lock_rows(ticket)
            ticket._check_defect_unsaid()
            ticket.write({"defect_confirmed_at": fields.Datetime.now(), "defect_reason": reason})
            ticket._free_use("defect", reason)
            ticket._wait_no_longer("defect", reason)
            ticket._note_publicly(
                self.env._(
                    "The cause is a defect in ECOSIRE's own work, so this ticket does not count: %s",
                    reason,
                )
            )
        return True

    def _check_defect_unsaid(self):
        if self.defect_confirmed_at:
            raise UserError(self.env._("This is confirmed already for %s.", self.number))
        if self.state == "cancelled":
            raise UserError(
                self.env._("%s was cancelled, so it does not count anyway.", self.number)
            )
