"""After a miss, plain words: what was missed, who was told since, and how to reach somebody now.

Facts only: the clock or the promised update, what the ladder has told and when, who holds the
ticket. All of it in the reader's language and zone.
"""

from markupsafe import Markup

from odoo import api, fields, models

from ..common.owing import OWING


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    miss_note = fields.Html(
        compute="_compute_miss_note",
        sanitize=False,
        help="What ECOSIRE owes and has not done in time, and what happens now.",
    )
    reach_now = fields.Html(
        compute="_compute_reach_now",
        sanitize=False,
        help="How somebody is reached at once, where the plan grants it.",
    )

    @api.depends("sla_state", "deadline", "next_update_by", "escalation_ids.told_at", "engineer_id")
    @api.depends_context("uid", "lang", "tz")
    def _compute_miss_note(self):
        for ticket in self:
            missed = ticket._missed_in_words()
            ticket.miss_note = missed and Markup(" ").join(
                [
                    Markup("<strong>%s</strong>") % missed,
                    ticket._what_happens_now(),
                    ticket._who_to_call(),
                ]
            )

    def _missed_in_words(self):
        """The first sentence; "" while nothing is late."""
        now = fields.Datetime.now()
        if not self.is_open or not self._origin.number:
            return ""
        if self.sla_state in OWING and self.deadline and self.deadline < now:
            when = self._both_zones(self.deadline)
            if self.is_aim:
                return self.env._("Later than aimed: the answer was to come by %s.", when)
            return self.env._("We missed %s.", when)
        if self.next_update_by and self.next_update_by < now:
            return self.env._(
                "We missed the update promised for %s.", self._both_zones(self.next_update_by)
            )
        return ""

    def _what_happens_now(self):
        """Who was told last, or who has the ticket: what a person would ask next."""
        # sudo: escalation.event - who was told concerns whoever waits for them
        this = self.sudo()
        if seen := this._seen_by_ecosire():
            return self.env._(
                "Next: %(name)s has it, since %(at)s.",
                name=seen.actor_name,
                at=self._clock_time(seen.fired_at),
            )
        for event in this.escalation_ids.filtered("told_at").sorted("id", reverse=True):
            people = [
                one
                for one in event.told or ()
                if one.get("side") == "ecosire" and not one.get("problem") and one.get("name")
            ]
            if people:
                return self.env._(
                    "Next: %(who)s was told at %(at)s.",
                    who=self._told_person(self._who_is_there(people)),
                    at=self._clock_time(event.told_at),
                )
        if this.engineer_id:
            return self.env._("Next: %s of ECOSIRE has it.", this.engineer_id.name)
        return self.env._("Nobody at ECOSIRE has taken it yet.")

    def _who_is_there(self, people):
        """The last of those told who is not off now: a name that the client can count on."""
        engineers = self.contract_id.grant_ids.engineer_id
        away = engineers.browse(engineers._off_now()).user_id.partner_id.ids
        return ([one for one in people if one.get("id") not in away] or people)[-1]

    def _told_person(self, person):
        """``Bilal Raza, the ECOSIRE account lead,``, to go on with."""
        roles = {
            "lead": self.env._("the ECOSIRE account lead"),
            "deputy": self.env._("the deputy"),
            "on_call": self.env._("on call"),
        }
        role = roles.get(person.get("role"))
        # told with those who work the queue, a lead is one all the same
        if not role and person.get("id") in self.contract_id._leads().partner_id.ids:
            role = roles["lead"]
        if not role:
            return person["name"]
        return self.env._("%(name)s, %(role)s,", name=person["name"], role=role)

    def _who_to_call(self):
        if self.reach_now:
            return self.reach_now
        if self._why_no_chase():
            return ""
        return self.env._("You can ask how it stands: “Chase” tells ECOSIRE at once.")

    # -- how to reach somebody now

    @api.depends("severity", "severity_proposed", "company_id", "state")
    @api.depends_context("uid", "lang")
    def _compute_reach_now(self):
        for ticket in self:
            ticket.reach_now = ticket._ways_in_words()

    def _ways_in_words(self):
        """``Call +92 … · WhatsApp +92 …``, for a critical ticket where the plan grants it."""
        filed = self._origin.number
        if (self.severity or self.severity_proposed) != "critical" or (filed and not self.is_open):
            return ""
        # sudo: contract - ways that the plan grants to whoever files a critical ticket
        contract = self.sudo().contract_id if filed else self._contract_in_force()
        if not contract or not contract.has_entitlement("phone_critical"):
            return ""
        ways = [way for way in contract._emergency_ways() if not way[2].startswith("mailto:")]
        if not ways:
            return ""
        links = Markup(" · ").join(
            Markup('%s <a href="%s"><strong>%s</strong></a>') % (label, link, value)
            for label, value, link in ways
        )
        return Markup("%s %s.") % (self.env._("To reach somebody now:"), links)
