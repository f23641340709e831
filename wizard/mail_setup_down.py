"""The last step of the setup: how ECOSIRE is reached when Odoo itself is down, and the card for it."""

from odoo import models

from ..models.common.guard import GROUP_ADMIN, GROUP_MANAGER
from .mail_setup_steps import BAD, ICONS, OK, WARN


class EcosireSupportMailSetup(models.TransientModel):
    _inherit = "ecosire.support.mail.setup"

    def action_print_card(self):
        """Save the system-down card of the company's contract as PDF."""
        self._guard(GROUP_MANAGER, GROUP_ADMIN)
        self.ensure_one()
        return self._contract().action_print_card()

    def action_edit_emergency(self):
        """Enter how ECOSIRE is reached while Odoo is down."""
        self._guard(GROUP_MANAGER, GROUP_ADMIN)
        self.ensure_one()
        return self._contract().action_edit_emergency()

    def _steps(self):
        yield from super()._steps()
        state, text = self._down_step()
        title = self.env._("When Odoo itself is down")
        yield {"state": state, "icon": ICONS[state], "title": title, "text": text}

    def _down_step(self):
        contract = self._contract()
        if not contract:
            return BAD, self.env._("This company has no support contract in force.")
        ways, missing = contract._emergency_ways(), contract._card_missing()
        if not ways:
            return BAD, " ".join(missing)
        reached = self.env._(
            "ECOSIRE is reached by: %s. Print the card and hang it up where people see it.",
            ", ".join(f"{kind} {value}" for kind, value, _link in ways),
        )
        return (WARN, f"{reached} {' '.join(missing)}") if missing else (OK, reached)
