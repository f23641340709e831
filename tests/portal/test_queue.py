from odoo import fields
from odoo.tests import tagged

from ..common import at
from .case import HOME, PortalCase


@tagged("post_install", "-at_install")
class TestQueue(PortalCase):
    def numbers(self, page):
        return page.xpath("//tbody//*[contains(@class, 'o_es_number')]/text()")

    def test_what_is_due_first_stands_on_top(self):
        low = self.make_ticket(name="Later")
        with at("2026-11-02 10:00"):
            missed = self.make_critical(name="Long ago")
        urgent = self.make_critical(name="Soon")
        answered = self.make_ticket(name="Has its answer")
        self.by(answered, self.engineer).engineer_reply("Here it is")
        self.come_as(self.engineer)
        expected = [missed.number, urgent.number, low.number, answered.number]
        self.assertEqual(self.numbers(self.page()), expected)

    def test_only_granted_contracts(self):
        foreign = self.make_ticket(self.stranger_clerk, name="Of another client")
        mine = self.make_ticket()
        self.come_as(self.engineer)
        self.assertEqual(self.numbers(self.page()), [mine.number])
        self.assertNotIn(foreign.number, self.text_of(self.page("", search="another client")))

    def test_a_countdown_comes_with_the_servers_time(self):
        self.make_critical()
        self.come_as(self.engineer)
        [due] = self.page().xpath("//*[@data-deadline]")
        left = int(due.get("data-deadline")) - int(due.get("data-now"))
        self.assertGreater(left, 3 * 3600 * 1000)
        self.assertIn("left", due.text_content())

    def test_views(self):
        mine, free = self.make_ticket(name="Mine"), self.make_ticket(name="Free")
        waiting, closed = self.make_ticket(name="Asked"), self.make_ticket(name="Done")
        with at("2026-11-02 10:00"):
            missed = self.make_critical(name="Missed")
        self.by(mine, self.engineer).take()
        self.by(waiting, self.lead).ask_client("Which one?")
        self.by(closed, self.lead).resolve("Restart it")
        self.come_as(self.engineer)
        views = {
            "mine": {mine},
            "unassigned": {free, missed},
            "missed": {missed},
            "waiting": {waiting},
            "closed": {closed},
            "open": {mine, free, waiting, missed},
            "no such view": {mine, free, waiting, missed},
        }
        for show, expected in views.items():
            with self.subTest(show):
                shown = self.numbers(self.page("", show=show))
                self.assertEqual(set(shown), {ticket.number for ticket in expected})

    def test_at_risk_begins_at_four_fifths(self):
        ticket = self.make_critical()
        now = fields.Datetime.now()
        ticket.clock_ids.sudo().write({"at_risk_at": fields.Datetime.subtract(now, minutes=1)})
        self.come_as(self.engineer)
        page = self.page("", show="at_risk")
        self.assertEqual(self.numbers(page), [ticket.number])
        self.assertIn("At risk", page.xpath("string(//*[contains(@class, 'o_es_due_word')])"))

    def test_search_finds_closed_ones_by_number_and_title(self):
        ticket = self.make_ticket(name="Barcode scanner doubles lines")
        self.by(ticket, self.engineer).resolve("Unplug it")
        self.come_as(self.engineer)
        for search in (ticket.number.lower(), ticket.number[-4:], "scanner"):
            self.assertEqual(self.numbers(self.page("", search=search)), [ticket.number])

    def test_odd_parameters_do_no_harm(self):
        self.make_ticket()
        self.come_as(self.engineer)
        for params in ({"search": "%' OR 1=1 --"}, {"search": "x" * 5000}, {"domain": "[]"}):
            self.page("", **params)
        self.page("/page/99")
        self.page("/page/0")

    def test_an_empty_queue_teaches(self):
        self.come_as(self.engineer)
        self.assertIn("stops the clock", self.text_of(self.page()))
        self.assertIn("Nothing matches", self.text_of(self.page("", search="zzz")))

    def test_an_engineer_whose_grants_ended_reads_why_it_is_empty(self):
        self.make_ticket()
        self.contract.grant_ids._revoke("the administrator")
        self.come_as(self.engineer)
        self.assertIn("Your access has ended", self.text_of(self.page()))

    def test_pages(self):
        for number in range(82):
            self.make_ticket(name=f"Ticket {number}")
        self.come_as(self.engineer)
        self.assertEqual(len(self.numbers(self.page())), 80)
        self.assertEqual(len(self.numbers(self.page("/page/2"))), 2)

    def queries_of(self, path):
        """Queries of one request once everything is cached that can be."""
        self.page(path)
        before = self.env.cr.sql_log_count
        self.env.invalidate_all()
        self.page(path)
        return self.env.cr.sql_log_count - before

    def test_as_many_queries_for_80_tickets_as_for_5(self):
        for number in range(5):
            self.make_ticket(name=f"Ticket {number}")
        self.come_as(self.engineer)
        few = self.queries_of("")
        for number in range(75):
            self.make_ticket(name=f"More {number}")
        self.assertEqual(self.queries_of(""), few)
        self.assertLessEqual(few, 40)

    def test_as_many_queries_for_40_messages_as_for_4(self):
        ticket = self.make_ticket()
        for number in range(4):
            self.by(ticket, self.engineer).engineer_reply(
                f"Answer {number}", [(f"{number}.txt", b"x")]
            )
        self.come_as(self.engineer)
        few = self.queries_of(self.ticket_path(ticket))
        for number in range(36):
            self.by(ticket, self.engineer).engineer_reply(f"More {number}", [("f.txt", b"x")])
        self.assertEqual(self.queries_of(self.ticket_path(ticket)), few)

    def test_landing(self):
        self.come_as(self.engineer)
        for path in ("/", "/web", "/odoo"):
            response = self.url_open(path, allow_redirects=False)
            self.assertEqual(response.status_code, 303, path)
            self.assertTrue(response.headers["Location"].endswith(HOME), path)
        self.assertIn("Support queue", self.url_open("/my").text)
