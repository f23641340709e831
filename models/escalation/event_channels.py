"""The ways by which a step is told; each writes what is to be sent in this very transaction."""

from odoo import fields, models


class EcosireSupportEscalationEvent(models.Model):
    _inherit = "ecosire.support.escalation.event"

    def _tell_people(self, readers):
        """Give each reader the notice; who was told how, or why he could not be."""
        told = []
        for reader in readers:
            row = reader.as_row()
            if reader.problem:
                told.append({**row, "problem": reader.problem})
                continue
            ways = []
            if not self.rule_id or self.rule_id.by_notice:
                ways.append(self._notify(reader))
            if (
                self.rule_id.by_activity
                and reader.side == "client"
                and self._leave_activity(reader)
            ):
                ways.append("activity")
            if ways:
                told.append({**row, "how": ways})
        return told

    def _tell_channels(self):
        """Slack, and the service that wakes whoever is on call."""
        told = []
        ticket, rule = self.ticket_id, self.rule_id
        reader = self.with_env(ticket._in_language_of_contract().env)
        key = f"step-{self.id}"
        if rule.by_slack and self.contract_id._post_slack(
            ticket, reader._step_name(), f"{reader._due_line()}\n{reader._holder_line()}", key
        ):
            told.append({"name": "Slack", "role": "slack", "side": "both", "how": ["slack"]})
        if rule.to_on_call:
            row = {"name": "", "role": "on_call", "side": "ecosire"}
            called = self.contract_id._page_on_call(ticket, reader._step_name(), key)
            told.append({**row, "how": ["call"]} if called else {**row, "problem": "no_on_call"})
        ticket._happened("clock.step", step=self.name or "", metric=self.metric or "")
        return told

    def _tell_managers_that_nobody_heard(self):
        """Nobody at ECOSIRE could be told: the client's managers are, so that somebody calls."""
        told = []
        for reader in self.ticket_id._readers_manager():
            row = reader.as_row()
            if reader.problem:
                told.append({**row, "problem": reader.problem})
            else:
                told.append({**row, "how": [self._notify(reader, nobody_heard=True)]})
        return told

    def _notify(self, reader, nobody_heard=False):
        """Odoo's own notice to one reader; the way it took."""

        def words(ticket, partner):
            event = self.with_env(ticket.env)
            values = {
                "event": event,
                "ticket": ticket,
                "side": reader.side,
                "nobody_heard": nobody_heard,
                "page": event._page(reader.side),
                "acknowledge": event._acknowledge_url(partner),
            }
            body = ticket.env["ir.qweb"]._render("ecosire_support.mail_escalation", values)
            return event._headline(), body

        kind = "missed" if nobody_heard else self._notice_kind(reader.side)
        sent = self.ticket_id._tell_each(reader.partner, words, kind=kind)
        return "notice" if sent else "digest"

    def _leave_activity(self, reader):
        """Something to do in Odoo for a person of the client; whether he has none of it yet."""
        user = reader.partner.user_ids.filtered(lambda one: one.active and one._is_internal())[:1]
        activities = self.ticket_id._escalation_activities()
        if not user or user in activities.user_id:
            return False
        event = self.with_context(lang=user.lang)
        followers = self.ticket_id.message_partner_ids
        activities.create(
            {
                "res_model_id": self.env["ir.model"]._get_id(self.ticket_id._name),
                "res_id": self.ticket_id.id,
                "user_id": user.id,
                "activity_type_id": self.env.ref("mail.mail_activity_data_todo").id,
                "summary": event._step_name(),
                "note": event._due_line(),
                "date_deadline": fields.Date.context_today(event),
            }
        )
        # Odoo makes him a follower by that, who would get every answer from then on
        self.ticket_id.message_unsubscribe((self.ticket_id.message_partner_ids - followers).ids)
        return True
