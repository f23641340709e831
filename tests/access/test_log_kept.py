"""The access log is kept for whole months, and the client takes it along as a file."""

import io
import json

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.ecosire_support.models.access import log_kept

from ..common import SupportCase, at
from ..portal.case import PortalCase
from .test_log import LOG, LogCase

EXPORT = "/ecosire_support/access-log"


@tagged("post_install", "-at_install")
class TestLogKept(LogCase, SupportCase):
    def setUp(self):
        super().setUp()
        self.log = self.env[LOG].with_user(self.engineer.user_id)
        ticket = self.make_ticket()
        for moment in ("2024-09-30 23:59:59", "2024-10-01 00:00:00", "2026-11-01 12:00"):
            with at(moment):
                self.log._note("take", ticket)

    def clean(self, moment="2026-11-28 03:00"):
        with at(moment):
            return self.env[LOG]._gc_old_months()

    def test_whole_old_months_go_and_that_is_told(self):
        self.assertEqual(self.clean(), (1, 0))
        self.assertEqual(len(self.rows("take")), 2)
        row = self.env[LOG].search([("what", "=", "deleted")])
        self.assertEqual(row.detail, "1 entries from before 2024-10-01")
        self.assertEqual(self.clean(), (0, 0))
        self.assertEqual(self.env[LOG].search([("what", "=", "deleted")]), row)

    def test_the_administrator_says_how_long(self):
        parameters = self.env["ir.config_parameter"]
        parameters.set_param("ecosire_support.access_log_months", "1")
        self.assertEqual(self.clean(), (2, 0))
        for broken in ("0", "-3", "many"):
            parameters.set_param("ecosire_support.access_log_months", broken)
            self.clean()
            self.assertEqual(len(self.rows("take")), 1)

    def test_only_readers_export(self):
        for user in (self.clerk, self.engineer.user_id, self.lead.user_id):
            for method in ("action_csv", "action_xlsx"):
                with self.subTest(f"{user.login} {method}"), self.assertRaises(AccessError):
                    getattr(self.env[LOG].with_user(user), method)()
        action = self.rows("take").with_user(self.manager).action_csv()
        self.assertIn(str(self.rows("take").ids[0]), action["url"])

    def test_nothing_is_left_out_of_an_export_in_silence(self):
        mine, log = self.rows("take").with_user(self.manager), self.env[LOG].with_user(self.manager)
        self.patch(log_kept, "MOST_CHOSEN", 1)
        with self.assertRaisesRegex(UserError, "More than 1 entries are chosen"):
            mine.action_csv()
        self.patch(log_kept, "MOST_ROWS", 2)
        with self.assertRaisesRegex(UserError, "more than 2 entries"):
            log.with_context(active_domain=[("what", "=", "take")]).action_csv()
        taken = log.with_context(active_domain=[("id", "=", mine.ids[0])]).action_csv()
        self.assertIn("csv", taken["url"])


@tagged("post_install", "-at_install")
class TestLogExport(LogCase, PortalCase):
    def setUp(self):
        super().setUp()
        self.engineer.user_id.name = '=HYPERLINK("https://evil.example")'
        log = self.env[LOG].with_user(self.engineer.user_id)
        log._note("take", self.make_ticket())
        log._note("file", self.make_ticket(), "@SUM(1+1)*cmd|'/c calc'!A0")
        self.admin = self.make_staff("delta_admin", "base.group_system")

    def export(self, form="csv", domain=(), status=200):
        response = self.url_open(f"{EXPORT}/{form}?domain={json.dumps(domain)}")
        self.assertEqual(response.status_code, status)
        return response.content

    def test_no_text_becomes_a_formula(self):
        self.come_as(self.manager)
        text = self.export().decode("utf-8-sig")
        self.assertIn("'=HYPERLINK", text)
        self.assertIn("'@SUM", text)
        self.assertNotIn(",=", text)
        self.assertNotIn(",@", text)
        # pylint: disable-next=import-outside-toplevel
        import openpyxl

        sheet = openpyxl.load_workbook(io.BytesIO(self.export("xlsx"))).active
        cells = [cell for row in sheet.iter_rows() for cell in row]
        self.assertNotIn("f", {cell.data_type for cell in cells})
        self.assertIn("'@SUM(1+1)*cmd|'/c calc'!A0", {cell.value for cell in cells})

    def test_what_is_asked_for_is_narrowed_to_the_reader(self):
        foreign = self.make_ticket(self.stranger_clerk)
        self.env[LOG].with_user(self.lead.user_id)._note("take", foreign)
        self.come_as(self.manager)
        self.assertNotIn(foreign.number, self.export().decode("utf-8-sig"))
        only = self.export(domain=[["what", "=", "file"]]).decode("utf-8-sig")
        self.assertEqual(len(only.splitlines()), 2)
        self.come_as(self.admin)
        self.assertIn(foreign.number, self.export().decode("utf-8-sig"))

    def test_taking_it_is_told(self):
        self.come_as(self.manager)
        self.export()
        row = self.env[LOG].search([("person_key", "=", self.manager.id)])
        self.assertEqual(row.what, "export")
        self.assertRegex(row.detail, r"^the access log, [0-9]+ entries$")

    def test_for_anybody_else_there_is_no_such_page(self):
        for person in (self.clerk, self.customer, self.engineer, self.lead):
            self.come_as(person)
            with self.subTest(person.name):
                self.export(status=404)

    def test_what_is_no_domain_is_no_page(self):
        self.come_as(self.manager)
        for text in ("[[", "{}", '[["company_key.x","=",1]]', '[["nothing","=",1]]', "7", "[7]"):
            with self.subTest(text):
                self.assertEqual(self.url_open(f"{EXPORT}/csv?domain={text}").status_code, 404)
        self.export("pdf", status=404)
