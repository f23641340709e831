from odoo import api, fields, models
from odoo.exceptions import UserError

from ...core import ticket_states
from ..common.guard import GROUP_ENGINEER, GROUP_MANAGER
from ..selections import (
    DATA_LOSSES,
    IMPACTS,
    LOGINS,
    SCOPES,
    SEVERITIES,
    TICKET_STATES,
    WORKAROUNDS,
)


class EcosireSupportTicket(models.Model):
    """What a client asks of ECOSIRE. Staff fill in the intake; all else happens by actions."""

    _name = "ecosire.support.ticket"
    _description = "Support ticket"
    _inherit = ["rating.mixin", "ecosire.support.guard", "ecosire.support.tells"]
    _order = "is_open desc, deadline, id desc"
    _rec_names_search = ["number", "name"]
    _mail_post_access = "read"

    # the intake
    name = fields.Char(string="Title", required=True, tracking=True, index="trigram")
    description = fields.Html(
        string="What happens",
        sanitize_attributes=True,
        sanitize_form=True,
        sanitize_style=True,
        sanitize_overridable=False,
    )
    tag_ids = fields.Many2many("ecosire.support.tag", string="Tags")
    topic_id = fields.Many2one(
        "ecosire.support.topic",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self._default_topic_id(),
        help="“I don't know” is a good answer: nobody is asked to diagnose.",
    )
    impact = fields.Selection(IMPACTS, string="How bad is it?", required=True, default="question")
    # empty: nobody has answered; a prefilled answer would be ours, not the submitter's
    can_log_in = fields.Selection(LOGINS, string="Can colleagues log in?")
    data_loss = fields.Selection(DATA_LOSSES, string="Is data lost or at risk?")
    workaround = fields.Selection(WORKAROUNDS, string="Is there another way to work?")
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )
    # reckoned at the door
    number = fields.Char(readonly=True, copy=False, index="trigram")
    contract_id = fields.Many2one(
        "ecosire.support.contract", readonly=True, index=True, ondelete="restrict"
    )
    term_id = fields.Many2one(
        "ecosire.support.contract.term",
        string="Under the term",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    plan_id = fields.Many2one(related="term_id.plan_id", string="Plan", store=True)
    submitter_id = fields.Many2one(
        "res.users",
        string="Filed by",
        readonly=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self.env.user,
    )
    submitter_name = fields.Char(compute="_compute_submitter_name", string="Client contact")
    submitted_at = fields.Datetime(string="Filed", readonly=True, index=True, copy=False)
    severity = fields.Selection(SEVERITIES, tracking=True, index=True)
    scope = fields.Selection(SCOPES, string="In your plan?", readonly=True, tracking=True)
    scope_reason = fields.Char(readonly=True)
    state = fields.Selection(
        TICKET_STATES,
        required=True,
        default="new",
        tracking=True,
        index=True,
        group_expand="_group_expand_state",
        copy=False,
    )
    is_open = fields.Boolean(compute="_compute_is_open", store=True, index=True)
    engineer_id = fields.Many2one(
        "ecosire.support.engineer",
        string="With",
        readonly=True,
        index=True,
        tracking=True,
        copy=False,
        help="Who of ECOSIRE has the ticket now.",
    )
    resolved_at = fields.Datetime(readonly=True, copy=False)
    closed_at = fields.Datetime(readonly=True, copy=False)
    resolution = fields.Html(readonly=True, copy=False, sanitize_overridable=False)
    root_cause = fields.Char(readonly=True, copy=False)
    # its title is shown with it, and a clerk may not read every ticket of his company
    duplicate_of_id = fields.Many2one(
        "ecosire.support.ticket",
        readonly=True,
        copy=False,
        index="btree_not_null",
        groups=f"{GROUP_MANAGER},{GROUP_ENGINEER}",
    )

    _number_unique = models.UniqueIndex(
        "(number) WHERE number IS NOT NULL", "This ticket number is taken."
    )
    # as Odoo writes them: PostgreSQL does not see that IS TRUE says the same as the bare column
    _queue = models.Index("(deadline) WHERE is_open IS TRUE")
    _in_order = models.Index("(COALESCE(is_open, FALSE) DESC, deadline, id DESC)")

    @api.model
    def _default_topic_id(self):
        return self.env.ref("ecosire_support.topic_unknown", raise_if_not_found=False)

    @api.depends("state")
    def _compute_is_open(self):
        for ticket in self:
            ticket.is_open = ticket_states.is_open(ticket.state)

    @api.depends("submitter_id")
    def _compute_submitter_name(self):
        for ticket in self:
            # sudo: res.users - engineers see the contact's name, not the user
            ticket.submitter_name = ticket.submitter_id.sudo().name

    @api.depends("number", "name")
    def _compute_display_name(self):
        for ticket in self:
            ticket.display_name = " ".join(filter(None, (ticket.number, ticket.name)))

    @api.model
    def _group_expand_state(self, _states, _domain):
        return [code for code, _label in TICKET_STATES if code != "cancelled"]

    @api.ondelete(at_uninstall=False)
    def _unlink_except_never(self):
        raise UserError(
            self.env._(
                "Tickets are part of the contract's record and cannot be deleted. "
                "Cancel the ticket instead."
            )
        )
