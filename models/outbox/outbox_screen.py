"""What a person does with the outbox: read why something was not sent, send it again, discard it."""

from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.constants import GC_UNLINK_LIMIT

from ..common.guard import GROUP_ADMIN, GROUP_MANAGER
from .words import in_words

KEPT_DAYS = 30  # what was sent or discarded
FAILED_KEPT_DAYS = 90  # what somebody may still want to send again


class EcosireSupportOutbox(models.Model):
    _inherit = "ecosire.support.outbox"

    answer = fields.Char(
        string="Last answer", compute="_compute_answer", help="What became of the last attempt."
    )

    @api.depends("words", "values", "state", "discard_reason")
    @api.depends_context("lang")
    def _compute_answer(self):
        for row in self:
            if row.state == "discarded":
                row.answer = row.discard_reason
            elif row.state == "sent":
                row.answer = self.env._("Arrived")
            elif row.words:
                row.answer = in_words(self.env, row.words, row.values)
            else:
                row.answer = ""

    def resend(self):
        """Send again what could not be sent, or was discarded; with a full budget of attempts."""
        self._guard(GROUP_MANAGER, GROUP_ADMIN)
        now = fields.Datetime.now()
        for row in self.sudo():  # sudo: outbox - the caller may see the row, checked above
            if row.state not in ("failed", "discarded"):
                raise UserError(
                    self.env._("“%s” was sent already, or waits to be sent.", row.headline)
                )
            if not row.target_id.active:
                raise UserError(
                    self.env._("“%s” is archived. Restore it first.", row.target_id.name)
                )
            row.write({"state": "waiting", "attempts": 0, "queued_at": now, "next_try_at": now})
        self.sudo()._wake()
        return True

    def discard(self, reason):
        """Do not send it; the reason is kept with it.

        :raises UserError: without a reason, for what is sent or discarded, and while it is sent
        """
        self._guard(GROUP_MANAGER, GROUP_ADMIN)
        text = (reason or "").strip()
        if not text:
            raise UserError(self.env._("Please say why: the reason is kept and shown."))
        rows = self.sudo()  # sudo: outbox - the caller may see the rows, checked above
        if rows.filtered(lambda row: row.state not in ("waiting", "failed")):
            raise UserError(self.env._("Some of these are sent or discarded already. Reload them."))
        rows._discard(text)
        return True

    def _discard(self, reason):
        circuits = self.target_id.circuit_ids
        if circuits.try_lock_for_update(allow_referencing=True) != circuits:
            raise UserError(
                self.env._("Something is being sent just now. Try again in some seconds.")
            )
        # one that was sent while the lock was waited for stays as it is
        self.invalidate_recordset(["state"])
        self.filtered(lambda row: row.state in ("waiting", "failed")).write(
            {"state": "discarded", "discard_reason": reason}
        )

    @api.autovacuum
    def _gc_outbox(self):
        now = fields.Datetime.now()
        done = [
            "&",
            ("state", "in", ("sent", "discarded")),
            ("queued_at", "<", now - timedelta(days=KEPT_DAYS)),
        ]
        failed = [
            "&",
            ("state", "=", "failed"),
            ("queued_at", "<", now - timedelta(days=FAILED_KEPT_DAYS)),
        ]
        old = self.search(["|", *done, *failed], limit=GC_UNLINK_LIMIT)
        old.unlink()
        return len(old), len(old) == GC_UNLINK_LIMIT
