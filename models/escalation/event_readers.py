"""Who a step is for, at the moment it is told: people come, go, and have no address."""

from typing import Any, NamedTuple

from odoo import models

from .rule import CLIENT, ECOSIRE, RECIPIENTS

CHASED = ("to_holder", "to_lead")  # whom a chase asks where no rule says it


class Reader(NamedTuple):
    """A contact with the part in which he is told; ``problem``: why he cannot be."""

    partner: Any
    role: str
    problem: str = ""

    @property
    def side(self):
        return "client" if f"to_{self.role}" in CLIENT else "ecosire"

    def as_row(self):
        """Who it is, as kept in the history."""
        return {
            "id": self.partner.id,
            "name": self.partner.name,
            "role": self.role,
            "side": self.side,
        }


class EcosireSupportEscalationEvent(models.Model):
    _inherit = "ecosire.support.escalation.event"

    def _readers(self):
        """Each contact once, in the first part he has."""
        readers, seen = [], set()
        for role in self._roles():
            for reader in getattr(self.ticket_id, f"_readers_{role}")():
                if reader.partner not in seen:
                    seen.add(reader.partner)
                    readers.append(reader)
        return readers

    def _roles(self):
        """The parts that the rule tells; a chase concerns ECOSIRE alone."""
        names = [name for name in RECIPIENTS if self.rule_id and self.rule_id[name]]
        if self.reason == "chased":
            names = [name for name in names if name in ECOSIRE]
        if not self.rule_id:
            names = CHASED
        return [name.removeprefix("to_") for name in names if name != "to_on_call"]


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    def _readers_holder(self):
        """Whoever has it; while nobody has, or he cannot answer, those who work the queue."""
        if not self.engineer_id:
            return self._readers_queue()
        reader = self._engineer_reader(self.engineer_id, "holder")
        if not reader.problem:
            return [reader]
        return [reader, *self._readers_deputy(), *self._readers_queue()]

    def _readers_queue(self):
        """ECOSIRE's mailbox; of what is critical, or without one, each engineer at work too."""
        contract = self.contract_id
        partners = contract.mailbox_partner_id
        if self.severity == "critical" or not partners:
            partners |= contract._on_duty_engineers().user_id.partner_id
        return [self._checked(partner, "queue") for partner in partners]

    def _readers_deputy(self):
        deputy = self.contract_id.backup_engineer_id
        return [self._engineer_reader(deputy, "deputy")] if deputy else []

    def _readers_lead(self):
        return [self._checked(user.partner_id, "lead") for user in self.contract_id._leads()]

    def _readers_manager(self):
        managers = self.contract_id._managers(self.company_id)
        return [self._checked(user.partner_id, "manager") for user in managers]

    def _readers_submitter(self):
        user = self.submitter_id
        if not user.active or not user._is_internal():
            return []
        return [self._checked(user.partner_id, "submitter")]

    def _engineer_reader(self, engineer, role):
        serving = self.contract_id.grant_ids._in_force().engineer_id.filtered("active")
        if engineer not in serving:
            return Reader(engineer.user_id.partner_id, role, "no_access")
        if engineer._is_away():
            return Reader(engineer.user_id.partner_id, role, "away")
        return self._checked(engineer.user_id.partner_id, role)

    def _checked(self, partner, role):
        """A reader whom Odoo's notice can reach, or one with the reason why it cannot."""
        in_odoo = any(user.notification_type == "inbox" for user in partner.user_ids)
        return Reader(partner, role, "" if partner.email_normalized or in_odoo else "no_mail")
