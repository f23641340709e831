"""Where news of tickets go besides mail: Slack, somebody's webhook, whoever is on call."""

from odoo import api, fields, models, tools

from ..common.guard import GROUP_ADMIN, GROUP_MANAGER

KINDS = [
    ("slack_bot", "Slack app"),
    ("slack_webhook", "Slack incoming webhook"),
    ("webhook", "Signed webhook"),
    ("on_call", "On-call service"),
]
SLACK = ("slack_bot", "slack_webhook")
PRESETS = [("pagerduty", "PagerDuty"), ("opsgenie", "Opsgenie"), ("ntfy", "ntfy")]


class EcosireSupportTarget(models.Model):
    """A connection of a contract: where to, about what. Its keys lie elsewhere."""

    _name = "ecosire.support.target"
    _description = "Connection"
    _inherit = "ecosire.support.guard"
    _order = "contract_id, sequence, id"

    name = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    contract_id = fields.Many2one(
        "ecosire.support.contract",
        required=True,
        index=True,
        ondelete="cascade",
        default=lambda self: self._default_contract(),
    )
    kind = fields.Selection(KINDS, required=True, default="slack_bot")
    preset = fields.Selection(PRESETS, string="Service", default="pagerduty")
    channel = fields.Char(help="The channel's own id: it begins with C or G.")
    event_type_ids = fields.Many2many("ecosire.support.event.type", string="Tells of")
    with_words = fields.Boolean(
        string="Send what people wrote",
        help="The description and reasons. Without it only title, numbers, states and times leave.",
    )
    paused = fields.Boolean(readonly=True, copy=False, help="Paused by a person.")
    origin = fields.Char(string="Server", readonly=True, copy=False)
    circuit_ids = fields.One2many("ecosire.support.circuit", "target_id", readonly=True)

    _one_on_call = models.UniqueIndex(
        "(contract_id) WHERE kind = 'on_call' AND active",
        "This contract has an on-call service already. Archive that one first.",
    )

    @api.model
    def _default_contract(self):
        return self.env["ecosire.support.contract"].search([("ended_at", "=", False)], limit=1)

    @api.model_create_multi
    def create(self, vals_list):
        self._guard(GROUP_MANAGER, GROUP_ADMIN, operation="create")
        targets = super().create(vals_list)
        # sudo: circuit - each connection has one from the start, which nobody may make by hand
        self.env["ecosire.support.circuit"].sudo().create(
            [{"target_id": target.id} for target in targets]
        )
        self.env.registry.clear_cache("stable")
        return targets

    def write(self, vals):
        self._guard(GROUP_MANAGER, GROUP_ADMIN, operation="write")
        result = super().write(vals)
        self.env.registry.clear_cache("stable")
        return result

    @api.model
    @tools.ormcache("event", cache="stable")
    def _listening(self, event):
        """The ids of the connections that tell of ``event``, by contract."""
        kind = self.env["ecosire.support.event.type"]._id_of(event)
        found = {}
        for target in self.search([("event_type_ids", "in", [kind]), ("kind", "!=", "on_call")]):
            found.setdefault(target.contract_id.id, []).append(target.id)
        return {contract: tuple(ids) for contract, ids in found.items()}

    def _granted(self):
        """Those of these connections that the plan in force lets be used."""
        granted = {
            contract: contract.has_entitlement("slack")
            for contract in self.filtered(lambda one: one.kind in SLACK).contract_id
        }
        return self.filtered(lambda one: granted.get(one.contract_id, True))
