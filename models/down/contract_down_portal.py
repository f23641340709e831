"""What an account lead sees and enters about the day the client's Odoo is down."""

from odoo import fields, models

from ..common.guard import GROUP_LEAD
from ..fence.rights import HOME
from .contract_emergency import CHECKS


class EcosireSupportContract(models.Model):
    _inherit = "ecosire.support.contract"

    def _portal_emergency(self):
        """The numbers as they are entered, what the card lacks, and who changed what before."""
        self._guard(GROUP_LEAD)
        self.ensure_one()
        this = self.sudo()  # sudo: contract, emergency.change - of a contract that the lead serves
        home = f"{HOME}/contract/{self.code}"
        reader = self.with_context(tz=self.env.user.tz)
        return {
            "contract": self.code,
            "ended": bool(this.ended_at),
            "entered": {name: this[name] or "" for name in CHECKS},
            "mailbox": this.mailbox or "",
            "not_in_plan": this._card_not_in_plan(this._term_at(fields.Datetime.now())),
            "missing": this._card_missing()[:-1],
            "log": reader._emergency_log(),
            "url": f"{home}/emergency",
            "card": f"{home}/card",
        }
