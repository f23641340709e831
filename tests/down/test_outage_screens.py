"""An outage filed afterwards: what is said before anybody decides, and who is reminded until when."""

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import Form, tagged

from ..common import SupportCase, at, utc

REPORTED = utc("2026-11-24 02:10")


class OutageCase(SupportCase):
    plan_xmlid = "ecosire_support.plan_priority"

    def form(self, user=None, **values):
        wizards = self.env["ecosire.support.outage"].with_user(user or self.manager)
        return wizards.create(
            {
                "company_id": self.company.id,
                "reported_at": REPORTED,
                "evidence": "Phone call at 03:10, answered by Bilal",
                **values,
            }
        )

    def file(self, **values):
        action = self.form(**values).action_file()
        return self.env["ecosire.support.ticket"].browse(action["res_id"])

    def told(self, ticket, person):
        user = person.user_id if person._name == "ecosire.support.engineer" else person
        return self.env["mail.message"].search(
            [
                ("model", "=", ticket._name),
                ("res_id", "=", ticket.id),
                ("partner_ids", "in", user.partner_id.ids),
                ("subject", "ilike", "down since"),
            ],
            order="id",
        )

    def remind(self, text):
        with at(text):
            self.env["ecosire.support.ticket"]._cron_outages()


@tagged("post_install", "-at_install")
class TestOutageForm(OutageCase):
    def test_question_2_of_the_design(self):
        """Server off 02:00-05:00, filed as of 02:10: the 2 h breach reads 04:10, on both plans."""
        for number, plan in enumerate(("priority", "enterprise")):
            with self.subTest(plan):
                if plan == "enterprise":
                    self.contract._open_term(
                        self.env.ref("ecosire_support.plan_enterprise"), utc("2026-02-01 00:00")
                    )
                reported = utc(f"2026-11-2{4 + number} 02:10")
                with at(f"2026-11-2{4 + number} 05:05"):
                    form = self.form(reported_at=reported)
                    self.assertIn("was due by", form.outlook)
                    self.assertIn("05:10 your time (09:10 Karachi, UTC+5)", form.outlook)
                    ticket = self.file(reported_at=reported)
                    self.assertEqual(ticket.severity, "critical")
                    text = self.by(ticket, self.lead).outage_text
                    self.assertIn("09:10 your time (05:10 Amsterdam, UTC+1)", text)
                    self.assertIn("stands as missed", text)
                    self.by(ticket, self.lead).confirm_outage()
                self.assertEqual(ticket.clock_id.breached_at, utc(f"2026-11-2{4 + number} 04:10"))

    def test_what_is_said_before_is_what_then_stands(self):
        """Answered, late, in time, lowered meanwhile: the page and the clock never differ."""
        for answered, lowered in ((None, False), ("05:20", False), ("05:20", True), (None, True)):
            with self.subTest(answered=answered, lowered=lowered):
                with at("2026-11-24 05:05"):
                    ticket = self.file(is_another=True)
                    engineer = self.by(ticket, self.engineer)
                    if lowered:
                        engineer.set_severity("high", "Some could work")
                if answered:
                    with at(f"2026-11-24 {answered}"):
                        engineer.engineer_reply("On it.")
                with at("2026-11-24 07:00"):
                    lead = self.by(ticket, self.lead)
                    said = lead.outage_text
                    lead.confirm_outage()
                    self.assertIn(lead._both_zones(ticket.deadline), said)
                    self.assertEqual("too late" in said, ticket.sla_state == "late")
                    self.assertEqual("stands as missed" in said, ticket.sla_state == "overdue")

    def test_the_severity_follows_from_the_answers(self):
        with at("2026-11-24 05:05"):
            ticket = self.file(impact="impaired", workaround="everyone", can_log_in="yes")
        self.assertEqual(ticket.severity, "medium")

    def test_bad_times_are_said_in_the_form_and_refused(self):
        with at("2026-11-24 05:05"):
            for reported, words in (
                ("2026-11-24 05:06", "in the future"),
                ("2025-12-31 23:59", "had not begun then"),
            ):
                form = self.form(reported_at=utc(reported))
                with self.subTest(words):
                    self.assertIn(words, form.problem)
                    self.assertFalse(form.outlook)
                    with self.assertRaisesRegex(UserError, words):
                        form.action_file()

    def test_the_very_second_of_the_filing_is_no_claim_that_nobody_could_confirm(self):
        with at("2026-11-24 05:05"):
            ticket = self.file(reported_at=utc("2026-11-24 05:05"))
            self.assertIn("no clock runs", self.by(ticket, self.lead).outage_text)
            self.by(ticket, self.lead).confirm_outage()
        self.assertEqual(ticket.deadline, utc("2026-11-24 07:05"))

    def test_an_outage_that_may_be_the_same_is_asked_about(self):
        with at("2026-11-24 05:05"):
            first = self.file()
        with at("2026-11-24 06:00"):
            form = self.form(reported_at=utc("2026-11-24 03:00"))
            self.assertIn(first.number, form.overlap)
            with self.assertRaisesRegex(UserError, "It is another outage"):
                form.action_file()
            form.is_another = True
            form.action_file()
        with at("2026-11-24 09:00"):
            self.assertFalse(self.form(reported_at=utc("2026-11-24 08:00")).overlap)
            self.by(first, self.lead).refuse_outage("No call")
            self.assertNotIn(first.number, self.form().overlap)

    def test_another_companys_outage_is_not_shown(self):
        company, _contract = self.make_company("Omega", self.plan_xmlid)
        stranger = self.make_staff("o_manager", "ecosire_support.group_manager", company=company)
        with at("2026-11-24 05:05"):
            self.file()
            form = self.form(stranger, company_id=company.id)
            self.assertFalse(form.overlap)
            form.company_id = self.company
            with self.assertRaises(UserError):
                form.action_file()

    def test_a_closed_period_is_named(self):
        self.contract.anchor_day = 1
        with at("2026-12-01 00:00"):
            self.env["ecosire.support.contract"]._cron_close_periods()
        with at("2026-12-02 05:05"):
            form = self.form()
            self.assertIn("is closed", form.outlook)
            self.assertNotIn("is closed", self.form(reported_at=utc("2026-12-02 02:00")).outlook)

    def test_files_go_along_as_evidence(self):
        with at("2026-11-24 05:05"):
            files = self.env["ir.attachment"].with_user(self.manager)
            mine = files.create(
                {"name": "calls.txt", "raw": b"03:10", "res_model": "ecosire.support.outage"}
            )
            ticket = self.file(attachment_ids=[Command.set(mine.ids)])
        self.assertEqual((mine.res_model, mine.res_id), (ticket._name, ticket.id))

    def test_a_colleagues_file_does_not(self):
        secret = (
            self.env["ir.attachment"]
            .with_user(self.colleague)
            .create({"name": "salary.txt", "raw": b"x", "res_model": "ecosire.support.outage"})
        )
        with at("2026-11-24 05:05"), self.assertRaises(AccessError):
            self.file(attachment_ids=[Command.set(secret.ids)])

    def test_a_clerk_has_no_such_form(self):
        with self.assertRaises(AccessError):
            self.form(self.clerk)

    def test_the_form_works_by_hand(self):
        with at("2026-11-24 05:05"):
            forms = self.env["ecosire.support.outage"].with_user(self.manager)
            with Form(forms.with_company(self.company)) as form:
                form.reported_at = REPORTED
                form.evidence = "A call"
                self.assertIn("was due by", form.outlook)


