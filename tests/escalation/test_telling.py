"""Issue 5: who is told, in whose words; and what happens where somebody cannot be."""

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..common import at
from .case import LadderCase

SUNDAY = "2026-11-28 22:00"  # Sunday 03:00 in Karachi


@tagged("post_install", "-at_install")
class TestTelling(LadderCase):
    def test_a_notice_has_the_readers_page_and_one_next_step(self):
        with at(SUNDAY):
            ticket = self.make_critical()
        self.minute("2026-11-28 22:01")
        notice = self.notices(ticket).filtered(
            lambda message: self.engineer.user_id.partner_id in message.partner_ids
        )[:1]
        self.assertIn(f"/my/support/ticket/{ticket.number}", notice.body)
        self.assertIn("Next step:", notice.body)

    def test_engineers_have_a_link_that_acknowledges(self):
        with at(SUNDAY):
            ticket = self.make_critical()
        self.minute("2026-11-28 22:01")
        self.assertIn("/my/support/", self.notice_of(ticket, self.engineer.user_id).body)
        self.assertIn("Say that you have it", self.notice_of(ticket, self.engineer.user_id).body)

    def test_each_is_told_in_his_own_language_and_zone(self):
        self.env["res.lang"]._activate_lang("nl_NL")
        self.manager.lang = "nl_NL"
        with at(SUNDAY):
            ticket = self.make_critical()
        self.minutes("2026-11-29 00:01", 1)
        body = self.notice_of(ticket, self.manager).body
        self.assertIn("zo 29 nov 01:00", body)
        self.assertIn("Karachi", body)

    def test_the_client_reads_who_was_told_and_whom_to_call(self):
        self.contract.sudo().write({"emergency_phone": "+92 21 111 222"})
        with at(SUNDAY):
            ticket = self.make_critical()
        self.minute("2026-11-29 00:01")
        body = self.notice_of(ticket, self.clerk).body
        self.assertIn(
            "Told at ECOSIRE just now: whoever has the ticket, the ECOSIRE account lead", body
        )
        self.assertIn("+92 21 111 222", body)

    def test_the_client_reads_who_has_it_once_somebody_says_so(self):
        """DESIGN §9, question 10: it tells the client who has it."""
        with at(SUNDAY):
            ticket = self.make_critical()
        self.minutes("2026-11-28 22:01", 7)
        with at("2026-11-28 22:08"):
            self.by(ticket, self.deputy).acknowledge()
            self.by(ticket, self.deputy).acknowledge()
        told = self.notices(ticket).filtered(lambda m: "Chaudhry Ali has" in (m.subject or ""))
        self.assertEqual(told.partner_ids, self.clerk.partner_id)
        self.assertEqual(len(told), 1)
        self.assertIn("Chaudhry Ali of ECOSIRE has seen it", ticket.escalation_text)

    def test_an_acknowledgement_is_no_answer_and_stops_no_clock(self):
        with at(SUNDAY):
            ticket = self.make_critical()
        self.minute("2026-11-28 22:01")
        with at("2026-11-28 22:02"):
            self.by(ticket, self.engineer).acknowledge()
        self.assertEqual((ticket.sla_state, ticket.state), ("running", "new"))
        self.minutes("2026-11-28 22:03", 45)
        self.assertEqual(self.said(ticket), ["Critical, nobody has it yet"])
        self.minute("2026-11-28 23:01")
        self.assertIn("Half of the time is gone", self.said(ticket))

    def test_the_clients_own_acknowledgement_stops_nothing_of_ecosires(self):
        with at(SUNDAY):
            ticket = self.make_critical()
        self.minute("2026-11-28 22:01")
        with at("2026-11-28 22:02"), self.assertRaisesRegex(UserError, "Nothing of"):
            self.by(ticket, self.manager).acknowledge()
        ticket.sudo()._acknowledge_by(self.manager.partner_id)
        self.minutes("2026-11-28 22:03", 12)
        self.assertIn("Critical, still nobody: the ECOSIRE account lead", self.said(ticket))

    def test_what_is_repeated_to_the_client_stops_at_his_word(self):
        rules = self.env["ecosire.support.escalation.rule"]
        rules.search([]).active = False
        rules.create(
            {"name": "Look", "percent": 0, "to_manager": True, "repeat_minutes": 10, "since": False}
        )
        with at(SUNDAY):
            ticket = self.make_critical()
        self.minutes("2026-11-28 22:01", 13)
        self.assertEqual(self.said(ticket), ["Look", "Look"])
        with at("2026-11-28 22:15"):
            self.assertTrue(self.by(ticket, self.manager).can_acknowledge)
            self.by(ticket, self.manager).acknowledge()
            self.env.invalidate_all()
            self.assertFalse(self.by(ticket, self.manager).can_acknowledge)
        self.minutes("2026-11-28 22:16", 30)
        self.assertEqual(self.said(ticket), ["Look", "Look"])

    def test_a_chase_brings_the_next_step_forward_and_concerns_ecosire_alone(self):
        with at("2026-11-24 05:00"):
            ticket = self.make_ticket(impact="impaired", workaround="some")
        with at("2026-11-24 05:10"):
            ticket._climb_now("Chased by Joost: the truck waits")
            self.env["ecosire.support.escalation.event"]._cron_tell()
        notice = self.notice_of(ticket, self.engineer.user_id)
        self.assertIn("the truck waits", notice.body)
        self.minute("2026-11-24 07:01")
        self.assertEqual(self.said(ticket), ["Half of the time is gone"])

    def test_a_chase_without_a_clock_asks_the_holder_and_the_lead(self):
        with at("2026-11-24 05:00"):
            ticket = self.make_ticket(impact="impaired", workaround="some")
            self.by(ticket, self.engineer).engineer_reply("Is it so?")
            ticket._climb_now("Chased")
            ticket._climb_now("Chased again")
            self.env["ecosire.support.escalation.event"]._cron_tell()
        last = self.events(ticket)[-1]
        self.assertEqual([one["name"] for one in last.told], ["Amina Khan", "Bilal Raza"])

    def test_nobody_reachable_is_seen_and_told_to_the_managers(self):
        with at(SUNDAY):
            ticket = self.make_critical()
        ticket.sudo().engineer_id = False
        self.contract.mailbox_partner_id = False
        self.contract.grant_ids._revoke("the administrator")
        self.minute("2026-11-28 22:01")
        event = self.events(ticket)
        self.assertEqual(event.outcome, "nobody")
        self.assertEqual([one["name"] for one in event.told], [self.manager.name])
        self.assertIn("Nobody could be told", ticket.with_user(self.manager).escalation_text)
        self.assertIn("Nobody at ECOSIRE", self.notice_of(ticket, self.manager).body)

    def test_a_recipient_without_mail_is_named_with_the_reason(self):
        with at(SUNDAY):
            ticket = self.make_critical()
        self.engineer.user_id.partner_id.email = False
        self.minute("2026-11-28 22:01")
        event = self.events(ticket)
        self.assertEqual(event.told[0]["problem"], "no_mail")
        self.assertIn("enter one on the contact", event.with_user(self.manager).result)
        self.assertEqual(event.outcome, "told")  # the deputy and the mailbox in his place

    def test_who_has_lost_access_is_told_nothing(self):
        with at(SUNDAY):
            ticket = self.make_critical()
        self.engineer.grant_ids._revoke("the administrator")
        ticket.sudo().engineer_id = self.engineer
        before = self.notices(ticket)
        self.minute("2026-11-28 22:01")
        told = (self.notices(ticket) - before).partner_ids
        self.assertNotIn(self.engineer.user_id.partner_id, told)
        self.assertEqual(self.events(ticket).told[0]["problem"], "no_access")

    def test_an_activity_for_a_manager_comes_once_and_goes_with_the_answer(self):
        with at(SUNDAY):
            ticket = self.make_critical()
        self.minute("2026-11-29 01:01")
        activity = ticket._escalation_activities()
        self.assertEqual(activity.user_id, self.manager)
        self.assertNotIn(self.manager.partner_id, ticket.sudo().message_partner_ids)
        with at("2026-11-29 01:05"):
            self.by(ticket, self.engineer).engineer_reply("Sorry.")
        self.assertFalse(ticket._escalation_activities())

    def test_the_history_stands_on_the_ticket_for_both_sides(self):
        with at(SUNDAY):
            ticket = self.make_critical()
        self.minutes("2026-11-28 22:01", 2)
        with at("2026-11-28 22:04"):
            self.by(ticket, self.engineer).acknowledge()
        self.minute("2026-11-29 00:01")
        for person in (self.clerk, self.manager, self.engineer):
            entries = self.by(ticket, person).timeline["entries"]
            titles = [entry["title"] for entry in entries]
            with self.subTest(person=person.name):
                self.assertIn("Critical, nobody has it yet", titles)
                self.assertIn("Seen: it is no answer, and stops no clock", titles)
                self.assertIn("The deadline has passed", titles)
        step = next(entry for entry in entries if entry["kind"] == "step")
        self.assertEqual(step["details"], ["Amina Khan, whoever has the ticket: notice."])

    def test_close_calls_are_counted_on_the_contract(self):
        with at("2026-11-24 05:00"):
            near, missed = (
                self.make_ticket(impact="impaired", workaround="some") for _number in range(2)
            )
        self.minute("2026-11-24 08:15")
        with at("2026-11-24 08:20"):
            self.by(near, self.engineer).engineer_reply("Done.")
        self.minute("2026-11-24 09:01")
        with at("2026-11-24 10:00"):
            contract = self.contract.with_user(self.manager)
            self.env.invalidate_all()
            self.assertEqual(contract.near_count, 1)
            self.assertEqual(contract.action_near()["domain"], [("id", "in", near.ids)])
        self.assertTrue(missed.clock_id.breached_at)

    def notice_of(self, ticket, user):
        """The last notice that a person got."""
        return self.notices(ticket).filtered(lambda m: user.partner_id in m.partner_ids)[:1]
