"""What the client reads of defects, time and duplicates."""

from lxml import etree

from odoo.tests import tagged

from ..common import at
from .test_core_bug import REPORT, CoreBugCase


@tagged("post_install", "-at_install")
class TestWorkScreens(CoreBugCase):
    def shown(self, person=None):
        ticket = self.by(self.ticket, person or self.clerk)
        return ticket.core_bug_meaning, ticket.core_bug_path["entries"]

    def test_each_state_says_what_it_means_now(self):
        self.assertIn("finds out", self.shown()[0])
        self.as_engineer.confirm_core_bug("Repeated")
        self.assertIn("Odoo itself is at fault", self.shown()[0])
        self.as_engineer.escalate_core_bug(REPORT, "Reported")
        self.assertIn("tells you here", self.shown()[0])
        self.as_engineer.work_around_core_bug("Use the other menu")
        self.assertIn("still in Odoo", self.shown()[0])
        self.as_engineer.escalate_core_bug("odoo/odoo#7", "The right report")
        self.assertIn("Until then you can work", self.shown()[0])
        self.as_engineer.fix_core_bug("19.0.3", "Comes with the update")
        self.assertIn("19.0.3", self.shown()[0])

    def test_no_defect_of_odoo_says_what_comes_next(self):
        self.as_engineer.clear_core_bug("A module of another vendor")
        self.assertIn("looks for another cause", self.shown()[0])
        self.as_engineer.resolve("Told them")
        self.assertEqual(self.shown()[0], "Odoo is not at fault.")

    def test_a_reference_is_a_link_only_where_it_is_one(self):
        self.as_engineer.confirm_core_bug("Repeated")
        for reference, link in ((REPORT, REPORT), ("javascript:alert(1)", ""), ("#7", "")):
            self.as_engineer.escalate_core_bug(reference, "Reported")
            entry = self.shown()[1][-1]
            self.assertEqual((entry["reference"], entry["link"]), (reference, link))

    def test_dates_stand_in_the_readers_zone(self):
        with at("2026-11-24 11:00"):
            self.as_engineer.confirm_core_bug("Repeated")
        self.assertIn("12:00 your time (16:00 Karachi", self.shown()[1][-1]["when"])
        self.engineer.user_id.tz = "Asia/Karachi"
        self.assertIn("16:00 your time", self.shown(self.engineer)[1][-1]["when"])

    def test_cards_are_there_only_with_something_in_them(self):
        arch = etree.fromstring(
            self.env["ecosire.support.ticket"]
            .with_user(self.clerk)
            .get_view(self.env.ref("ecosire_support.ticket_view_form").id, "form")["arch"]
        )
        cards = arch.xpath("//div[contains(@class, 'o_ecosire_card')]/@invisible")
        self.assertEqual(
            cards,
            ["not core_bug_state", "not number or (not work_minutes and not work_limit_minutes)"],
        )

    def test_a_duplicate_says_where_work_goes_on_and_a_manager_gets_the_link(self):
        for person, links in ((self.clerk, 0), (self.manager, 1)):
            arch = etree.fromstring(
                self.env["ecosire.support.ticket"]
                .with_user(person)
                .get_view(self.env.ref("ecosire_support.ticket_view_form").id, "form")["arch"]
            )
            notice = arch.xpath("//div[@role='status'][.//field[@name='duplicate_number']]")
            self.assertEqual(len(notice), 1)
            self.assertEqual(len(arch.xpath("//field[@name='duplicate_of_id']")), links)
