"""What a notice of the ladder says: in the reader's language and zone, with one next step."""

from odoo import models

from ..fence.rights import HOME


class EcosireSupportEscalationEvent(models.Model):
    _inherit = "ecosire.support.escalation.event"

    def _tell_people(self, readers):
        """Give each reader the notice; who was told, or why he could not be."""
        told = []
        for reader in readers:
            row = {"name": reader.partner.name, "role": reader.role, "side": reader.side}
            if reader.problem:
                told.append({**row, "problem": reader.problem})
            elif not self.rule_id or self.rule_id.by_notice:
                self._notify(reader)
                told.append({**row, "how": "notice"})
        return told

    def _tell_channels(self):
        return []

    def _tell_managers_that_nobody_heard(self):
        """Nobody at ECOSIRE could be told: the client's managers are, so that somebody calls."""
        told = []
        for reader in self.ticket_id._readers_manager():
            row = {"name": reader.partner.name, "role": "manager", "side": "client"}
            if reader.problem:
                told.append({**row, "problem": reader.problem})
            else:
                self._notify(reader, nobody_heard=True)
                told.append({**row, "how": "notice"})
        return told

    def _notify(self, reader, **values):
        partner = reader.partner
        ticket = self.ticket_id.with_context(
            lang=partner.lang, tz=partner.tz or self.contract_id.tz
        )
        event = self.with_env(ticket.env)
        body = ticket.env["ir.qweb"]._render(
            "ecosire_support.mail_escalation",
            {
                "event": event,
                "ticket": ticket,
                "reader": reader,
                "page": event._page(reader),
                "nobody_heard": False,
                **values,
            },
        )
        ticket.message_notify(
            partner_ids=partner.ids,
            subject=event._headline(),
            body=body,
            author_id=self.env.ref("base.partner_root").id,
            email_add_signature=False,
            force_send=False,
        )

    def _headline(self):
        """``Nearly due: Critical, Deliveries cannot be validated``."""
        return self.env._(
            "%(step)s: %(severity)s, %(title)s",
            step=self._step_name(),
            severity=self.ticket_id._portal_label("severity"),
            title=self.ticket_id.name,
        )

    def _step_name(self):
        """What the step is called, in the reader's language."""
        if self.reason == "chased":
            return self.env._("Please answer")
        return self.rule_id.name or self.name or ""

    def _due_line(self):
        """How the promise stands that this step speaks of."""
        if self.clock_id:
            return self.ticket_id._promise_line(self.clock_id)
        return self.ticket_id.promise or ""

    def _holder_line(self):
        holder = self.ticket_id.engineer_id
        if holder:
            return self.env._("%s of ECOSIRE has the ticket.", holder.name)
        return self.env._("Nobody has the ticket yet.")

    def _page(self, reader):
        """Where the reader goes: engineers to their own page, the client into Odoo."""
        base = self.get_base_url()
        if reader.side == "ecosire":
            return f"{base}{HOME}/ticket/{self.ticket_id.number}"
        return f"{base}/odoo/{self.ticket_id._name}/{self.ticket_id.id}"
