"""After an error was sent: how bad it is by each who met it, and the way on when it was cured.

The answers are evidence like that of the form. The one who filed is taken by his word; of those
who come later whoever has it worse raises the severity. Nobody's answer ever lowers another's.
"""

from collections.abc import Mapping

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..common.guard import GROUP_USER
from ..common.insert_once import insert_once
from ..common.row_lock import lock_rows
from ..ticket.ticket_severity import RANK
from .ticket_report import SEVERITY_AT_FIRST

ANSWERS = ("impact", "data_loss", "workaround")


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    weighed_at = fields.Datetime(
        readonly=True, copy=False, help="When whoever sent the error said how bad it is."
    )

    @api.model
    def answer_report(self, key, answers):
        """Say how bad a sent error is; the severity follows by the article's definitions.

        :param key: of the caller's own report
        :param answers: ``impact`` and, as known, ``workaround`` and ``data_loss``
        :return: what the error dialog then shows
        """
        self._guard(GROUP_USER, operation="create")
        ticket = self._reported(key)
        evidence = self._evidence_of(answers)
        lock_rows(ticket)
        if ticket.is_open and ticket._keep_answer(key, evidence):
            ticket._weigh(evidence)
        return ticket._told_to_reporter()

    @api.model
    def reopen_report(self, key):
        """The error is back although its ticket was resolved: a new round begins."""
        self._guard(GROUP_USER, operation="create")
        ticket = self._reported(key)
        lock_rows(ticket)
        if not ticket.is_open:
            ticket._reopen(
                self.env._("The same error is back: %s has met it again", self.env.user.name)
            )
        return ticket._told_to_reporter()

    # -- how it is done

    @api.model
    def _reported(self, key):
        """The ticket, as superuser, that the caller's own report ``key`` is kept on."""
        ticket = self._own_sighting(key).ticket_id
        if not ticket:
            raise UserError(
                self.env._("This report is not known. Close the message, and send the error anew.")
            )
        return ticket

    @api.model
    def _evidence_of(self, answers):
        """The answers with known choices alone; how far it reaches is asked for."""
        if not isinstance(answers, Mapping):
            answers = {}
        evidence = {
            name: answers[name]
            for name in ANSWERS
            if isinstance(answers.get(name), str)
            and answers[name] in dict(self._fields[name].selection)
        }
        if "impact" not in evidence:
            raise UserError(self.env._("Say whether you and others can go on working."))
        return evidence

    def _keep_answer(self, key, evidence):
        """Enter the answer; whether it is the first of this report."""
        kept = insert_once(
            self.sighting_ids,
            ("person_number", "report_key", "kind"),
            {
                "ticket_id": self.id,
                "kind": "answered",
                "at": fields.Datetime.now(),
                "person": self.env.user.name,
                "person_number": self.env.uid,
                "report_key": key,
                **evidence,
            },
        )
        self.invalidate_recordset(["sighting_ids"])
        return kept

    def _weigh(self, evidence):
        """The severity that follows from ``evidence``, if it may change it."""
        proposal = self._propose_from(evidence)
        mine = self.submitter_id == self.env.user and not self.weighed_at
        # whoever of ECOSIRE has looked already is not overruled by the filer's first answers
        at_first = mine and self.severity == SEVERITY_AT_FIRST and not self.answered_at
        worse = RANK[proposal.severity] < RANK[self._propose().severity]
        if mine:
            self.weighed_at = fields.Datetime.now()
        if not (at_first or worse):
            return
        self.write({name: evidence.get(name, False) for name in ANSWERS})
        if at_first:
            self.severity_reason = False
        higher = RANK[proposal.severity] < RANK[self.severity]
        if higher or (at_first and proposal.severity != self.severity):
            reason = self.env._(proposal.reason)
            self._reclassify(
                proposal.severity,
                self.env._("%(person)s: %(reason)s", person=self.env.user.name, reason=reason),
            )

    @api.depends("weighed_at", "severity", "severity_proposed")
    def _compute_can_object(self):
        """Nobody objects to what the own answers say."""
        result = super()._compute_can_object()
        for ticket in self:
            if ticket.weighed_at and ticket.severity == ticket.severity_proposed:
                ticket.can_object = False
        return result
