"""The night Odoo was down: the lead enters it afterwards, and the card that hung by the door."""

from datetime import UTC, datetime, time

from .calendar import CLIENT_ZONE
from .people import set_differing

MAILBOX = "support@ecosire.example"
NUMBERS = {
    "emergency_phone": "+92 42 3571 8800",
    "emergency_whatsapp": "+92 300 4571 880",
    "emergency_page": "https://status.ecosire.com",
}


def forget_card(contract):
    """The contract before anybody said how ECOSIRE is reached when Odoo is down."""
    contract.write(dict.fromkeys(NUMBERS, False) | {"mailbox_partner_id": False})


def have_card(contract, lead):
    """ECOSIRE's mailbox, and the numbers that its lead enters: on the card once the plan grants it."""
    partners = contract.env["res.partner"]
    mailbox = partners.search([("email", "=", MAILBOX)], limit=1)
    mailbox = mailbox or partners.create({"name": "ECOSIRE Support", "email": MAILBOX})
    set_differing(contract, {"mailbox_partner_id": mailbox.id})
    contract.with_user(lead).set_emergency(NUMBERS)


def file_outage(player, moment, story):
    """Filed by a lead at ``moment`` as reported on that day's night; the client has to confirm."""
    day = moment.astimezone(CLIENT_ZONE).date()
    reported = datetime.combine(day, time.fromisoformat(story.reported), CLIENT_ZONE)
    lead = player.people[story.who]
    contract = player.env["ecosire.support.contract"].search([("ended_at", "=", False)], limit=1)
    tickets = player.env["ecosire.support.ticket"].with_user(lead)
    ticket = tickets.file_outage(
        contract.id,
        {
            "name": story.title,
            "description": story.text,
            "topic_id": player.env.ref(f"ecosire_support.topic_{story.topic}").id,
            "impact": "stopped",
            "can_log_in": "no",
            "workaround": "nobody",
            "company_id": contract.company_ids[:1].id,
            "reported_at": reported.astimezone(UTC).replace(tzinfo=None),
            "outage_evidence": "Call of 02:10 to ECOSIRE's phone, taken by Bilal; our provider's "
            "status mail of 02:31.",
        },
    )
    return ticket.with_env(player.env)