@tagged("post_install", "-at_install")
class TestOutageNotices(OutageCase):
    def test_the_other_side_is_asked_at_once_with_what_either_answer_means(self):
        with at("2026-11-24 05:05"):
            ticket = self.file()
        [question] = self.told(ticket, self.lead)
        self.assertIn("07:10 your time (03:10 Amsterdam, UTC+1)", question.subject)
        for words in ("stands as missed", "Phone call at 03:10", "If not confirmed"):
            self.assertIn(words, question.body)
        self.assertFalse(self.told(ticket, self.manager))

    def test_managers_are_asked_about_the_outage_of_a_lead(self):
        with at("2026-11-24 05:05"):
            ticket = (
                self.env["ecosire.support.ticket"]
                .with_user(self.lead.user_id)
                .file_outage(
                    self.contract.id,
                    {
                        "name": "Down",
                        "topic_id": self.env.ref("ecosire_support.topic_incident").id,
                        "reported_at": REPORTED,
                        "outage_evidence": "They rang us",
                    },
                )
            )
        [question] = self.told(ticket, self.manager)
        self.assertIn("03:10 your time (07:10 Karachi, UTC+5)", question.subject)
        self.assertIn("Bilal Raza of ECOSIRE", question.body)
        self.assertFalse(self.told(ticket, self.lead))

    def test_a_reminder_a_day_that_ends_after_two_weeks(self):
        with at("2026-11-01 05:05"):
            ticket = self.file(reported_at=utc("2026-11-01 02:10"))
        for day in range(1, 25):
            for hour in ("05:00", "05:10", "11:00", "23:00"):
                self.remind(f"2026-11-{day:02d} {hour}")
        questions = self.told(ticket, self.lead)
        self.assertEqual(len(questions), 15)  # at filing, and once each of fourteen days
        self.assertIn("14 days. This is the last reminder", questions[-1].body)
        self.assertNotIn("last reminder", questions[-2].body)

    def test_days_without_a_cron_are_not_made_up_for(self):
        with at("2026-11-01 05:05"):
            ticket = self.file(reported_at=utc("2026-11-01 02:10"))
        self.remind("2026-11-06 12:00")
        self.assertEqual(len(self.told(ticket, self.lead)), 2)

    def test_nobody_is_reminded_once_it_is_decided(self):
        for number, decide in enumerate(("confirm", "refuse", "cancel")):
            with at(f"2026-11-0{number + 1} 05:05"):
                ticket = self.file(reported_at=utc(f"2026-11-0{number + 1} 02:10"))
                if decide == "confirm":
                    self.by(ticket, self.lead).confirm_outage()
                elif decide == "refuse":
                    self.by(ticket, self.lead).refuse_outage("No such call")
                else:
                    self.by(ticket, self.manager).cancel("A mistake")
            self.remind(f"2026-11-0{number + 2} 12:00")
            with self.subTest(decide):
                self.assertEqual(len(self.told(ticket, self.lead)), 1)

    def test_whoever_filed_it_learns_how_it_went(self):
        with at("2026-11-24 05:05"):
            ticket = self.file()
            self.by(ticket, self.lead).refuse_outage("We have no such call")
        answer = self.env["mail.message"].search(
            [
                ("res_id", "=", ticket.id),
                ("model", "=", ticket._name),
                ("partner_ids", "in", self.manager.partner_id.ids),
                ("subject", "ilike", "is not confirmed"),
            ]
        )
        self.assertEqual(len(answer), 1)
        self.assertIn("We have no such call", answer.body)

    def test_without_a_lead_the_mailbox_is_asked(self):
        self.contract._set_mailbox("support@ecosire.example")
        self.lead.grant_ids.write({"revoked_at": utc("2026-01-02 00:00")})
        with at("2026-11-24 05:05"):
            ticket = self.file()
        asked = self.env["mail.message"].search(
            [("res_id", "=", ticket.id), ("subject", "ilike", "down since")]
        )
        self.assertEqual(asked.partner_ids, self.contract.mailbox_partner_id)
