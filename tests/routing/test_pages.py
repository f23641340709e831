"""The pages: absences, load, working hours, handing over; as an engineer, a lead and others."""

from freezegun import freeze_time
from lxml import html

from odoo import fields
from odoo.tests import tagged

from ..portal.case import HOME, PortalCase

PATHS = ("/absences", "/load", "/handover")


@tagged("post_install", "-at_install")
class TestRoutingPages(PortalCase):
    plan_xmlid = "ecosire_support.plan_priority"

    def setUp(self):
        super().setUp()
        self.deputy = self.make_engineer("Chandra Rao", "chandra@ecosire.example")
        self.contract.write({"engineer_id": self.engineer.id, "backup_engineer_id": self.deputy.id})
        self.absences = self.env["ecosire.support.absence"]
        self.today = fields.Date.context_today(self.absences.with_context(tz="Asia/Karachi"))
        self.later = fields.Date.to_string(fields.Date.add(self.today, days=20))
        self.come_as(self.lead)

    def sent(self, path, status=200, **typed):
        """Send the form of the page at ``path``; the parsed answer."""
        response = self.post(path, **typed)
        self.assertEqual(response.status_code, status)
        return html.fromstring(response.text)

    def said(self, page, role="status"):
        return page.xpath(f"string(//main//*[@role='{role}'])")

    def absence(self, engineer=None, **typed):
        values = {
            "engineer": (engineer or self.engineer).id,
            "first_day": fields.Date.to_string(self.today),
            "back_day": self.later,
            "reason": "Wedding",
            "note": "Key in the vault",
        }
        return {**values, **typed}

    # -- who comes in

    def test_who_comes_in(self):
        hours = f"/team/{self.engineer.id}/hours"
        for person, open_paths in (
            (self.lead, (*PATHS, hours)),
            (self.engineer, ("/absences",)),
            (self.clerk, ()),
            (self.manager, ()),
            (self.customer, ()),
        ):
            self.come_as(person)
            for path in (*PATHS, hours):
                with self.subTest(f"{person.name} {path}"):
                    self.page(path, status=200 if path in open_paths else 404)

    def test_a_colleague_of_another_client_is_as_if_absent(self):
        zara = self.make_engineer("Zara", "zara@ecosire.example", contracts=self.stranger_contract)
        self.page(f"/team/{zara.id}/hours", status=404)
        self.page("/team/999999999999/hours", status=404)
        for path in PATHS:
            self.assertNotIn("Zara", self.text_of(self.page(path)))

    # -- absences

    def test_an_engineer_enters_one_and_ends_it(self):
        ticket = self.make_ticket().sudo()
        self.come_as(self.engineer)
        page = self.sent("/absences", **self.absence())
        self.assertIn("Entered: Amina Khan, off from", self.said(page))
        self.assertEqual(ticket.engineer_id, self.deputy)
        self.assertIn("Wedding", self.text_of(page))
        [row] = self.absences.search([])
        path = f"/absences/{row.id}/end"
        page = html.fromstring(self.post(path, "/absences").text)
        self.assertIn("Amina Khan is not off any more", self.said(page))
        page = html.fromstring(self.post(path, "/absences").text)
        self.assertIn("over already", self.said(page, "alert"))

    def test_what_was_typed_stays_when_it_cannot_be(self):
        page = self.sent("/absences", 422, **self.absence(back_day="2020-01-01"))
        self.assertIn("must come after", self.said(page, "alert"))
        self.assertEqual(page.xpath("//input[@name='reason']/@value"), ["Wedding"])
        self.assertIn("Key in the vault", page.xpath("string(//textarea[@name='note'])"))
        for wrong in ({"first_day": "soon"}, {"from_time": "9 o'clock"}, {"first_day": ""}):
            page = self.sent("/absences", 422, **self.absence(**wrong))
            self.assertIn("is no day and time", self.said(page, "alert"))

    def test_an_engineer_enters_none_for_a_colleague(self):
        self.come_as(self.engineer)
        page = self.sent("/absences", 422, **self.absence(self.deputy))
        self.assertIn("choose who is off", self.said(page, "alert"))
        self.assertFalse(self.absences.search([]))

    def test_a_lead_enters_one_for_the_team(self):
        self.assertIn(
            "Chandra Rao, off", self.said(self.sent("/absences", **self.absence(self.deputy)))
        )

    def test_what_others_typed_is_text(self):
        self.come_as(self.engineer)
        page = self.sent("/absences", **self.absence(note="<img src=x onerror=alert(1)>"))
        self.assertFalse(page.xpath("//main//img[@src='x']"))

    def test_an_expired_page_keeps_what_was_typed(self):
        response = self.url_open(f"{HOME}/absences", data={"csrf_token": "x", **self.absence()})
        self.assertEqual(response.status_code, 400)
        self.assertIn("Wedding", response.text)
        self.assertFalse(self.absences.search([]))

    def test_nobody_ends_a_colleagues(self):
        row = self.absences.create(
            {
                "engineer_id": self.deputy.id,
                "date_from": "2098-01-01",
                "date_to": "2098-01-02",
                "entered_by": "Chandra Rao",
            }
        )
        self.come_as(self.engineer)
        self.page(f"/absences/{row.id}/end", status=404)
        self.assertFalse(row.withdrawn_at)

    # -- load

    def test_the_load_of_each_and_of_the_queue(self):
        for _n in range(3):
            self.make_ticket()
        self.by(self.make_ticket(), self.deputy).take()
        self.make_ticket().sudo()._hand_to(self.engineer.browse(), "queue")
        text = self.text_of(self.page("/load"))
        for words in ("Amina Khan Engineer at work 3 open", "Chandra Rao Engineer at work 1 open"):
            self.assertIn(words, text)
        self.assertIn("ECOSIRE's queue 1 open", text)

    def test_its_queries_do_not_grow_with_tickets(self):
        few = self.queries_of_load()
        for _n in range(30):
            self.make_ticket()
        self.assertLessEqual(self.queries_of_load(), few + 2)

    def queries_of_load(self):
        engineers = self.env["ecosire.support.engineer"].with_user(self.lead.user_id)
        engineers._portal_load()
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        engineers._portal_load()
        return self.env.cr.sql_log_count - before

    def test_hours_and_topics_are_set_and_shown(self):
        topic = self.env.ref("ecosire_support.topic_odoo_config")
        path = f"/team/{self.engineer.id}/hours"
        times = {"from_0": "09:00", "to_0": "18:00", "from_5": "22:00", "to_5": "06:00"}
        page = self.sent(path, tz="Asia/Karachi", topic=topic.id, **times)
        self.assertIn("Kept for Amina Khan", self.said(page))
        self.assertIn("Mon 09:00–18:00", self.text_of(page))
        self.assertEqual(self.engineer.topic_ids, topic)
        self.assertEqual(self.engineer.work_shifts["5"], ["22:00", "06:00"])
        page = self.sent(path, tz="Asia/Karachi")
        self.assertFalse(self.engineer.work_shifts or self.engineer.topic_ids)

    def test_the_week_like_monday(self):
        path = f"/team/{self.engineer.id}/hours"
        page = self.sent(path, tz="Asia/Karachi", like_monday="1", from_0="09:00", to_0="18:00")
        self.assertIn("Mon–Fri 09:00–18:00", self.text_of(page))

    def test_hours_that_cannot_be_read_come_back(self):
        path = f"/team/{self.engineer.id}/hours"
        page = self.sent(path, 422, tz="Asia/Karachi", from_2="09:00")
        self.assertIn("Wednesday has only one", self.said(page, "alert"))
        self.assertEqual(page.xpath("//input[@name='from_2']/@value"), ["09:00"])
        page = self.sent(path, 422, tz="Mars/Olympus", from_2="09:00", to_2="10:00")
        self.assertIn("cannot be read", self.said(page, "alert"))

    def test_the_queue_of_a_contract(self):
        page = self.sent("/load", contract=self.contract.code, least_loaded="1")
        self.assertIn("gives tickets by expertise", self.said(page))
        self.assertTrue(self.contract.route_least_loaded)
        self.sent("/load", 404, contract=self.stranger_contract.code, least_loaded="1")
        self.assertFalse(self.stranger_contract.route_least_loaded)

    # -- handing over

    def test_several_are_handed_over_with_a_note(self):
        with freeze_time(fields.Datetime.subtract(fields.Datetime.now(), minutes=5)):
            tickets = self.make_ticket() | self.make_ticket()
        page = self.sent(
            "/handover",
            ticket=tickets.mapped("number"),
            engineer=self.deputy.id,
            note="Key in the vault",
        )
        self.assertIn("With Chandra Rao now: 2 tickets", self.said(page))
        self.assertEqual(tickets.sudo().engineer_id, self.deputy)
        self.come_as(self.deputy)
        text = self.text_of(self.page(self.ticket_path(tickets[0])))
        self.assertIn("Hand-over note from Bilal Raza", text)
        self.assertIn("Key in the vault", text)
        self.assertIn("Who had it how long Amina Khan: 5 min", text)

    def test_handing_over_nothing_or_to_nobody_keeps_what_was_typed(self):
        ticket = self.make_ticket()
        page = self.sent("/handover", 422, engineer=self.deputy.id, note="Hello")
        self.assertIn("at least one ticket", self.said(page, "alert"))
        page = self.sent("/handover", 422, ticket=ticket.number, engineer="", note="Hello")
        self.assertIn("to whom", self.said(page, "alert"))
        self.assertEqual(page.xpath("//input[@name='ticket'][@checked]/@value"), [ticket.number])
        self.assertIn("Hello", page.xpath("string(//textarea[@name='note'])"))

    def test_a_strangers_ticket_is_not_handed_over(self):
        ticket = self.make_ticket(self.stranger_clerk, company_id=self.stranger_company.id)
        self.make_ticket()  # so that there is a form
        page = self.sent("/handover", 422, ticket=ticket.number, engineer=self.deputy.id, note="")
        self.assertIn("at least one ticket", self.said(page, "alert"))
        self.assertFalse(ticket.sudo().engineer_id)

    def test_a_view_of_one_engineers_tickets(self):
        mine, other = self.make_ticket(), self.make_ticket()
        self.by(other, self.deputy).take()
        text = self.text_of(self.page("/handover", holder=self.deputy.id))
        self.assertIn(other.number, text)
        self.assertNotIn(mine.number, text)
        for wrong in ("x", "0", "99999999999", "\x00"):
            self.page("/handover", holder=wrong, show=wrong)

    def test_a_lead_assigns_on_the_ticket_with_a_note(self):
        ticket = self.make_ticket()
        response = self.send(ticket, "assign", engineer=str(self.deputy.id), text="Ask for Sanne")
        self.assert_said(response, "with Chandra Rao now")
        row = ticket.sudo().holding_ids.sorted("sequence")[-1]
        self.assertEqual((row.note, row.by_name), ("Ask for Sanne", "Bilal Raza"))
