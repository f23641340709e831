"""Severity comes from evidence; whoever overrules it says why, and both are kept."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...core import severity as core_severity
from ..common.guard import GROUP_ENGINEER, GROUP_USER
from ..selections import SEVERITIES

RANK = {code: rank for rank, (code, _label) in enumerate(SEVERITIES)}


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    severity_proposed = fields.Selection(
        SEVERITIES, compute="_compute_severity_proposed", store=True, string="By the answers"
    )
    severity_why = fields.Char(compute="_compute_severity_why")
    severity_reason = fields.Char(
        string="Why another severity", help="Needed when you overrule what the answers say."
    )

    severity_objection = fields.Char(
        readonly=True, copy=False, help="Why the client objects to the severity."
    )

    @api.depends("impact", "can_log_in", "data_loss", "workaround")
    def _compute_severity_proposed(self):
        for ticket in self:
            ticket.severity_proposed = ticket._propose().severity

    @api.depends("impact", "can_log_in", "data_loss", "workaround")
    def _compute_severity_why(self):
        for ticket in self:
            ticket.severity_why = self.env._(ticket._propose().reason)

    def _propose(self):
        """Core's proposal from the evidence of this ticket (or of a draft of one)."""
        return self._propose_from(
            {name: self[name] for name in ("impact", "can_log_in", "data_loss", "workaround")}
        )

    @api.model
    def _propose_from(self, vals):
        logins = {"yes": True, "no": False}
        return core_severity.propose(
            impact=vals.get("impact") or "question",
            can_log_in=logins.get(vals.get("can_log_in")),
            data_loss=vals.get("data_loss") or "none",
            workaround=vals.get("workaround") or "unknown",
        )

    def _with_proposed_severity(self, vals):
        """Values with a severity: the proposed one, or another one with its reason."""
        proposed = self._propose_from(vals).severity
        chosen = vals.get("severity") or proposed
        if chosen != proposed and not (vals.get("severity_reason") or "").strip():
            raise UserError(
                self.env._(
                    "By your answers this is “%(proposed)s”, and you chose “%(chosen)s”. Please "
                    "say why in one line, or take the proposal.",
                    proposed=dict(SEVERITIES)[proposed],
                    chosen=dict(SEVERITIES)[chosen],
                )
            )
        return {**vals, "severity": chosen}

    def set_severity(self, code, reason):
        """An engineer reclassifies, with a reason; the clock is retargeted.

        :raises UserError: for an unknown or unchanged severity, or without a reason
        """
        self._guard(GROUP_ENGINEER)
        reason = self._required_reason(reason)
        if code not in RANK:
            raise UserError(self.env._("“%s” is not a severity.", code))
        for ticket in self.sudo():  # sudo: ticket - the engineer may see it, checked above
            ticket._reclassify(code, reason)
        return True

    def object_to_severity(self, reason):
        """The client does not agree with a reclassification; it stands beside it in every report."""
        self._guard(GROUP_USER)
        reason = self._required_reason(reason)
        for ticket in self.sudo():  # sudo: ticket - the caller may see it, checked above
            ticket.severity_objection = reason
            ticket._note_publicly(self.env._("The client objects to the severity: %s", reason))
        return True

    def _reclassify(self, code, reason):
        self.ensure_one()
        old = self.severity
        if old == code:
            raise UserError(self.env._("%s has this severity already.", self.number))
        self.severity = code
        self._retarget("raised" if RANK[code] < RANK[old] else "lowered", reason)
        if code == "critical" and self.extra_state == "waiting":
            self._let_through("urgent", reason)
        self._happened("ticket.severity_changed", old=old, new=code, reason=reason)
        self._note_publicly(
            self.env._(
                "Severity changed from %(old)s to %(new)s: %(reason)s",
                old=dict(SEVERITIES)[old],
                new=dict(SEVERITIES)[code],
                reason=reason,
            )
        )
