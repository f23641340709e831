"""What stands on the system-down card: whom to call when nobody can log in, and what to say."""

from datetime import UTC, datetime, time

from odoo import fields, models
from odoo.tools import format_date

from ...core import down_card, explain_hours, labels, reach

LISTED = 3  # names of managers; more would not be read


class EcosireSupportContract(models.Model):
    _inherit = "ecosire.support.contract"

    def _card_facts(self):
        """The facts, without a word of any language: what makes it another card."""
        self.ensure_one()
        this = self.sudo().with_context(lang="en_US")  # sudo: contract - as they stand on the card
        term = this._term_at(fields.Datetime.now())
        policy = term and term._policy("critical", "first_response")
        return down_card.Facts(
            code=this.code,
            companies=tuple(sorted(this.company_ids.mapped("name"))),
            # labels in English, as the environment says
            ways=tuple((kind, value) for kind, value, _link in this._emergency_ways()),
            page=this.emergency_page or "",
            phone_in_plan=this.has_entitlement("phone_critical"),
            plan=term.plan_id.code or "",
            answers=this.who_answers,
            promise=down_card.promise_of(policy._to_core(), policy.aim) if policy else "",
        )

    def _card_content(self):
        """All that the card prints, as plain values in the language and zone of whoever reads."""
        self.ensure_one()
        this = self.sudo()  # sudo: contract - plan and who answers are everybody's; no prices
        term = this._term_at(fields.Datetime.now())
        return {
            "code": this.code,
            "name": this.name,
            "companies": this._card_companies(),
            "plan": term.plan_id.name or "",
            "answers": this.who_answers,
            "ways": this._emergency_ways(),
            "page": this.emergency_page or "",
            "missing": this._card_missing(),
            "not_in_plan": this._card_not_in_plan(term),
            "promise": this._card_promise(term),
            "hours": this._card_hours(term),
            "say": this._card_say(),
            "mark": this._card_facts().mark,
            "day": format_date(self.env, this._card_today(), date_format="d MMM y"),
        }

    # -- what is not there

    def _card_missing(self):
        """What nobody has entered yet and who can, in sentences; none when all is there."""
        this = self.sudo()  # sudo: contract - only whether something is entered
        lacks = []
        if this.has_entitlement("phone_critical"):
            if not this.emergency_phone:
                lacks.append(self.env._("ECOSIRE's phone number is not entered yet."))
            if not this.emergency_whatsapp:
                lacks.append(self.env._("ECOSIRE's WhatsApp number is not entered yet."))
        if not this.mailbox:
            lacks.append(self.env._("ECOSIRE's support mailbox is not entered yet."))
        if lacks:
            lacks.append(this._who_can_enter())
        return lacks

    def _who_can_enter(self):
        names = self._managers().sorted("name").mapped("name")[:LISTED]
        if not names:
            return self.env._(
                "The administrator of your Odoo can add it under Plan & contract > Our contract."
            )
        return self.env._(
            "%s can add it under Plan & contract > Our contract; so can the administrator, and "
            "ECOSIRE's account lead.",
            ", ".join(names),
        )

    def _card_not_in_plan(self, term):
        """That phone and WhatsApp are no part of the plan, and of which they are; "" else."""
        if self.has_entitlement("phone_critical") or not term:
            return ""
        plans = self.env["ecosire.support.plan"].search(
            [("entitlement_ids.code", "=", "phone_critical")]
        )
        return self.env._(
            "Phone and WhatsApp are not part of the %(plan)s support plan; they come with: "
            "%(others)s.",
            plan=term.plan_id.name,
            others=", ".join(plans.mapped("name")) or self.env._("no other plan"),
        )

    # -- the promise

    def _card_promise(self, term):
        """By when a critical ticket is answered; "" where nothing is promised."""
        policy = term and term._policy("critical", "first_response")
        if not policy:
            return ""
        return self.env._("First answer within %s.", policy.target_text)

    def _card_hours(self, term):
        """The hours in which that counts, in ECOSIRE's zone and in the reader's, summer and winter."""
        policy = term and term._policy("critical", "first_response")
        if not policy:
            return []
        window = policy.window_id._to_core()
        if window.weekly is None:
            return [self.env._("The time starts day and night, every day.")]
        today = self._card_today()
        zones = dict.fromkeys([window.zone, self._card_zone()])
        readings = [
            self._card_reading(zone, when, hours, today)
            for zone in zones
            for when, hours in down_card.by_season(window, zone, today)
        ]
        return [
            self.env._("The time starts within these service hours, else when they open next:"),
            *readings,
        ]

    def _card_reading(self, zone, when, hours, today):
        """``Mon–Sat 04:00–18:00 (Amsterdam, winter time)``."""
        text = explain_hours.hours_text(hours, explain_hours.Words(zone, self.env._, None))
        place = labels.city(zone)
        if when == down_card.WINTER:
            return self.env._("%(hours)s (%(place)s, winter time)", hours=text, place=place)
        if when == down_card.SUMMER:
            return self.env._("%(hours)s (%(place)s, summer time)", hours=text, place=place)
        if down_card.is_steady(zone, today):
            place = labels.zone_label(zone, datetime.combine(today, time(12), UTC))
        if when == down_card.SOMETIMES:
            return self.env._("some weeks a year %(hours)s (%(place)s)", hours=text, place=place)
        return f"{text} ({place})"

    # -- what to say

    def _card_say(self):
        """What ECOSIRE asks first: question, and the answer where it is known."""
        return [
            (self.env._("Contract number"), self.code),
            (self.env._("Company"), self._card_companies()),
            (self.env._("Since when is it down?"), ""),
            (self.env._("Who is affected, and what stands still?"), ""),
        ]

    def _card_companies(self):
        """The companies of the contract as far as the reader works for them, by name."""
        companies, reader = self.company_ids, self.env.user
        if reader._is_internal():
            companies = companies & reader.company_ids or companies
        return ", ".join(companies.sorted("name").mapped("name"))

    def _card_zone(self):
        return self.env.context.get("tz") or self.env.user.tz or self.tz

    def _card_today(self):
        return fields.Date.context_today(self.with_context(tz=self._card_zone()))

    # -- for the phone

    def _card_vcard(self):
        """The entry of ECOSIRE for a phone's address book."""
        content = self._card_content()
        phones, mail = [], ""
        for kind, value, link in content["ways"]:
            if link.startswith("mailto:"):
                mail = value
            else:
                phones.append((kind, value.replace(" ", "")))
        lines = [
            self.env._("When Odoo is down: contract %s.", content["code"]),
            content["promise"],
            *content["hours"],
            self.env._("Say: contract number, company, since when, who is affected."),
            *content["missing"],
            self.env._("Card %(mark)s of %(day)s.", mark=content["mark"], day=content["day"]),
        ]
        return reach.vcard(
            self.env._("ECOSIRE Support (%s)", content["code"]),
            tuple(phones),
            mail,
            content["page"],
            "\n".join(filter(None, lines)),
        )
