"""The forms of the engineers' page about defects, duplicates and time."""

from datetime import UTC
from zoneinfo import ZoneInfo

from odoo import fields
from odoo.tests import tagged

from ..portal.case import HOME, PortalCase


@tagged("post_install", "-at_install")
class TestWorkPortal(PortalCase):
    def setUp(self):
        super().setUp()
        self.ticket = self.make_ticket(topic_id=self.topic("core_bug"))
        self.come_as(self.engineer)

    def topic(self, code):
        return self.env.ref(f"ecosire_support.topic_{code}").id

    def shown(self, ticket=None):
        return self.text_of(self.page(self.ticket_path(ticket or self.ticket)))

    def choices(self, name, ticket=None):
        page = self.page(self.ticket_path(ticket or self.ticket))
        return page.xpath(f"//select[@name='{name}']/option[@value!='']/@value")

    # -- a defect in Odoo itself

    def test_the_path_is_walked_step_by_step(self):
        self.assertEqual(self.choices("step"), ["confirmed", "not_core_bug"])
        response = self.send(self.ticket, "core_bug", step="confirmed", reason="In a plain Odoo")
        self.assert_said(response, "“Confirmed” now")
        link = "https://github.com/odoo/odoo/issues/1"
        self.send(self.ticket, "core_bug", step="escalated", reference=link, reason="To Odoo")
        page = self.page(self.ticket_path(self.ticket))
        [shown] = page.xpath(f"//a[@href='{link}']")
        self.assertEqual(shown.get("rel"), "noopener noreferrer nofollow")
        self.send(self.ticket, "core_bug", step="fixed", version="19.0.3", reason="Update")
        self.assertEqual(self.ticket.core_bug_state, "fixed")
        self.assertIn("19.0.3", self.shown())

    def test_what_is_missing_is_told_and_the_rest_kept(self):
        self.send(self.ticket, "core_bug", step="confirmed", reason="In a plain Odoo")
        response = self.send(self.ticket, "core_bug", step="escalated", reason="My long text")
        page = self.assert_problem(response, "address, or its number")
        form = "//details[@open]//form[@id='core_bug']"
        self.assertEqual(page.xpath(f"string({form}//textarea)"), "My long text")
        self.assertEqual(page.xpath(f"{form}//option[@selected]/@value"), ["escalated"])
        response = self.send(self.ticket, "core_bug", step="fixed", version="19.0.3", reason=" ")
        page = self.assert_problem(response, "say why")
        self.assertEqual(page.xpath(f"string({form}//input[@name='version']/@value)"), "19.0.3")

    def test_a_step_that_is_none(self):
        for step in ("", "solved", "_move"):
            self.assert_problem(
                self.send(self.ticket, "core_bug", step=step, reason="x"), "Please choose"
            )
        self.assert_problem(
            self.send(self.ticket, "core_bug", step="fixed", version="1", reason="x"),
            "cannot follow",
        )

    def test_an_address_that_acts_is_only_words(self):
        self.send(self.ticket, "core_bug", step="confirmed", reason="x")
        self.send(
            self.ticket,
            "core_bug",
            step="escalated",
            reference="javascript:alert(1)",
            reason="<script>alert(2)</script>",
        )
        page = self.page(self.ticket_path(self.ticket))
        self.assertFalse(page.xpath("//a[starts-with(@href, 'javascript')]"))
        self.assertIn("javascript:alert(1)", self.text_of(page))
        self.assertFalse(page.xpath("//script[contains(., 'alert(2)')]"))

    # -- time

    def test_time_is_logged_and_the_engineer_warned(self):
        minor = self.make_ticket(topic_id=self.topic("custom_change"))
        today = self.by(minor, self.engineer)._portal_today()
        self.assertIn("0 min of 2 h", self.shown(minor))
        response = self.send(minor, "log_time", minutes="90", day=today, text="Looked at it")
        self.assert_said(response, "1 h 30 min of 2 h by now")
        response = self.send(minor, "log_time", minutes="45", day=today, text="Changed it")
        self.assert_said(response, "the client has been told: quote the rest")
        self.assertTrue(minor.over_limit)
        self.assertIn("More than included", self.shown(minor))
        response = self.send(minor, "log_time", minutes="5", day=today, text="Told them")
        self.assert_said(response, "quote the rest separately")

    def test_time_sent_twice_is_logged_once(self):
        today = self.by(self.ticket, self.engineer)._portal_today()
        for _each in range(2):
            response = self.send(self.ticket, "log_time", minutes="5", day=today, text="Read it")
        self.assert_said(response, "not done twice")
        self.assertEqual(self.ticket.work_minutes, 5)

    def test_numbers_and_days_that_are_none(self):
        today = self.by(self.ticket, self.engineer)._portal_today()
        for minutes in ("", "1.5", "-3", "1e3", "9" * 5000, "²", "90 min"):
            response = self.send(
                self.ticket, "log_time", minutes=minutes, day=today, text="My text"
            )
            page = self.assert_problem(response, "whole minutes")
        self.assertEqual(page.xpath("string(//form[@id='log_time']//textarea)"), "My text")
        self.assertEqual(
            page.xpath("string(//form[@id='log_time']//input[@name='minutes']/@value)"), "90 min"
        )
        for day in ("", "yesterday", "2999-01-01"):
            response = self.send(self.ticket, "log_time", minutes="5", day=day, text="x")
            self.assertEqual(response.status_code, 422)
        self.assertFalse(self.ticket.time_entry_ids)

    def test_time_is_taken_back(self):
        by_lead = self.by(self.ticket, self.lead)
        foreign = by_lead.log_time(7, by_lead._portal_today(), "By the lead")
        mine = self.by(self.ticket, self.engineer).log_time(
            5, self.by(self.ticket, self.engineer)._portal_today(), "By me"
        )
        self.assertEqual(self.choices("entry"), [str(mine)])
        for entry in (str(foreign), "", "0", "x", "9" * 50):
            self.assert_problem(
                self.send(self.ticket, "void_time", entry=entry, reason="x"), "is not on"
            )
        self.assert_said(
            self.send(self.ticket, "void_time", entry=str(mine), reason="Wrong ticket"), "7 min"
        )
        self.assertNotIn("void_time", self.url_open(f"{HOME}{self.ticket_path(self.ticket)}").text)

    # -- duplicates and defects

    def test_a_duplicate_leads_to_the_other_ticket(self):
        again = self.make_ticket(name="Once more")
        response = self.send(again, "mark_duplicate", other="NONE-1", reason="My reason")
        page = self.assert_problem(response, "no ticket “NONE-1”")
        form = "//details[@open]//form[@id='mark_duplicate']"
        self.assertEqual(page.xpath(f"string({form}//input[@name='other']/@value)"), "NONE-1")
        self.assertEqual(page.xpath(f"string({form}//textarea)"), "My reason")
        self.assert_said(
            self.send(again, "mark_duplicate", other=self.ticket.number, reason="The same"),
            f"duplicate of {self.ticket.number}",
        )
        self.assertIn(f"work goes on in {self.ticket.number}", self.shown(again))
        self.assertIn(f"Filed again as {again.number}", self.shown())

    def test_a_defect_of_our_own(self):
        self.assert_said(
            self.send(self.ticket, "confirm_defect", reason="Encoding"), "does not count"
        )
        self.assertIn("Encoding", self.shown())
        page = self.page(self.ticket_path(self.ticket))
        self.assertFalse(page.xpath("//form[@id='confirm_defect']"))
        self.assert_problem(
            self.send(self.ticket, "confirm_defect", reason="Once more"), "confirmed already"
        )

    def test_on_a_finished_ticket_nothing_typed_is_lost(self):
        self.by(self.ticket, self.engineer).resolve("Done")
        self.by(self.ticket, self.clerk).confirm_resolution()
        page = self.page(self.ticket_path(self.ticket))
        forms = {action.rsplit("/", 1)[1] for action in page.xpath("//main//form/@action")}
        self.assertEqual(forms, {"log_time", "core_bug", "confirm_defect", "note"})
        response = self.send(self.ticket, "mark_duplicate", other="X-1", reason="My reason")
        page = self.assert_problem(response, "no ticket")
        self.assertEqual(page.xpath("string(//textarea[@id='o_es_lost'])"), "My reason")
        response = self.send(self.ticket, "log_time", minutes="0", day="x", text="My text")
        page = self.assert_problem(response, "whole minutes")
        self.assertFalse(page.xpath("//textarea[@id='o_es_lost']"))

    # -- doors

    def test_a_foreign_ticket_does_not_exist(self):
        foreign = self.make_ticket(self.stranger_clerk)
        for action in ("core_bug", "log_time", "void_time", "mark_duplicate", "confirm_defect"):
            data = {"csrf_token": self.token(self.ticket), "reason": "x", "step": "confirmed"}
            response = self.url_open(f"{HOME}{self.ticket_path(foreign)}/{action}", data=data)
            self.assertEqual(response.status_code, 404)
        self.assertFalse(foreign.defect_confirmed_at or foreign.core_bug_state)

    def test_without_the_token_nothing_is_done_and_the_text_stays(self):
        response = self.url_open(
            f"{HOME}{self.ticket_path(self.ticket)}/confirm_defect",
            data={"csrf_token": "old", "reason": "My reason"},
        )
        page = self.assert_problem(response, "Nothing was done", status=400)
        self.assertEqual(page.xpath("string(//form[@id='confirm_defect']//textarea)"), "My reason")
        self.assertFalse(self.ticket.defect_confirmed_at)

    def test_the_page_shows_the_day_in_the_engineers_zone(self):
        # at any hour one of the two has another day than UTC: +14 and -11
        now = fields.Datetime.now()
        zone = "Pacific/Kiritimati" if now.hour >= 11 else "Pacific/Pago_Pago"
        self.engineer.user_id.tz = zone
        self.come_as(self.engineer)
        page = self.page(self.ticket_path(self.ticket))
        day = page.xpath("string(//input[@name='day']/@value)")
        self.assertEqual(day, now.replace(tzinfo=UTC).astimezone(ZoneInfo(zone)).date().isoformat())
