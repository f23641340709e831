"""A support manager files afterwards what could not be filed while Odoo was down."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.common.guard import GROUP_MANAGER
from ..models.selections import DATA_LOSSES, IMPACTS, LOGINS, WORKAROUNDS

ANSWERS = ("impact", "can_log_in", "workaround", "data_loss")


class EcosireSupportOutage(models.TransientModel):
    _name = "ecosire.support.outage"
    _description = "Outage to report afterwards"
    _inherit = "ecosire.support.guard"

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    name = fields.Char(
        string="Title", required=True, default=lambda self: self.env._("Odoo could not be reached")
    )
    description = fields.Html(
        string="What happened",
        sanitize_attributes=True,
        sanitize_form=True,
        sanitize_style=True,
        sanitize_overridable=False,
    )
    reported_at = fields.Datetime(
        string="When you told ECOSIRE",
        required=True,
        help="When you called or wrote, by the call log or the mail. In your own time.",
    )
    # an Odoo in which no ticket could be filed: nobody could work, nobody could log in
    impact = fields.Selection(IMPACTS, string="How bad was it?", required=True, default="stopped")
    can_log_in = fields.Selection(LOGINS, string="Could colleagues log in?", default="no")
    data_loss = fields.Selection(DATA_LOSSES, string="Was data lost or at risk?")
    workaround = fields.Selection(
        WORKAROUNDS, string="Was there another way to work?", default="nobody"
    )
    evidence = fields.Text(
        required=True, help="Who was told, how, and when: the call log, the mail, the monitoring."
    )
    attachment_ids = fields.Many2many("ir.attachment", string="Files")
    problem = fields.Char(compute="_compute_outlook")
    outlook = fields.Text(compute="_compute_outlook", string="What it means")
    overlap = fields.Text(compute="_compute_outlook")
    is_another = fields.Boolean(string="It is another outage")

    @api.depends("company_id", "reported_at", "impact", "can_log_in", "data_loss", "workaround")
    @api.depends_context("uid", "lang", "tz")
    def _compute_outlook(self):
        tickets = self.env["ecosire.support.ticket"]
        for wizard in self:
            wizard.problem, wizard.outlook, wizard.overlap = "", "", ""
            if not wizard.reported_at:
                continue
            contract = wizard._contract()
            if not contract:
                wizard.problem = self.env._("This company has no support contract in force.")
                continue
            wizard.problem, lines, known = tickets._outage_outlook(
                contract, wizard.company_id, wizard.reported_at, wizard._severity()
            )
            wizard.outlook = "\n".join(lines)
            wizard.overlap = known._overlap_words() if known else ""

    def action_file(self):
        """File it, and show the ticket; what cannot be is said in words."""
        self._guard(GROUP_MANAGER)
        self.ensure_one()
        if self.overlap and not self.is_another:
            raise UserError(
                self.env._("%s Tick “It is another outage” if it is not.", self.overlap)
            )
        contract = self._contract()
        if not contract:
            raise UserError(self.env._("This company has no support contract in force."))
        tickets = self.env["ecosire.support.ticket"]
        # sudo: ir.attachment - uploads of whoever files; the ticket's door takes only its own
        files = self.attachment_ids.sudo()
        files.filtered(lambda file: file.create_uid == self.env.user and not file.res_id).filtered(
            lambda file: file.res_model == self._name
        ).res_model = tickets._name
        ticket = tickets.file_outage(contract.id, self._prepare_ticket())
        return {
            "type": "ir.actions.act_window",
            "name": ticket.number,
            "res_model": ticket._name,
            "res_id": ticket.id,
            "views": [(False, "form")],
            "target": "main",
        }

    def _contract(self):
        contracts = self.env["ecosire.support.contract"]
        return contracts._in_force(self.company_id) if self.company_id else contracts

    def _severity(self):
        """What follows from the answers, as at filing."""
        draft = self.env["ecosire.support.ticket"].new(
            {name: self[name] for name in ANSWERS} | {"company_id": self.company_id.id}
        )
        return draft.severity_proposed

    def _prepare_ticket(self):
        return {
            "name": self.name,
            "description": self.description,
            "topic_id": self.env.ref("ecosire_support.topic_incident").id,
            "company_id": self.company_id.id,
            "reported_at": self.reported_at,
            "outage_evidence": self.evidence,
            "attachment_ids": [fields.Command.set(self.attachment_ids.ids)],
            **{name: self[name] for name in ANSWERS},
        }
