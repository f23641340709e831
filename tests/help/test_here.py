"""Issue 5: a "Support" entry from any screen, what is kept of the screen, and what is shared."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .case import HelpCase

KEY = "0f8fad5b-d9cb-469f-a165-70867728950e"


@tagged("post_install", "-at_install")
class TestHere(HelpCase):
    def tickets(self, user=None):
        return self.env["ecosire.support.ticket"].with_user(user or self.clerk)

    def test_filed_from_here_with_the_screen(self):
        told = self.tickets().file_here(
            {
                "name": "The list is slow",
                "text": "<b>Since</b> Monday",
                "impact": "impaired",
                "workaround": "some",
                "environment": {"page": "/odoo/contacts?name=Jansen", "model": "res.partner"},
            }
        )
        ticket = self.ticket_of(told)
        self.assertEqual((told["status"], ticket.severity), ("filed", "high"))
        self.assertIn("&lt;b&gt;Since", ticket.description)
        self.assertEqual(ticket.environment["page"], "/odoo/contacts")
        labels = [line["label"] for line in ticket.environment_lines]
        self.assertEqual(labels[:2], ["Page", "Record"])

    def test_only_the_fields_of_this_door(self):
        told = self.tickets().file_here(
            {
                "name": "x",
                "state": "closed",
                "submitter_id": self.manager.id,
                "error_trace": "x",
                "error_print": "x",
                "reported_at": "2026-01-01 00:00:00",
            }
        )
        ticket = self.ticket_of(told)
        self.assertEqual((ticket.state, ticket.submitter_id), ("new", self.clerk))
        self.assertFalse(ticket.error_trace or ticket.error_print or ticket.reported_at)

    def test_what_is_none_is_refused_in_words(self):
        for wrong in (None, [], "x", {}, {"name": " "}, {"name": "x", "text": "y" * 100_001}):
            with self.assertRaises(UserError):
                self.tickets().file_here(wrong)

    def test_another_persons_file_is_not_attached(self):
        theirs = self.env["ir.attachment"].with_user(self.colleague).create({"name": "secret"})
        with self.assertRaises(UserError):
            self.tickets().file_here({"name": "x", "attachment_ids": theirs.ids})

    def test_the_menu_shows_ones_own_open_tickets_with_their_promise(self):
        mine = self.make_ticket(name="Mine")
        self.make_ticket(self.colleague, name="Not mine")
        told = self.tickets().my_support()
        self.assertEqual([one["title"] for one in told["tickets"]], ["Mine"])
        self.assertEqual(told["tickets"][0]["promise"], self.by(mine, self.clerk).promise)
        self.by(mine, self.engineer).resolve("x", "y")
        self.assertFalse(self.tickets().my_support()["tickets"])

    def test_the_menu_costs_few_queries_however_many_tickets(self):
        for n in range(6):
            self.make_ticket(name=f"Ticket {n}")
        self.tickets().my_support()
        self.env.invalidate_all()
        with self.assertQueryCount(40):
            told = self.tickets().my_support()
        self.assertEqual((len(told["tickets"]), told["more"]), (5, True))

    def test_nobody_else_has_these_doors(self):
        customer = new_test_user(self.env, "customer", groups="base.group_portal")
        for user in (customer, self.engineer.user_id):
            for call in (
                lambda tickets: tickets.my_support(),
                lambda tickets: tickets.file_here({"name": "x"}),
                lambda tickets: tickets.look_before("x"),
                lambda tickets: tickets.questions_here(),
                lambda tickets: tickets.share_values(KEY),
            ):
                with self.assertRaises(AccessError):
                    call(self.tickets(user))

    def test_the_session_tells_only_staff_how_ecosire_is_reached(self):
        ways = self.tickets()._ways_to_ecosire()
        self.assertEqual(ways, [])
        self.contract.mailbox_partner_id = self.env["res.partner"].create(
            {"name": "Desk", "email": "desk@ecosire.example"}
        )
        self.assertEqual(self.tickets()._ways_to_ecosire()[0]["value"], "desk@ecosire.example")

    # -- values of the screen

    def report_on(self, record, user=None):
        facts = {"model": record._name, "record_id": record.id}
        return self.send(user, key=KEY, environment=facts)

    def test_values_are_shared_only_when_one_ticks_so(self):
        partner = self.env["res.partner"].create({"name": "Jansen & Zonen", "city": "Breda"})
        told = self.report_on(partner)
        ticket = self.ticket_of(told)
        self.assertTrue(told["can_share"])
        self.assertNotIn("Jansen", str(ticket.environment))
        self.tickets().share_values(KEY)
        shared = dict(ticket.environment["values"])
        self.assertEqual(shared["City"], "Breda")
        self.assertFalse(self.tickets().report_error({"key": KEY, "traceback": "x"})["can_share"])

    def test_only_whoever_filed_shares_and_only_what_he_may_read(self):
        partner = self.env["res.partner"].create({"name": "Jansen"})
        self.report_on(partner)
        self.send(self.colleague, key=KEY)
        with self.assertRaisesRegex(UserError, "no record"):
            self.tickets(self.colleague).share_values(KEY)
        self.env["ir.rule"].create(
            {
                "name": "no partners for the clerk",
                "model_id": self.env["ir.model"]._get("res.partner").id,
                "domain_force": f"[('id', '!=', {partner.id})]",
            }
        )
        with self.assertRaises(AccessError):
            self.tickets().share_values(KEY)
