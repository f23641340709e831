"""The keys of a connection: typed in, never read back; what signs is made here and shown once."""

import re
import secrets

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ...core.safe_address import parse_url
from ..common.guard import GROUP_ADMIN, GROUP_MANAGER
from .words import in_words

TYPED = {"url_new": "url", "token_new": "token", "slack_signing_new": "slack_signing"}
BOT_TOKEN = re.compile(r"xoxb-[A-Za-z0-9-]{10,}")
SLACK_SIGNING = re.compile(r"[0-9a-f]{32,64}")
BLANK = re.compile(r"\s")
SHOWN_FROM = 20  # characters; of a shorter key the end would tell too much


class EcosireSupportTarget(models.Model):
    _inherit = "ecosire.support.target"

    url_new = fields.Char(
        string="Address", compute="_compute_typed", inverse="_inverse_url", store=False
    )
    token_new = fields.Char(
        string="Token", compute="_compute_typed", inverse="_inverse_token", store=False
    )
    slack_signing_new = fields.Char(
        string="Signing secret of the Slack app",
        compute="_compute_typed",
        inverse="_inverse_slack_signing",
        store=False,
    )
    secret_ids = fields.One2many("ecosire.support.secret", "target_id", groups=".")
    keys_text = fields.Text(
        string="Keys kept", compute="_compute_keys", compute_sudo=True, exportable=False
    )
    origin = fields.Char(string="Server", compute="_compute_keys", compute_sudo=True)
    has_old_secret = fields.Boolean(compute="_compute_keys", compute_sudo=True)

    def _compute_typed(self):
        """What is typed is kept elsewhere at once, and nothing comes back."""
        for name in TYPED:
            self[name] = False

    def _inverse_url(self):
        self._keep_typed("url_new", self._checked_url)

    def _inverse_token(self):
        self._keep_typed("token_new", self._checked_token)

    def _inverse_slack_signing(self):
        self._keep_typed("slack_signing_new", self._checked_slack_signing)

    def _keep_typed(self, name, check):
        for target in self:
            value = (target[name] or "").strip()
            if value:
                # sudo: secret - whoever may write the connection replaces its keys, blindly
                keys = self.env["ecosire.support.secret"].sudo()
                keys._keep(target, TYPED[name], check(target, value))
                target.sudo()._try_again()

    def _forget_typed_keys(self):
        """What was typed must not stay in this request's memory, where an answer reads it."""
        for name in TYPED:
            self.invalidate_recordset([name], flush=False)

    @api.depends("secret_ids", "kind")
    @api.depends_context("lang")
    def _compute_keys(self):
        for target in self:
            keys = {key.kind: key for key in target.secret_ids}
            target.origin = _origin_of(keys["url"].value) if "url" in keys else False
            target.has_old_secret = "signing_before" in keys
            target.keys_text = "\n".join(
                target._key_line(key) for key in sorted(keys.values(), key=lambda key: key.kind)
            )

    def _key_line(self, key):
        labels = {
            "url": self.env._("Address"),
            "token": self.env._("Token"),
            "slack_signing": self.env._("Signing secret of the Slack app"),
            "signing": self.env._("Signing secret"),
            "signing_before": self.env._("Signing secret before"),
        }
        end = key.value[-4:] if key.kind != "url" and len(key.value) >= SHOWN_FROM else ""
        return self.env._(
            "%(what)s: ••••••••%(end)s, set on %(day)s",
            what=labels[key.kind],
            end=end,
            day=format_date(self.env, key.set_at),
        )

    # -- what can be a key

    def _checked_url(self, target, value):
        try:
            parse_url(value, self._allow_private())
        except ValueError as error:
            # core's words do not repeat the address
            raise UserError(in_words(self.env, str(error))) from None
        return value

    def _checked_token(self, target, value):
        if target.kind == "slack_bot" and not BOT_TOKEN.fullmatch(value):
            raise UserError(
                self.env._(
                    "This is no bot token: those begin with xoxb-. It stands in the app's settings "
                    "in Slack under “OAuth & Permissions”."
                )
            )
        if BLANK.search(value) or not value.isascii():
            raise UserError(self.env._("A token has no blanks and no accents: copy it anew."))
        return value

    def _checked_slack_signing(self, _target, value):
        if not SLACK_SIGNING.fullmatch(value):
            raise UserError(
                self.env._(
                    "This is no signing secret of Slack: it has 32 signs from 0 to 9 and a to f. It "
                    "stands in the app's settings under “Basic Information”."
                )
            )
        return value

    # -- what signs

    def action_new_signing_secret(self):
        """Make a new secret and show it once; the one before is valid besides until it is ended."""
        self._guard(GROUP_MANAGER, GROUP_ADMIN, operation="write")
        self.ensure_one()
        if self.kind != "webhook":
            raise UserError(self.env._("Only a signed webhook has a signing secret of ours."))
        # sudo: secret - whoever may write the connection replaces its keys
        keys = self.env["ecosire.support.secret"].sudo()
        known = keys._of(self)
        made = f"whsec_{secrets.token_urlsafe(32)}"
        if "signing" in known:
            keys._keep(self, "signing_before", known["signing"])
        keys._keep(self, "signing", made)
        self.sudo()._try_again()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Signing secret"),
            "res_model": "ecosire.support.shown",
            "view_mode": "form",
            "target": "new",
            "context": {"default_shown": made, "default_target_id": self.id},
        }

    def action_end_old_secret(self):
        """The secret before signs no longer: the receiver knows the new one."""
        self._guard(GROUP_MANAGER, GROUP_ADMIN, operation="write")
        for target in self:
            # sudo: secret - whoever may write the connection ends its keys
            self.env["ecosire.support.secret"].sudo()._forget(target, "signing_before")
        return True


def _origin_of(url):
    return parse_url(url, allow_private=True).origin
