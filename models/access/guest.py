"""A login for a time: an ordinary user of the client, in ECOSIRE's hands until the agreed end.

The group marks it. It gives no right: by it the login is let in only from the allowed networks, its
coming and going stand in the access log, and it stops with the second its time is over.
"""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...core.access_request import GRANTED
from ..common.guard import GROUP_GUEST, GROUP_MANAGER

# an administrator is never lent out: what such a login changes cannot be taken back; nor is whoever
# accepts delays and costs for the client
POWERFUL = ("base.group_system", "base.group_erp_manager", GROUP_MANAGER)


class ResUsers(models.Model):
    _inherit = "res.users"

    @api.model
    def _ecosire_support_new_guest(self, name, login, email):
        """A new user with no right but that of every employee; without a password yet.

        :param email: the engineer's, where Odoo's own link to choose a password goes
        """
        if self.with_context(active_test=False).search_count([("login", "=ilike", login)]):
            raise UserError(self.env._("“%s” is somebody's login already. Choose another.", login))
        partner = self.env["res.partner"].create({"name": name, "email": email})
        return self.with_context(no_reset_password=True).create(
            {
                "name": name,
                "login": login,
                "email": email,
                "partner_id": partner.id,
                "group_ids": [fields.Command.set(self.env.ref("base.group_user").ids)],
            }
        )

    def _ecosire_support_begin_guest(self):
        """Make these users logins for a time.

        :raises UserError: for administrators, and for whoever is no ordinary employee's login
        """
        for user in self:
            if not user._is_internal() or any(user.has_group(group) for group in POWERFUL):
                raise UserError(
                    self.env._(
                        "%s is no ordinary login: an administrator or support manager is never "
                        "lent out. Choose another, or make a new one.",
                        user.name,
                    )
                )
            guests = self.env.ref(GROUP_GUEST)
            user.write({"active": True, "group_ids": [fields.Command.link(guests.id)]})

    def _ecosire_support_end_guest(self):
        """Archive these users, which ends their sessions, and with them what else lets one in."""
        for user in self.filtered(lambda one: one.has_group(GROUP_GUEST)):
            user._ecosire_support_forget_factors()
            guests = self.env.ref(GROUP_GUEST)
            user.write({"active": False, "group_ids": [fields.Command.unlink(guests.id)]})

    def _ecosire_support_guest_problem(self, address):
        """What keeps this login for a time out at this request: ``over``, ``network`` or None."""
        if self._ecosire_support_guest_is_over():
            return "over"
        return None if self._ecosire_support_lets_in(address) else "network"

    def _ecosire_support_guest_is_over(self):
        """Whether this login for a time has none left; the job that archives it comes soon."""
        self.ensure_one()
        # sudo: access.request - only until when this login was granted
        requests = self.env["ecosire.support.access.request"].sudo()
        return not requests.search_count(
            [
                ("user_id", "=", self.id),
                ("state", "=", GRANTED),
                ("granted_until", ">", fields.Datetime.now()),
            ],
            limit=1,
        )
