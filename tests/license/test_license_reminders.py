"""Reminders of updates that end: 60, 30 and 7 days before, each once, the nearest when late."""

from datetime import date, timedelta

from odoo import fields
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.ecosire_support.models.license import license_reminder

from ..common import SupportCase, at

UNTIL = date(2026, 12, 31)


@tagged("post_install", "-at_install")
class TestLicenseReminders(SupportCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.license = cls.make_license(updates_until=UNTIL)

    def run_on(self, day):
        """Run the job at noon of a day, or that many days before the end; the new messages."""
        if isinstance(day, int):
            day = UNTIL - timedelta(days=day)
        before = self.messages()
        with at(f"{day} 12:00"):
            self.env["ecosire.support.license"]._cron_remind()
        return self.messages() - before

    def messages(self):
        return self.env["mail.message"].search([("model", "=", "ecosire.support.license")])

    def steps(self):
        keys = self.env["ecosire.support.notice"].search([], order="id").mapped("key")
        return [int(key.split()[-1]) for key in keys]

    def test_a_job_that_runs_daily_says_each_step_on_its_day(self):
        said = {left: len(self.run_on(left)) for left in range(70, -10, -1)}
        self.assertEqual({left for left, count in said.items() if count}, {60, 30, 7})
        self.assertEqual(set(said.values()), {0, 1})

    def test_however_often_it_runs_a_step_is_said_once(self):
        self.assertEqual([len(self.run_on(60)) for _time in range(3)], [1, 0, 0])

    def test_a_late_job_says_the_nearest_step_alone(self):
        self.assertEqual(len(self.run_on(5)), 1)
        self.assertEqual(self.steps(), [7])
        self.assertFalse(self.run_on(4))

    def test_a_licence_entered_late_is_reminded_of_once(self):
        self.license.updates_until = UNTIL + timedelta(days=365)
        self.assertFalse(self.run_on(25))
        self.make_license(updates_until=UNTIL)
        self.assertEqual(len(self.run_on(25)), 1)
        self.assertEqual(self.steps(), [30])

    def test_another_date_starts_anew_and_the_same_date_does_not(self):
        self.run_on(60)
        self.license.updates_until = UNTIL + timedelta(days=1)
        self.assertEqual(len(self.run_on(59)), 1)
        self.license.updates_until = UNTIL
        self.assertFalse(self.run_on(58))

    def test_after_the_end_and_for_an_archived_licence_nothing_is_said(self):
        self.assertFalse(self.run_on(UNTIL + timedelta(days=1)))
        self.license.active = False
        self.assertFalse(self.run_on(30))

    def test_days_are_those_of_the_contract(self):
        """At 20:00 UTC of the 61st day before, it is the 60th in Karachi."""
        with at("2026-10-31 20:00"):
            self.env["ecosire.support.license"]._cron_remind()
        self.assertEqual(self.steps(), [60])

    def test_each_manager_of_the_company_is_told_and_nobody_else(self):
        company, _contract = self.make_company("Omega", self.plan_xmlid)
        self.make_staff("omega_manager", "ecosire_support.group_manager", company=company)
        second = self.make_staff("delta_deputy", "ecosire_support.group_manager")
        gone = self.make_staff("delta_gone", "ecosire_support.group_manager")
        gone.active = False
        told = self.run_on(30)
        self.assertEqual(told.notified_partner_ids, (self.manager | second).partner_id)
        notice = self.env["ecosire.support.notice"].search([], limit=1)
        self.assertEqual(notice.contract_id, self.contract)
        self.assertIn("delta_deputy", notice.recipients)

    def test_a_colleague_does_not_read_what_a_manager_was_told(self):
        told = self.run_on(30)
        self.assertTrue(told.with_user(self.manager).has_access("read"))
        for user in (self.clerk, self.engineer.user_id):
            self.assertFalse(told.with_user(user).has_access("read"))

    def test_with_no_manager_it_waits_until_there_is_one(self):
        self.manager.active = False
        self.assertFalse(self.run_on(30))
        self.manager.active = True
        self.assertEqual(len(self.run_on(29)), 1)

    def test_it_says_what_ends_when_and_the_next_step_without_the_key(self):
        told = self.run_on(30)
        self.assertIn("Shop connector", told.subject)
        self.assertIn("31 Dec 2026", told.subject)
        self.assertIn("30 days left", told.body)
        self.assertEqual(told.body.count("Next step"), 1)
        self.assertIn(f"/odoo/support-licences/{self.license.id}", told.body)
        self.assertNotIn(self.license.key, told.body)
        self.assertNotIn(self.license.key, told.subject)

    def test_each_manager_reads_it_in_his_language(self):
        self.env["res.lang"]._activate_lang("de_DE")
        self.manager.lang = "de_DE"
        self.assertIn("31 Dez. 2026", self.run_on(30).subject)

    def test_the_job_is_there_and_runs_daily(self):
        cron = self.env.ref("ecosire_support.cron_licences")
        self.assertEqual((cron.interval_number, cron.interval_type), (1, "days"))
        self.license.updates_until = fields.Date.add(fields.Date.today(), days=20)
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.assertEqual(self.steps(), [30])

    def test_one_that_fails_does_not_hold_the_others(self):
        broken, tell = self.license, type(self.license)._as_reminder
        second = self.make_license(updates_until=UNTIL)

        def tell_some(licence):
            if licence == broken:
                raise ValueError("no such template")
            return tell(licence)

        self.patch(type(self.license), "_as_reminder", tell_some)
        with mute_logger("odoo.addons.ecosire_support.models.license.license_reminder"):
            self.assertEqual(self.run_on(30).mapped("res_id"), second.ids)
        self.patch(type(self.license), "_as_reminder", tell)
        self.assertEqual(self.run_on(29).mapped("res_id"), broken.ids)

    def test_many_licences_are_worked_in_batches(self):
        licenses = self.license
        for _number in range(4):
            licenses |= self.make_license(updates_until=UNTIL)
        self.patch(license_reminder, "BATCH", 2)
        self.assertEqual(sorted(self.run_on(30).mapped("res_id")), sorted(licenses.ids))
