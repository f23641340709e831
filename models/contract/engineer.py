from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..common.guard import GROUP_ADMIN, GROUP_ENGINEER, GROUP_LEAD, GROUP_MANAGER

# days before the end of an access from which on the list says so
SOON, LAST = 14, 3


class EcosireSupportEngineer(models.Model):
    """A person of ECOSIRE: exactly one portal user of this database, with a partner of its own."""

    _name = "ecosire.support.engineer"
    _description = "ECOSIRE engineer"
    _inherit = "ecosire.support.guard"
    _order = "name, id"

    name = fields.Char(required=True, readonly=True)
    user_id = fields.Many2one(
        "res.users", required=True, readonly=True, index=True, ondelete="restrict"
    )
    email = fields.Char(related="user_id.email")
    is_lead = fields.Boolean(string="ECOSIRE account lead", compute="_compute_is_lead")
    active = fields.Boolean(default=True, readonly=True)
    grant_ids = fields.One2many("ecosire.support.grant", "engineer_id", readonly=True)
    access_now = fields.Boolean(compute="_compute_access_now", string="Has access now")
    access_until = fields.Datetime(
        string="Access until",
        compute="_compute_access_until",
        groups=f"{GROUP_ADMIN},{GROUP_MANAGER}",
    )
    access_state = fields.Selection(
        [
            ("open", "Has access"),
            ("soon", "Ends within 14 days"),
            ("last", "Ends within 3 days"),
            ("later", "Begins later"),
            ("ended", "No access"),
        ],
        compute="_compute_access_until",
        string="Access",
        groups=f"{GROUP_ADMIN},{GROUP_MANAGER}",
    )

    _user_unique = models.Constraint("unique(user_id)", "This user is already an ECOSIRE engineer.")

    @api.depends("user_id")
    def _compute_is_lead(self):
        for engineer in self:
            # sudo: res.users - only whether the engineer is a lead
            engineer.is_lead = engineer.user_id.sudo().has_group(GROUP_LEAD)

    @api.depends("grant_ids.date_from", "grant_ids.date_to", "grant_ids.revoked_at")
    def _compute_access_now(self):
        for engineer in self:
            # sudo: grant - only whether one is in force
            engineer.access_now = bool(engineer.sudo().grant_ids._in_force())

    @api.depends("grant_ids.date_from", "grant_ids.date_to", "grant_ids.revoked_at")
    def _compute_access_until(self):
        """When the last grant ends that follows on without a gap from those in force."""
        now = fields.Datetime.now()
        for engineer in self:
            # sudo: grant - only when the access ends; the administrator is no support manager
            grants = engineer.sudo().grant_ids.filtered(lambda grant: not grant.revoked_at)
            engineer.access_until = until = grants._lasts_until(now)
            if not until:
                later = any(grant.date_from > now for grant in grants)
                engineer.access_state = "later" if later else "ended"
            elif until - now <= timedelta(days=LAST):
                engineer.access_state = "last"
            else:
                engineer.access_state = "soon" if until - now <= timedelta(days=SOON) else "open"

    @api.constrains("user_id")
    def _check_user(self):
        """An engineer's partner must belong to nobody: Odoo's portal rules follow companies."""
        for engineer in self:
            # sudo: res.users - facts about the user that the record is about
            user = engineer.user_id.sudo()
            if not user._is_portal() or not user.has_group(GROUP_ENGINEER):
                raise ValidationError(
                    self.env._("%s must be a portal user invited as an engineer.", user.name)
                )
            if user.partner_id.parent_id or user.partner_id.is_company:
                raise ValidationError(
                    self.env._(
                        "The contact of %s belongs to a company of your address book, and "
                        "would see what that company sees. Invite the engineer anew.",
                        user.name,
                    )
                )

    @api.model
    def _of_user(self, user=None):
        """The engineer that ``user`` (default: the present one) is; empty for anybody else."""
        # sudo: engineer - who the caller is, whatever rights he has
        return self.sudo().search([("user_id", "=", (user or self.env.user).id)], limit=1)
