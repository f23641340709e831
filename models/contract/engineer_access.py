"""Inviting an engineer and ending the access, wholly and at once.

Whoever hands something else to an engineer (a feed, a login for a time) ends it in an extension of
``_end_access``. What asks for a grant in force each time (mails, Slack, links, rows) needs nothing.
"""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..common.guard import GROUP_ADMIN, GROUP_ENGINEER, GROUP_LEAD


class EcosireSupportEngineer(models.Model):
    _inherit = "ecosire.support.engineer"

    @api.model
    def _invite(self, name, email, role, contracts, date_from, date_to):
        """Make the portal user, the engineer and the grants. The caller has checked the right.

        Who was an engineer before gets the same login again, as if it were new.

        :param role: ``engineer`` or ``lead``
        :raises UserError: when the address is the login of anybody else
        """
        groups = self.env.ref("base.group_portal") | self.env.ref(
            GROUP_LEAD if role == "lead" else GROUP_ENGINEER
        )
        engineer = self._former(email)
        if engineer:
            engineer._take_up(name, email, groups)
        else:
            engineer = self._introduce(name, email, groups)
        engineer._grant(contracts, date_from, date_to)._note_in_log("invited")
        return engineer

    @api.model
    def _introduce(self, name, email, groups):
        # a fresh partner, never one that was found: a found one may belong to a customer
        partner = self.env["res.partner"].create(
            {"name": name, "email": email, "parent_id": False, "is_company": False}
        )
        user = (
            self.env["res.users"]
            .with_context(no_reset_password=True)
            .create(
                {
                    "name": name,
                    "login": email,
                    "email": email,
                    "partner_id": partner.id,
                    "tz": "Asia/Karachi",
                    "group_ids": [fields.Command.set(groups.ids)],
                    "notification_type": "email",
                }
            )
        )
        return self.create({"name": name, "user_id": user.id})

    def _grant(self, contracts, date_from, date_to):
        """Give access to ``contracts``; earlier grants stay as the record of what was."""
        return self.env["ecosire.support.grant"].create(
            [
                {
                    "engineer_id": self.id,
                    "contract_id": contract.id,
                    "date_from": date_from,
                    "date_to": date_to,
                    "granted_by": self.env.user.name,
                }
                for contract in contracts
            ]
        )

    def action_end_access(self):
        """End all access of these engineers now: sessions, grants, followers, queued mails."""
        self._guard(GROUP_ADMIN, GROUP_LEAD)
        self._check_lead_serves()
        # sudo: several models - the client's administrator or a lead ends access, checked above
        for engineer in self.sudo():
            engineer._end_access(self.env.user.name)
        return True

    def _check_lead_serves(self):
        """A lead ends access only where he himself works, and not to widen anything."""
        if self.env.su or self.env.user.has_group(GROUP_ADMIN):
            return
        mine = self._of_user().grant_ids._in_force().contract_id
        for engineer in self.sudo():  # sudo: grant - compared, not shown
            if engineer.grant_ids.contract_id - mine:
                raise UserError(
                    self.env._(
                        "%s also serves a contract that you do not. Ask the client's "
                        "administrator to end this access.",
                        engineer.name,
                    )
                )

    def _end_access(self, by):
        self.ensure_one()
        self.grant_ids._revoke(by)
        partner, user = self.user_id.partner_id, self.user_id
        self.env["mail.followers"].search([("partner_id", "=", partner.id)]).unlink()
        self._cancel_queued_mail(partner)
        self.env["ecosire.support.ticket"]._release(self)
        contracts = self.env["ecosire.support.contract"].search(
            ["|", ("engineer_id", "=", self.id), ("backup_engineer_id", "=", self.id)]
        )
        for contract in contracts:
            contract.write(
                {
                    "engineer_id": (contract.engineer_id - self).id,
                    "backup_engineer_id": (contract.backup_engineer_id - self).id,
                }
            )
        self._end_ways_back(user)
        self.active = False
        user.active = False  # ends every session: the session token covers it
        # Odoo refuses a contact with a login, and counts the archived ones where a screen shows them
        partner.with_context(active_test=True).active = False

    def _end_ways_back(self, user):
        """What would let the person in again, or lets others see that he is there."""
        user._ecosire_support_forget_factors()
        self.env["ecosire.support.presence"].search([("engineer_id", "=", self.id)]).unlink()

    def _cancel_queued_mail(self, partner):
        queued = self.env["mail.mail"].search(
            [("state", "in", ["outgoing", "exception"]), ("recipient_ids", "in", partner.ids)]
        )
        for mail in queued:
            mail.recipient_ids -= partner
            if not mail.recipient_ids and not mail.email_to:
                mail.state = "cancel"
