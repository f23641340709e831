"""Who in Slack is who here. Without it a name in Slack is a name, and nobody's word."""

import re

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..common.guard import GROUP_ADMIN, GROUP_MANAGER

MEMBER = re.compile(r"[UW][A-Z0-9]{5,20}")


class EcosireSupportSlackPerson(models.Model):
    """A member of the Slack workspace who is an engineer of ECOSIRE, or one of the client's staff."""

    _name = "ecosire.support.slack.person"
    _description = "Person in Slack"
    _inherit = "ecosire.support.guard"
    _order = "target_id, id"
    _rec_name = "slack_id"

    target_id = fields.Many2one(
        "ecosire.support.target",
        string="Connection",
        required=True,
        index=True,
        ondelete="cascade",
    )
    slack_id = fields.Char(
        string="Member ID",
        required=True,
        help="In Slack: the person's profile, ⋮, “Copy member ID”. It begins with U or W.",
    )
    engineer_id = fields.Many2one(
        "ecosire.support.engineer", string="ECOSIRE's engineer", index=True, ondelete="cascade"
    )
    user_id = fields.Many2one(
        "res.users",
        string="or colleague",
        index=True,
        ondelete="cascade",
        domain="[('share', '=', False)]",
    )

    _slack_unique = models.Constraint(
        "unique(target_id, slack_id)", "This member of Slack is linked to somebody already."
    )

    @api.constrains("target_id", "slack_id", "engineer_id", "user_id")
    def _check_person(self):
        # sudo: res.users, grant - facts about the person that is linked
        for person in self.sudo():
            if not MEMBER.fullmatch(person.slack_id or ""):
                raise ValidationError(
                    self.env._(
                        "“%s” is no member ID. In Slack, open the person's profile, ⋮, “Copy member "
                        "ID”: it begins with U or W.",
                        person.slack_id,
                    )
                )
            if bool(person.engineer_id) == bool(person.user_id):
                raise ValidationError(
                    self.env._(
                        "Choose either ECOSIRE's engineer or a colleague for each member ID."
                    )
                )
            person._check_side()

    def _check_side(self):
        contract = self.target_id.contract_id
        user = self.user_id
        if user and not (user._is_internal() and user.company_ids & contract.company_ids):
            raise ValidationError(
                self.env._("%s does not work for a company of this contract.", user.name)
            )
        if self.engineer_id and contract not in self.engineer_id.grant_ids.contract_id:
            raise ValidationError(
                self.env._(
                    "%s has no access to this contract. Invite the engineer to it first.",
                    self.engineer_id.name,
                )
            )

    @api.model_create_multi
    def create(self, vals_list):
        self._guard(GROUP_MANAGER, GROUP_ADMIN, operation="create")
        return super().create(vals_list)

    def write(self, vals):
        self._guard(GROUP_MANAGER, GROUP_ADMIN, operation="write")
        return super().write(vals)

    @api.model
    def _user_of(self, target, slack_id):
        """``(role, user)`` of a member of Slack; role is engineer, client or empty.

        An engineer counts only while his access to the contract is in force.
        """
        known = [("target_id", "=", target.id), ("slack_id", "=", slack_id)]
        person = self.search(known, limit=1)
        if person.engineer_id:
            user = person.engineer_id.user_id
            serving = target.contract_id.grant_ids._in_force().user_id
            return ("engineer", user) if user.active and user in serving else ("", user.browse())
        user = person.user_id
        if (
            user.active
            and user._is_internal()
            and user.company_ids & target.contract_id.company_ids
        ):
            return "client", user
        return "", user.browse()
