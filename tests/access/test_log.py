"""The access log: what ECOSIRE's people did, kept once by whichever door, for the client alone."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import SupportCase, at, utc
from ..portal.case import PortalCase

LOG = "ecosire.support.access.log"


class LogCase:
    def rows(self, what=None, person=None):
        """The rows of ``person`` (the engineer), oldest first."""
        domain = [("person_key", "=", (person or self.engineer).user_id.id)]
        if what:
            domain.append(("what", "=", what))
        return self.env[LOG].search(domain, order="id")


@tagged("post_install", "-at_install")
class TestLogRows(LogCase, SupportCase):
    def setUp(self):
        super().setUp()
        self.ticket = self.make_ticket()
        self.log = self.env[LOG].with_user(self.engineer.user_id)

    def test_a_row_tells_who_when_what_and_by_which_door(self):
        with at("2026-11-24 10:00"):
            self.log._note("take", self.ticket, door="desk")
        row = self.rows("take")
        self.assertEqual(row.person, "Amina Khan")
        self.assertEqual(row.display_name, "Took the ticket")
        self.assertEqual(row.at, utc("2026-11-24 10:00"))
        self.assertEqual(row.ticket_number, self.ticket.number)
        self.assertEqual(row.company_key, self.company.id)
        self.assertEqual((row.door, row.outcome), ("desk", "done"))

    def test_an_action_that_is_new_is_kept_with_its_code(self):
        self.log._note("paint_it_blue", self.ticket)
        self.assertEqual(self.rows("other").detail, "paint_it_blue")

    def test_details_are_short_and_storable(self):
        self.log._note("file", self.ticket, "a\0b\n" + "x" * 500)
        detail = self.rows("file").detail
        self.assertTrue(detail.startswith("ab xxx") and detail.endswith("…"))
        self.assertEqual(len(detail), 200)

    def test_an_opening_counts_once_within_ten_minutes(self):
        for moment, count in (("10:00", 1), ("10:05", 1), ("10:11", 2)):
            with self.subTest(moment), at(f"2026-11-24 {moment}"):
                self.log._note_opening(self.ticket)
                self.assertEqual(len(self.rows("open")), count)

    def test_a_program_cannot_fill_it_with_refusals(self):
        with at("2026-11-24 10:00"):
            for number in range(40):
                self.log._note_apart("outside", detail=f"/my/invoices/{number}")
        rows = self.rows("outside")
        self.assertEqual(len(rows), 31)
        self.assertIn("more", rows[-1].detail)
        with at("2026-11-24 10:11"):
            self.log._note_apart("outside", detail="/my/orders")
        self.assertEqual(self.rows("outside")[-1].detail, "/my/orders")

    def test_it_is_written_once_and_never_changed(self):
        row = self.log._note("take", self.ticket)
        with self.assertRaises(UserError):
            row.sudo().write({"person": "Somebody else"})
        with self.assertRaises(UserError):
            row.sudo().unlink()

    def test_it_belongs_to_the_client(self):
        self.log._note("take", self.ticket)
        admin = self.make_staff("delta_admin", "base.group_system")
        for reader in (admin, self.manager):
            with self.subTest(reader.login):
                self.assertTrue(self.env[LOG].with_user(reader).search([("what", "=", "take")]))
        for user in (self.clerk, self.engineer.user_id, self.lead.user_id):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.env[LOG].with_user(user).search([])

    def test_a_manager_reads_of_his_companies_only(self):
        company, contract = self.make_company("Other", self.plan_xmlid)
        manager = self.make_staff("other_manager", "ecosire_support.group_manager", company)
        other = self.make_engineer("Chandra", "c@ecosire.example", contracts=contract)
        self.log._note("take", self.ticket)
        self.log._note_apart("outside", detail="/my/invoices/1")
        theirs = self.env[LOG].with_user(other.user_id)._note("login")
        seen = self.env[LOG].with_user(manager).search([])
        self.assertFalse(seen & self.rows())
        self.assertIn(theirs, seen)
        mine = self.env[LOG].with_user(self.manager).search([])
        self.assertEqual(mine & self.rows(), self.rows())
        self.assertNotIn(theirs, mine)


@tagged("post_install", "-at_install")
class TestLogOverHttp(LogCase, PortalCase):
    def setUp(self):
        super().setUp()
        self.ticket = self.make_ticket()
        self.come_as(self.engineer)

    def told(self):
        return [(row.what, row.ticket_number or row.detail, row.outcome) for row in self.rows()]

    def test_openings_and_actions_each_once(self):
        self.page(self.ticket_path(self.ticket))
        self.send(self.ticket, "take")
        self.send(self.ticket, "confirm_outage")
        number = self.ticket.number
        expected = [
            ("open", number, "done"),
            ("take", number, "done"),
            ("confirm_outage", number, "refused"),
        ]
        self.assertEqual([one for one in self.told() if one[0] != "login"], expected)
        row = self.rows("take")
        self.assertEqual(row.door, "page")
        self.assertEqual(row.address, "127.0.0.1")

    def test_a_slip_in_a_form_is_no_attempt_at_what_is_forbidden(self):
        """Else thirty of them would hide what somebody tries besides."""
        self.assert_problem(self.send(self.ticket, "answer", text=""), "empty")
        self.send(self.ticket, "reclassify", severity="high", reason="")
        token = self.token(self.ticket)
        wrong = {"csrf_token": token, "first_day": "x", "back_day": "y"}
        self.assertEqual(self.url_open("/my/support/absences", data=wrong).status_code, 422)
        self.by(self.ticket, self.lead).take()
        nobody = [self.ticket.ids, False]  # whom the caller believes to have it
        call = {"model": self.ticket._name, "method": "take", "args": nobody, "kwargs": {}}
        body = {"jsonrpc": "2.0", "params": call}
        self.assertIn("error", self.url_open("/web/dataset/call_kw", json=body).json())
        self.assertNotIn("refused", self.rows().mapped("outcome"))

    def test_a_form_for_what_may_not_be_done_is_told_as_refused(self):
        token = self.token(self.ticket)
        rows = self.env["ecosire.support.absence"]

        def refuse(self, typed):
            raise AccessError(self.env._("Not you"))

        self.patch(type(rows), "_portal_enter", refuse)
        answer = self.url_open("/my/support/absences", data={"csrf_token": token})
        self.assertEqual(answer.status_code, 403)
        self.assertEqual(self.rows("form").mapped("outcome"), ["refused"])

    def test_the_address_of_an_invoice_is_not_found_and_told(self):
        """DEMO, scene 3."""
        for path in (
            "/my/invoices/7?access_token=abcdefghijklmnop123",
            "/odoo/customer-invoices/7",
            "/web/content/7",
            "/my/orders/9a8b7c6d5e4f3a2b1c0d",
        ):
            with self.subTest(path):
                self.assertEqual(self.url_open(path).status_code, 404)
        self.assertEqual(
            [(row.detail, row.outcome) for row in self.rows("outside")],
            [
                ("/my/invoices/7", "refused"),
                ("/odoo/customer-invoices/7", "refused"),
                ("/web/content/7", "refused"),
                ("/my/orders/…", "refused"),
            ],
        )

    def test_what_a_browser_asks_for_by_itself_is_not_told(self):
        self.assertEqual(self.url_open("/favicon.ico").status_code, 404)
        self.assertFalse(self.rows("outside"))

    def test_a_ticket_of_another_client_is_told_as_one_that_is_absent(self):
        foreign = self.make_ticket(self.stranger_clerk)
        for number in (foreign.number, "NONE-1"):
            self.page(f"/ticket/{number}", status=404)
        self.assertEqual(
            self.rows("outside").mapped("detail"),
            [f"/my/support/ticket/{foreign.number}", "/my/support/ticket/NONE-1"],
        )

    def test_other_people_are_not_watched(self):
        count = self.env[LOG].search_count([])
        self.come_as(self.customer)
        self.url_open("/my/invoices/7")
        self.url_open("/my/support")
        self.come_as(self.clerk)
        self.url_open("/my/invoices/7")
        self.assertEqual(self.env[LOG].search_count([]), count)

    def test_forms_of_other_pages_are_told_too(self):
        self.come_as(self.lead)
        path = f"/team/{self.engineer.id}/end"
        self.post(path)
        rows = self.rows("form", self.lead)
        self.assertEqual(rows.detail, f"/my/support{path}")
        self.assertEqual(rows.outcome, "done")
