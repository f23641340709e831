"""Access that goes on: extended before its end, or taken up again after it."""

import secrets

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..common.row_meeting import meet_at_rows


class EcosireSupportEngineer(models.Model):
    _inherit = "ecosire.support.engineer"

    def _extend(self, contracts, date_to):
        """New grants from now on. The caller has checked the right.

        :raises UserError: when the access has ended, or already lasts as long
        """
        self.ensure_one()
        # the job that ends what is over must not do so while this is decided, and the reverse
        meet_at_rows(self)
        if not self.active:
            raise UserError(
                self.env._("The access of %s has ended. Invite the person again.", self.name)
            )
        now = fields.Datetime.now()
        for grant in self.grant_ids._in_force():
            if grant.contract_id in contracts and grant.date_to >= date_to:
                raise UserError(
                    self.env._(
                        "%(engineer)s already has access to %(contract)s until %(day)s or later. "
                        "Choose a later end; to end the access sooner, use “End access”.",
                        engineer=self.name,
                        contract=grant.contract_id.code,
                        day=fields.Date.to_string(date_to),
                    )
                )
        grants = self._grant(contracts, now, date_to)
        grants._note_in_log("extended")
        return grants

    @api.model
    def _former(self, email):
        """The engineer with this login whose access has ended; empty for a new address.

        :raises UserError: when the login is somebody else's, or of an engineer with access
        """
        users = self.env["res.users"].with_context(active_test=False)
        users = users.search([("login", "=ilike", email)])
        engineer = self.with_context(active_test=False).search([("user_id", "in", users.ids)])
        engineer = engineer.with_context(active_test=True)
        if not users:
            return engineer
        if len(engineer) == 1 and engineer.active:
            raise UserError(
                self.env._(
                    "%(email)s already has a login in this database, as the engineer %(name)s. "
                    "Use “Extend access” in the list of engineers.",
                    email=email,
                    name=engineer.name,
                )
            )
        # a login that only resembles it (“_” stands for any letter), or that the client has made
        # one of its own people's meanwhile, is not taken up
        own = engineer.user_id == users and users.login.lower() == email.lower()
        if not own or users._is_internal():
            raise UserError(
                self.env._(
                    "%s already has a login in this database that is not an ECOSIRE engineer's. "
                    "Use another address of the engineer.",
                    email,
                )
            )
        return engineer

    def _take_up(self, name, email, groups):
        """The same login and contact as before, with nothing of what they once could do."""
        self.ensure_one()
        meet_at_rows(self)
        user = self.user_id
        partner = user.partner_id
        partner.write({"active": True, "name": name, "email": email})
        user.write({"active": True, "group_ids": [fields.Command.set(groups.ids)]})
        self._forget_password()
        self.write({"active": True, "name": name})
        self._check_user()

    def _forget_password(self):
        """Nobody knows the new one: the way in is the link of the invitation alone."""
        user = self.user_id
        secret = user._crypt_context().hash(secrets.token_urlsafe(32))
        # not by write, which would tell the person by mail that the password was changed
        user._set_encrypted_password(user.id, secret)
        user._revoke_all_devices()
