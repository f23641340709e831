"""Uninstalling removes our rows and nothing of the client's."""

from odoo.tests import tagged
from odoo.tools import SQL

from ..hooks import TABLES, uninstall_hook
from .common import SupportCase


@tagged("post_install", "-at_install")
class TestUninstall(SupportCase):
    def count(self, table):
        return self.env.execute_query(SQL("SELECT count(*) FROM %s", SQL.identifier(table)))[0][0]

    def refer(self, rule):
        """A table of the client's with a column to our tickets, as a custom field makes one."""
        self.env.cr.execute(
            SQL(
                """CREATE TABLE x_visit (
                       name varchar,
                       x_ticket_id int REFERENCES ecosire_support_ticket ON DELETE %s
                   )""",
                SQL(rule),
            )
        )
        self.env.cr.execute(
            SQL("INSERT INTO x_visit VALUES ('kept', %s), ('kept', NULL)", self.make_ticket().id)
        )

    def test_rows_of_the_client_that_refer_to_tickets_stay(self):
        self.refer("SET NULL")
        partners = self.count("res_partner")
        uninstall_hook(self.env)
        self.assertEqual(
            self.env.execute_query(SQL("SELECT name, x_ticket_id FROM x_visit")),
            [("kept", None), ("kept", None)],
        )
        self.assertEqual(self.count("res_partner"), partners)

    def test_a_column_that_refuses_does_not_stop_it(self):
        self.refer("RESTRICT")
        uninstall_hook(self.env)
        self.assertEqual(self.count("x_visit"), 2)
        self.assertFalse(self.count("ecosire_support_ticket"))

    def test_logged_time_and_duplicates_do_not_stop_it(self):
        first, again = self.make_ticket(), self.make_ticket()
        worked = self.by(again, self.engineer)
        worked.void_time(worked.log_time(5, worked._portal_today(), "Looked"), "Another ticket")
        worked.suspect_core_bug("Perhaps Odoo")
        worked.mark_duplicate(first.number, "The same")
        uninstall_hook(self.env)
        for table in ("ecosire_support_time_entry", "ecosire_support_core_bug_step"):
            self.assertFalse(self.count(table))

    def test_notes_merged_tickets_and_who_is_there_do_not_stop_it(self):
        first, again = self.make_ticket(), self.make_ticket(description="<p>Again</p>")
        worked = self.by(again, self.engineer)
        worked.note_for_ecosire("x")
        worked.stay()
        worked.merge_into(first.number, "The same")
        uninstall_hook(self.env)
        for table in ("ticket_note", "presence", "merge", "carried"):
            self.assertFalse(self.count(f"ecosire_support_{table}"))

    def test_nobody_of_ecosire_is_left_with_a_login(self):
        self.make_ticket()
        users = self.engineer.user_id | self.lead.user_id
        self.lead.active = False  # archived by hand, with a user that still is active
        uninstall_hook(self.env)
        self.assertFalse(any(users.mapped("active")))
        self.assertFalse(self.env["ir.sequence"].search([("code", "=like", "ecosire.support.%")]))
        for table in TABLES:
            with self.subTest(table):
                self.assertFalse(self.count(table))
