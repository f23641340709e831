"""Who reads a statement: the client's managers, ECOSIRE's leads with a grant; nobody else."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import at
from .case import BillingCase


@tagged("post_install", "-at_install")
class TestStatementRights(BillingCase):
    def setUp(self):
        super().setUp()
        with at("2026-11-05 10:00"):
            self.file(21)
        self.close("2026-12-01 10:00")
        self.statement = self.statements()

    def seen_by(self, person):
        user = person.user_id if person._name == "ecosire.support.engineer" else person
        statements = self.env["ecosire.support.contract.statement"].with_user(user)
        return statements.search([])

    def test_managers_and_leads_read_it(self):
        for person in (self.manager, self.lead):
            self.assertEqual(self.seen_by(person), self.statement)
            seen = self.by(self.statement, person)
            self.assertEqual(seen.line_ids.mapped("amount"), [299.0, 25.0])
            self.env.invalidate_all()  # in words too, where the currency itself may not be read
            self.assertIn("324.00", seen.total_text)
            self.assertIn("25.00", seen.line_ids[1].amount_text)
            self.assertIn("Karachi", seen.cutoff_text)
            self.assertEqual(seen.verify()["params"]["type"], "success")

    def test_nobody_else_reads_it(self):
        outsiders = (
            self.clerk,
            self.engineer,
            self.make_staff("delta_admin_billing", "base.group_system"),
        )
        for person in outsiders:
            statement = self.by(self.statement, person)
            with self.assertRaises(AccessError):
                self.seen_by(person)
            for call in (statement.verify, statement.action_pdf, statement.unlink_bill):
                with self.assertRaises(AccessError):
                    call()
            with self.assertRaises(AccessError):
                statement._document("xlsx")
            with self.assertRaises(AccessError):
                self.by(self.statement.line_ids, person).read(["amount"])

    def test_a_manager_of_another_client_sees_nothing(self):
        company, _contract = self.make_company("Omega", "ecosire_support.plan_standard")
        stranger = self.make_staff("omega_manager", "ecosire_support.group_manager", company)
        self.assertFalse(self.seen_by(stranger))
        for call in (
            self.by(self.statement, stranger).verify,
            self.by(self.statement, stranger).action_xlsx,
            lambda: self.by(self.statement, stranger)._document("pdf"),
        ):
            with self.assertRaises(AccessError):
                call()
        self.assertFalse(
            self.env["ecosire.support.contract.statement.line"].with_user(stranger).search([])
        )
        self.assertFalse(self.env["ecosire.support.contract.period"].with_user(stranger).search([]))

    def test_a_lead_whose_grant_has_ended_sees_nothing(self):
        self.lead.grant_ids.write({"date_to": "2026-11-30 00:00:00"})
        with at("2026-12-01 10:00"):
            self.assertFalse(self.seen_by(self.lead))

    def test_nobody_writes_or_makes_one(self):
        for person in (self.manager, self.lead):
            statements = self.by(self.statement, person)
            for call in (
                lambda s=statements: s.write({"vendor_bill": 3}),
                lambda s=statements: s.create({"name": "x"}),
                lambda s=statements: s.unlink(),
            ):
                with self.assertRaises(UserError):  # in words, and an AccessError is one too
                    call()

    def test_the_titles_of_another_companys_tickets_are_not_told(self):
        _company, clerk, manager = self.second_company()
        with at("2026-12-05 10:00"):
            self.file(name="Delta's own secret")
            self.file(user=clerk, name="The shop's till")
        self.close("2027-01-01 10:00")
        statement = self.statements()[1]

        def titles(person):
            rows = self.by(statement, person)._content()["tickets"]
            return sorted(row["title"] for row in rows)

        self.assertEqual(titles(manager), ["(of another company)", "The shop's till"])
        self.assertEqual(titles(self.manager), ["(of another company)", "Delta's own secret"])
        self.assertEqual(titles(self.lead), ["Delta's own secret", "The shop's till"])
