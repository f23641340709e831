"""Where news of tickets go besides mail: Slack, somebody's webhook, whoever is on call."""

import secrets

from odoo import api, fields, models, tools
from odoo.exceptions import AccessError

from ..common.guard import GROUP_ADMIN, GROUP_MANAGER

KINDS = [
    ("slack_bot", "Slack app"),
    ("slack_webhook", "Slack incoming webhook"),
    ("webhook", "Signed webhook"),
    ("on_call", "On-call service"),
]
SLACK = ("slack_bot", "slack_webhook")
PRESETS = [("pagerduty", "PagerDuty"), ("opsgenie", "Opsgenie"), ("ntfy", "ntfy")]
# what a person may change; the rest is decided when it is made, or happens to it
EDITABLE = frozenset(
    {
        *("name", "sequence", "active", "preset", "channel", "event_type_ids", "with_words"),
        *("url_new", "token_new", "slack_signing_new", "person_ids"),
    }
)
DECIDED_ONCE = frozenset({"contract_id", "kind"})


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
    channel = fields.Char(help="The channel's own id, such as C0123ABCD.")
    event_type_ids = fields.Many2many(
        "ecosire.support.event.type",
        string="Tells of",
        default=lambda self: self._usual_events("slack_bot"),
    )
    with_words = fields.Boolean(
        string="Send what people wrote",
        help="The description and reasons. Without it only title, numbers, states and times leave.",
    )
    paused = fields.Boolean(readonly=True, copy=False, help="Paused by a person.")
    hook = fields.Char(readonly=True, copy=False, help="The part of Slack's way in that is ours.")
    circuit_ids = fields.One2many("ecosire.support.circuit", "target_id", groups=".")

    _one_on_call = models.UniqueIndex(
        "(contract_id) WHERE kind = 'on_call' AND active",
        "This contract has an on-call service already. Archive that one first.",
    )
    _hook_unique = models.Constraint("unique(hook)", "This way in is taken.")

    @api.model
    def _default_contract(self):
        return self.env["ecosire.support.contract"].search([("ended_at", "=", False)], limit=1)

    @api.onchange("kind")
    def _onchange_kind(self):
        self.event_type_ids = self._usual_events(self.kind)

    @api.model
    def _usual_events(self, kind):
        """What a connection of this kind tells of unless somebody chooses otherwise."""
        events = self.env["ecosire.support.event.type"]
        if kind in SLACK:
            return events.search([("in_slack", "=", True)])
        return events.search([("code", "!=", False)]) if kind == "webhook" else events

    @api.model_create_multi
    def create(self, vals_list):
        self._guard(GROUP_MANAGER, GROUP_ADMIN, operation="create")
        for vals in vals_list:
            self._refuse_others(set(vals) - EDITABLE - DECIDED_ONCE)
        targets = super().create(
            [{**vals, "paused": False, "hook": secrets.token_urlsafe(16)} for vals in vals_list]
        )
        # sudo: circuit - each connection has one from the start, which nobody may make by hand
        self.env["ecosire.support.circuit"].sudo().create(
            [{"target_id": target.id} for target in targets]
        )
        self.env.registry.clear_cache("stable")
        targets._forget_typed_keys()
        return targets

    def write(self, vals):
        self._guard(GROUP_MANAGER, GROUP_ADMIN, operation="write")
        self._refuse_others(set(vals) - EDITABLE)
        result = super().write(vals)
        if vals.get("active") is False:
            # sudo: outbox - whoever archives a connection decides about what waits for it
            self.sudo()._discard_waiting(self.env._("The connection was archived."))
        self.env.registry.clear_cache("stable")
        self._forget_typed_keys()
        return result

    def copy_data(self, default=None):
        self._guard(GROUP_MANAGER, GROUP_ADMIN)
        allowed = EDITABLE | DECIDED_ONCE
        return [
            {name: value for name, value in vals.items() if name in allowed}
            for vals in super().copy_data(default)
        ]

    def _refuse_others(self, names):
        if names and not self.env.su:
            raise AccessError(
                self.env._(
                    "These fields of a connection are not yours to set: %s.",
                    ", ".join(sorted(names)),
                )
            )

    # -- whom others find

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
