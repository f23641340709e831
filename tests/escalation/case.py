"""Tickets that climb: a sweep and a telling at each moment, and what was said."""

from datetime import timedelta

from odoo import fields

from ..common import SupportCase, at, utc


class LadderCase(SupportCase):
    plan_xmlid = "ecosire_support.plan_enterprise"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.deputy = cls.make_engineer("Chaudhry Ali", "chaudhry@ecosire.example")
        cls.contract.engineer_id = cls.engineer
        cls.contract.backup_engineer_id = cls.deputy
        cls.mailbox = cls.env["res.partner"].create(
            {"name": "ECOSIRE mailbox", "email": "support@ecosire.example"}
        )
        cls.contract.mailbox_partner_id = cls.mailbox

    def minute(self, text):
        """What one minute of the server does: the sweep, then the telling."""
        with at(text):
            self.tick(text)
            self.env["ecosire.support.escalation.event"]._cron_tell()

    def minutes(self, start, count):
        for number in range(count):
            moment = fields.Datetime.to_string(utc(start) + timedelta(minutes=number))
            self.minute(moment)

    def events(self, ticket):
        return ticket.escalation_ids.filtered(lambda e: e.kind == "step").sorted("id")

    def said(self, ticket):
        """The names of the steps that were told, in order."""
        return self.events(ticket).filtered(lambda e: e.outcome == "told").mapped("name")

    def told(self, ticket):
        """``{name of the step: names of those who were told}`` of the steps told."""
        return {
            event.name: [one["name"] for one in event.told if "problem" not in one]
            for event in self.events(ticket).filtered(lambda e: e.outcome == "told")
        }

    def notices(self, ticket):
        """The notices of a ticket, by whom they went to."""
        return self.env["mail.message"].search(
            [
                ("model", "=", ticket._name),
                ("res_id", "=", ticket.id),
                ("message_type", "=", "user_notification"),
                ("author_id", "=", self.env.ref("base.partner_root").id),
            ]
        )
