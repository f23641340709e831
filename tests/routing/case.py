"""A Priority contract with an Account Engineer, a deputy and a colleague, and a frozen Tuesday."""

from ..common import SupportCase, at, utc

NOON = "2026-11-24 10:00"  # Tuesday, 15:00 in Karachi
BACK = "2026-11-29 19:00"  # Monday 30 November, midnight in Karachi
HOURS = {str(day): ["09:00", "18:00"] for day in range(5)}


class RoutingCase(SupportCase):
    """Amina is the Account Engineer, Chandra her deputy; Bilal is the account lead."""

    plan_xmlid = "ecosire_support.plan_priority"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.deputy = cls.make_engineer("Chandra Rao", "chandra@ecosire.example")
        cls.tickets = cls.env["ecosire.support.ticket"]
        cls.absences = cls.env["ecosire.support.absence"]
        cls.name_engineers(cls.engineer, cls.deputy)

    @classmethod
    def name_engineers(cls, engineer, backup=None):
        cls.contract.write({"engineer_id": engineer.id, "backup_engineer_id": backup and backup.id})

    def file(self, moment=NOON, **vals):
        """A ticket filed at ``moment``, as superuser sees it."""
        with at(moment):
            return self.make_ticket(**vals).sudo()

    def enter(self, engineer, start, end, person=None, **texts):
        """An absence from ``start`` to ``end`` (UTC), entered by the engineer or by ``person``."""
        user = (person or engineer).user_id
        rows = self.absences.with_user(user)
        return rows.enter(engineer.id, utc(start), utc(end), **texts).sudo()

    def holders(self, ticket):
        """Who had the ticket, in order, and how each was chosen."""
        rows = ticket.holding_ids.sorted("sequence")
        return [(row.engineer_name or "queue", row.why) for row in rows]

    def thread(self, ticket):
        """What the thread says to both sides, as one text."""
        said = ticket.message_ids.filtered(lambda m: m.message_type == "notification")
        return " ".join(said.sorted("id").mapped("body"))

    def told(self, engineer):
        """Subjects of what was sent to an engineer about the contract."""
        partner = engineer.user_id.partner_id
        messages = self.env["mail.message"].search(
            [("notified_partner_ids", "in", partner.ids), ("model", "=", self.contract._name)]
        )
        return messages.sorted("id").mapped("subject")
