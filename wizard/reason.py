"""One question for every action that needs a reason."""

from odoo import api, fields, models

from ..models.common.guard import GROUP_USER

ACTIONS = [
    ("reopen", "Reopen"),
    ("cancel", "Cancel the ticket"),
    ("accept_delay", "Accept the delay"),
    ("refuse_outage", "Do not confirm the time"),
    ("refuse_call", "There was no such call"),
    ("object_to_severity", "Object to the severity"),
    ("decline_extra", "Decline the extra ticket"),
]


class EcosireSupportReason(models.TransientModel):
    """Asks why, then does it: the action itself checks who may."""

    _name = "ecosire.support.reason"
    _description = "Reason for an action on a ticket"
    _inherit = "ecosire.support.guard"

    ticket_id = fields.Many2one(
        "ecosire.support.ticket",
        required=True,
        default=lambda self: self.env.context.get("active_id"),
    )
    action = fields.Selection(ACTIONS, required=True)
    explanation = fields.Char(compute="_compute_explanation")
    reason = fields.Text(required=True)

    @api.depends("action")
    def _compute_explanation(self):
        texts = self._explanations()
        for wizard in self:
            wizard.explanation = texts.get(wizard.action, "")

    def action_confirm(self):
        """Carry the action out with the reason."""
        self._guard(GROUP_USER)
        self.ensure_one()
        getattr(self.ticket_id, self.action)(self.reason)
        return {"type": "ir.actions.act_window_close"}

    @api.model
    def _explanations(self):
        return {
            "reopen": self.env._(
                "What still does not work? A new clock for the first answer starts."
            ),
            "cancel": self.env._("Why is it no longer needed? ECOSIRE stops working on it."),
            "accept_delay": self.env._(
                "The missed answer time stays on record; your acceptance is kept with it."
            ),
            "refuse_outage": self.env._(
                "What is not right about the time? The clock keeps the time of filing."
            ),
            "refuse_call": self.env._(
                "What is not right about the call? It then counts from when it was entered."
            ),
            "decline_extra": self.env._(
                "Why not? The ticket is cancelled, costs nothing, and the submitter reads your "
                "reason."
            ),
            "object_to_severity": self.env._(
                "Why is the lower severity wrong? Your objection is kept beside it, and ECOSIRE "
                "is told; the severity stays until ECOSIRE changes it."
            ),
        }
