"""A form of the light pages sent twice does its work once."""

import hashlib
from datetime import timedelta

from odoo import fields, models
from odoo.fields import NO_ACCESS

from ..common.row_lock import lock_rows

WITHIN = timedelta(minutes=1)


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    last_form = fields.Char(copy=False, readonly=True, groups=NO_ACCESS)
    last_form_at = fields.Datetime(copy=False, readonly=True, groups=NO_ACCESS)

    def _portal_first_time(self, action, content):
        """Whether this engineer does not repeat what he did on this ticket a moment ago.

        The row is locked and written, so the second of two forms sent at one instant fails to
        serialize, is run anew by Odoo, and then finds here what the first one did.
        """
        self.ensure_one()
        # sudo: ticket - two columns that only this method reads and writes
        ticket = self.sudo()
        lock_rows(ticket)
        now = fields.Datetime.now()
        facts = repr((self.env.uid, action, sorted(content.items())))
        form = hashlib.sha256(facts.encode()).hexdigest()
        if ticket.last_form == form and now - ticket.last_form_at < WITHIN:
            return False
        ticket.write({"last_form": form, "last_form_at": now})
        return True
