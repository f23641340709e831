"""The article's FAQ: "ECOSIRE will diagnose the issue, confirm it is a core Odoo bug, and either
implement a workaround or escalate through ECOSIRE's Odoo partner support channel"."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import SupportCase, at, utc

REPORT = "https://github.com/odoo/odoo/issues/214001"


class CoreBugCase(SupportCase):
    def setUp(self):
        super().setUp()
        with at("2026-11-24 10:00"):
            self.ticket = self.make_ticket(topic_id=self.topic("core_bug").id, impact="flaw")
        self.enterContext(at("2026-11-24 10:30"))
        self.as_engineer = self.by(self.ticket, self.engineer)

    def topic(self, code):
        return self.env.ref(f"ecosire_support.topic_{code}")

    def steps(self, ticket=None):
        return (ticket or self.ticket).core_bug_step_ids.mapped("state")

    def notes(self, ticket=None):
        messages = (ticket or self.ticket).sudo().message_ids.sorted("id")
        public = self.env.ref("mail.mt_comment")
        return [
            str(message.body)
            for message in messages
            if message.subtype_id == public and message.message_type == "notification"
        ]


@tagged("post_install", "-at_install")
class TestCoreBug(CoreBugCase):
    def test_a_topic_begins_the_path_and_others_do_not(self):
        self.assertEqual(self.ticket.core_bug_state, "suspected")
        step = self.ticket.core_bug_step_ids
        self.assertEqual((step.at, step.actor_name), (utc("2026-11-24 10:00"), self.clerk.name))
        self.assertIn("Suspected defect in Odoo itself", step.text)
        self.assertFalse(self.notes(), "the one who filed it knows")
        other = self.make_ticket()
        self.assertFalse(other.core_bug_state or other.core_bug_step_ids)

    def test_which_topic_begins_it_is_data(self):
        self.topic("performance").suspects_core_bug = True
        self.assertEqual(
            self.make_ticket(topic_id=self.topic("performance").id).core_bug_state, "suspected"
        )

    def test_the_whole_path_is_kept_with_its_dates_and_told(self):
        with at("2026-11-24 11:00"):
            self.as_engineer.confirm_core_bug("Repeated in a plain Odoo")
        with at("2026-11-24 12:00"):
            self.as_engineer.work_around_core_bug("Set the account on the delivery")
        with at("2026-11-25 09:00"):
            self.as_engineer.escalate_core_bug(f" {REPORT}\n", "Reported by our partner channel")
        with at("2026-12-20 09:00"):
            self.as_engineer.fix_core_bug("19.0, 18 December", "Comes with the next update")
        self.assertEqual(
            self.steps(), ["suspected", "confirmed", "workaround", "escalated", "fixed"]
        )
        self.assertEqual(self.ticket.core_bug_state, "fixed")
        self.assertEqual(self.ticket.core_bug_reference, REPORT)
        self.assertEqual(self.ticket.core_bug_version, "19.0, 18 December")
        self.assertEqual(self.ticket.core_bug_step_ids[3].at, utc("2026-11-25 09:00"))
        self.assertEqual(self.ticket.core_bug_step_ids[3].actor_name, self.engineer.name)
        notes = self.notes()
        self.assertEqual(len(notes), 4)
        self.assertIn("Repeated in a plain Odoo", notes[0])
        self.assertIn(REPORT, notes[2])
        self.assertIn("19.0, 18 December", notes[3])

    def test_it_is_no_defect_of_odoo_with_the_reason(self):
        with self.assertRaisesRegex(UserError, "say why"):
            self.as_engineer.clear_core_bug(" ")
        self.as_engineer.clear_core_bug("The label module overrides the method")
        self.assertEqual(self.ticket.core_bug_state, "not_core_bug")
        self.assertIn("label module", self.notes()[-1])
        self.as_engineer.suspect_core_bug("It happens without the module too")
        self.assertEqual(self.steps(), ["suspected", "not_core_bug", "suspected"])

    def test_no_step_is_skipped(self):
        for refused in (
            lambda: self.as_engineer.fix_core_bug("19.0", "x"),
            lambda: self.as_engineer.escalate_core_bug(REPORT, "x"),
            lambda: self.as_engineer.work_around_core_bug("x"),
            lambda: self.as_engineer.suspect_core_bug("x"),
        ):
            with self.assertRaisesRegex(UserError, "cannot follow “Suspected”"):
                refused()
        self.assertEqual(self.steps(), ["suspected"])
        self.assertFalse(self.notes())

    def test_sent_twice_said_once(self):
        self.as_engineer.confirm_core_bug("Repeated")
        with self.assertRaisesRegex(UserError, "cannot follow “Confirmed”"):
            self.as_engineer.confirm_core_bug("Repeated")
        self.assertEqual(self.steps(), ["suspected", "confirmed"])

    def test_a_report_needs_its_reference_and_a_fix_its_version(self):
        self.as_engineer.confirm_core_bug("Repeated")
        with self.assertRaisesRegex(UserError, "address, or its number"):
            self.as_engineer.escalate_core_bug(" ", "Reported")
        with self.assertRaisesRegex(UserError, "300 characters fit"):
            self.as_engineer.escalate_core_bug("x" * 301, "Reported")
        with self.assertRaisesRegex(UserError, "version of Odoo"):
            self.as_engineer.fix_core_bug(False, "Corrected")
        with self.assertRaisesRegex(UserError, "2000 characters fit"):
            self.as_engineer.work_around_core_bug("x" * 2001)
        for nonsense in (None, 5, ["x"]):
            with self.assertRaisesRegex(UserError, "say why"):
                self.as_engineer.work_around_core_bug(nonsense)
        self.assertEqual(self.ticket.core_bug_state, "confirmed")
        self.assertFalse(self.ticket.core_bug_reference)

    def test_odoo_may_fix_it_long_after_the_ticket_was_closed(self):
        self.as_engineer.confirm_core_bug("Repeated")
        self.as_engineer.resolve("Use the other menu")
        self.by(self.ticket, self.clerk).confirm_resolution()
        self.as_engineer.fix_core_bug("19.0.1", "Comes with the update")
        self.assertEqual((self.ticket.state, self.ticket.core_bug_state), ("closed", "fixed"))

    def test_a_path_does_not_begin_on_a_finished_ticket(self):
        done, taken_back = self.make_ticket(), self.ticket
        self.by(done, self.engineer).resolve("Done")
        with self.assertRaisesRegex(UserError, "is finished"):
            self.by(done, self.engineer).suspect_core_bug("Perhaps")
        taken_back.cancel("It was us")
        with self.assertRaisesRegex(UserError, "is finished"):
            self.as_engineer.confirm_core_bug("Repeated")

    def test_a_duplicate_sends_to_the_other_ticket(self):
        other = self.make_ticket()
        self.as_engineer.mark_duplicate(other.number, "The same")
        with self.assertRaisesRegex(UserError, f"Say it on {other.number}"):
            self.as_engineer.confirm_core_bug("Repeated")

    # -- nobody else, and no other way

    def test_only_engineers_with_access_take_steps(self):
        stranger = self.make_engineer(
            "Zara", "z@ecosire.example", contracts=self.make_company("Zeta", self.plan_xmlid)[1]
        )
        for person in (self.clerk, self.manager, self.colleague, stranger):
            with self.assertRaises(AccessError):
                self.by(self.ticket, person).confirm_core_bug("Repeated")
        self.assertEqual(self.steps(), ["suspected"])

    def test_nobody_writes_the_path_by_hand(self):
        step = self.ticket.core_bug_step_ids
        for person in (self.clerk, self.manager, self.engineer, self.lead):
            with self.assertRaises(AccessError):
                self.by(self.ticket, person).write({"core_bug_state": "fixed"})
            with self.assertRaises(AccessError):
                self.by(step, person).create(
                    {
                        "ticket_id": self.ticket.id,
                        "state": "fixed",
                        "at": utc("2026-11-24 10:00"),
                        "text": "x",
                    }
                )
            with self.assertRaises(UserError):
                self.by(step, person).write({"text": "x"})
            with self.assertRaises(UserError):
                self.by(step, person).unlink()
        with self.assertRaises(UserError):
            step.sudo().write({"text": "x"})
        with self.assertRaises(AccessError):
            self.make_ticket(core_bug_state="fixed")
        with self.assertRaises(AccessError):
            self.make_ticket(core_bug_step_ids=[(0, 0, {"state": "fixed"})])
        self.assertEqual(self.ticket.core_bug_state, "suspected")

    def test_who_does_not_see_the_ticket_does_not_see_its_path(self):
        steps = self.env["ecosire.support.core.bug.step"]
        mine = [("ticket_id", "=", self.ticket.id)]
        for person, count in ((self.clerk, 1), (self.colleague, 0), (self.manager, 1)):
            self.assertEqual(steps.with_user(person).search_count(mine), count)
        foreigner = self.make_staff(
            "zeta_manager",
            "ecosire_support.group_manager",
            self.make_company("Zeta", self.plan_xmlid)[0],
        )
        self.assertFalse(steps.with_user(foreigner).search(mine))
        with self.assertRaises(AccessError):
            self.ticket.core_bug_step_ids.with_user(foreigner).read(["text"])
