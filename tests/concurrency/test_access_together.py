"""What the administrator decides while somebody else decides the same, on another server."""

from odoo.tests import tagged

from .actions import ENGINEER
from .case import ConcurrencyCase

ACTIVE = """SELECT engineer.active AND login.active
              FROM ecosire_support_engineer engineer
              JOIN res_users login ON login.id = engineer.user_id
             WHERE login.login = %s"""


@tagged("post_install", "-at_install")
class TestAccessTogether(ConcurrencyCase):
    def setUp(self):
        super().setUp()
        # two workers that are already awake, so that they do begin at one instant
        self.db.run_parallel("analyze", n=2)

    def test_a_company_gets_one_contract_of_two(self):
        in_force = "SELECT id FROM ecosire_support_contract WHERE ended_at IS NULL"
        before = self.db.rows(in_force)
        self.db.run("end_contract")
        ended = set(before) - set(self.db.rows(in_force))
        try:
            answers = self.db.run_together(
                ("give_contract", {"name": "ONE"}),
                ("give_contract", {"name": "TWO"}),
                errors=True,
            )
            errors = [answer["error"] for answer in answers if "error" in answer]
            self.assertEqual(len(errors), 1)
            self.assertIn("already serves one of these companies", errors[0])
            given = "SELECT count(*) FROM ecosire_support_contract WHERE code IN ('ONE', 'TWO')"
            self.assertEqual(self.db.value(given), 1)
        finally:
            self.db.rows(
                "UPDATE ecosire_support_contract SET ended_at = now() WHERE code IN ('ONE', 'TWO')"
            )
            self.db.rows(
                "UPDATE ecosire_support_contract SET ended_at = NULL WHERE id IN %s",
                tuple(row[0] for row in ended),
            )

    def test_an_access_extended_in_the_last_moment_is_not_ended(self):
        self.db.run("let_expire", login=ENGINEER)
        try:
            self.db.run_together(("expire", {"look": 1}), ("extend", {"login": ENGINEER}))
            self.assertTrue(self.db.value(ACTIVE, ENGINEER))
        finally:  # the other tests' engineer has always had access
            self.db.rows("UPDATE ecosire_support_grant SET date_to = '2099-01-01'")
