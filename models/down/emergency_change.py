from odoo import fields, models

from ..common.guard import GROUP_LEAD

SIDES = [("client", "The client"), ("vendor", "ECOSIRE")]


class EcosireSupportEmergencyChange(models.Model):
    """Who changed how ECOSIRE is reached when Odoo is down, when, and what stood there before."""

    _name = "ecosire.support.emergency.change"
    _description = "Changes of the ways to reach ECOSIRE"
    _inherit = "ecosire.support.append.only"
    _order = "id desc"
    _rec_name = "what"

    contract_id = fields.Many2one(
        "ecosire.support.contract", required=True, readonly=True, index=True, ondelete="cascade"
    )
    at = fields.Datetime(string="When", required=True, readonly=True)
    actor_name = fields.Char(string="Who", required=True, readonly=True)
    side = fields.Selection(SIDES, required=True, readonly=True)
    what = fields.Selection(
        [
            ("emergency_phone", "Phone"),
            ("emergency_whatsapp", "WhatsApp"),
            ("emergency_page", "Status page"),
            ("mailbox", "Mail"),
        ],
        required=True,
        readonly=True,
    )
    before = fields.Char(readonly=True)
    after = fields.Char(readonly=True)

    def _keep(self, contract, changes):
        """Enter ``{what: (before, after)}`` as done now by whoever acts.

        :return: the new rows, as superuser
        """
        user = self.env.user
        side = "vendor" if user.has_group(GROUP_LEAD) else "client"
        # sudo: emergency.change - nobody may write this list by hand
        return self.sudo().create(
            [
                {
                    "contract_id": contract.id,
                    "at": fields.Datetime.now(),
                    "actor_name": user.name,
                    "side": side,
                    "what": what,
                    "before": before or False,
                    "after": after or False,
                }
                for what, (before, after) in changes.items()
            ]
        )

    def _in_words(self):
        """``Phone: +92 300 1234567 → +92 300 7654321``."""
        self.ensure_one()
        labels = dict(self._fields["what"]._description_selection(self.env))
        none = self.env._("none")
        return self.env._(
            "%(what)s: %(before)s → %(after)s",
            what=labels[self.what],
            before=self.before or none,
            after=self.after or none,
        )
