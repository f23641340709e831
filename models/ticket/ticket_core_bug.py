"""A defect in Odoo itself: suspected, confirmed, worked around or reported to Odoo, fixed.

Each step is one of an engineer's actions, with words that the client reads. A defect outlives the
ticket's own work: Odoo may fix it months after the ticket was closed with a workaround.
"""

from odoo import fields, models
from odoo.exceptions import UserError

from ...core import core_bug
from ..common.row_lock import lock_rows
from ..selections import CORE_BUG_STATES


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    core_bug_state = fields.Selection(
        CORE_BUG_STATES, string="Defect in Odoo itself", readonly=True, copy=False, index=True
    )
    core_bug_reference = fields.Char(
        string="Report to Odoo", readonly=True, copy=False, help="Its address or number."
    )
    core_bug_version = fields.Char(string="Fixed in Odoo", readonly=True, copy=False)
    core_bug_step_ids = fields.One2many(
        "ecosire.support.core.bug.step", "ticket_id", string="Steps", readonly=True
    )

    def suspect_core_bug(self, reason):
        """Say that Odoo itself may be at fault.

        :raises UserError: without a reason, or on a ticket that is finished
        """
        return self._take_core_bug_step("suspected", reason=reason)

    def confirm_core_bug(self, reason):
        """Say that Odoo itself is at fault, and how that was found out."""
        return self._take_core_bug_step("confirmed", reason=reason)

    def work_around_core_bug(self, reason):
        """Say how the client can work in spite of the defect."""
        return self._take_core_bug_step("workaround", reason=reason)

    def escalate_core_bug(self, reference, reason):
        """Keep the report to Odoo.

        :param reference: its address or number
        """
        return self._take_core_bug_step("escalated", reference=reference, reason=reason)

    def fix_core_bug(self, version, reason):
        """Odoo has corrected it.

        :param version: the version or commit that has the correction
        """
        return self._take_core_bug_step("fixed", version=version, reason=reason)

    def clear_core_bug(self, reason):
        """It is no defect of Odoo after all."""
        return self._take_core_bug_step("not_core_bug", reason=reason)

    # -- how it is done

    def _take_core_bug_step(self, new, **words):
        self._acting_engineer()
        for ticket in self.sudo():  # sudo: ticket - role and access checked by _acting_engineer
            lock_rows(ticket)  # of two steps at one instant, the second sees the first
            ticket._check_core_bug_place(new)
            ticket._note_publicly(ticket._keep_core_bug_step(new, words)._as_note())
        return True

    def _suspect_by_topic(self):
        """A ticket that has just been filed about Odoo itself begins as suspected."""
        self.ensure_one()
        if self.topic_id.suspects_core_bug:
            filed = self.env._("Filed as “%s”.", self.topic_id.name)
            self._keep_core_bug_step("suspected", {"reason": filed})

    def _keep_core_bug_step(self, new, words):
        """Append the step and bring the ticket's columns in line; the step."""
        self.ensure_one()
        try:
            kept = core_bug.check_step(self.core_bug_state or core_bug.NONE, new, words)
        except ValueError as error:
            name = str(error).split(":")[0]
            raise UserError(self._core_bug_refusal(new, name, words.get(name))) from error
        steps = self.env["ecosire.support.core.bug.step"]
        step = steps.create(
            {
                "ticket_id": self.id,
                "state": new,
                "at": fields.Datetime.now(),
                "actor_name": self.env.user.name,
                "text": kept.pop("reason"),
                **kept,
            }
        )
        columns = {f"core_bug_{name}": word for name, word in kept.items()}
        self.write({"core_bug_state": new, **columns})
        return step

    def _check_core_bug_place(self, new):
        """A path begins on an open ticket, and is not followed where nobody looks any more."""
        if self.state == "cancelled" or (new == core_bug.SUSPECTED and not self.is_open):
            raise UserError(
                self.env._(
                    "%s is finished. If Odoo itself seems to be at fault, the client can reopen "
                    "it or file a new ticket.",
                    self.number,
                )
            )
        if self.duplicate_of_id:
            raise UserError(
                self.env._(
                    "%(number)s is a duplicate. Say it on %(original)s, where work goes on.",
                    number=self.number,
                    original=self.duplicate_of_id.number,
                )
            )

    def _core_bug_refusal(self, new, name, word):
        if name == "new":
            labels = dict(self._fields["core_bug_state"]._description_selection(self.env))
            return self.env._(
                "For %(number)s the step “%(new)s” cannot follow “%(old)s”. Reload the page to see "
                "what happened meanwhile.",
                number=self.number,
                new=labels[new],
                old=labels.get(self.core_bug_state, self.env._("nothing said yet")),
            )
        if isinstance(word, str) and word.strip("\0 \t\r\n"):
            return self.env._(
                "That is too long: %(limit)s characters fit. Attach the long part to an answer.",
                limit=core_bug.WORD_LIMITS[name],
            )
        missing = {
            "reason": self.env._("Please say why: the reason is kept and shown."),
            "reference": self.env._("Please enter the report to Odoo: its address, or its number."),
            "version": self.env._("Please enter the version of Odoo that has the correction."),
        }
        return missing[name]
