"""A client is known by a name and a colour (issue 6: one engineer, many clients)."""

from odoo.exceptions import ValidationError
from odoo.tests import tagged

from ...core.face import colour_of
from ..common import SupportCase


@tagged("post_install", "-at_install")
class TestFace(SupportCase):
    def test_the_colour_follows_from_the_contract(self):
        face = self.company._support_face()
        self.assertEqual(face["name"], "Delta Distribution")
        self.assertEqual(face["initials"], "DD")
        self.assertEqual(face["colour"], colour_of(self.contract.code))
        self.assertTrue(face["icon"].startswith("data:image/svg+xml,"))

    def test_the_administrator_may_choose_another_one(self):
        self.company.ecosire_support_colour = "#FFEE00"
        face = self.company._support_face()
        self.assertEqual((face["colour"], face["ink"]), ("#ffee00", "#000000"))
        for wrong in ("red", "#fff", "#12345g", "#1234567", "url(x)", "#ffee00;background:url(x)"):
            with self.subTest(wrong), self.assertRaises(ValidationError):
                self.company.ecosire_support_colour = wrong

    def test_an_engineer_who_reads_no_company_sees_it_all_the_same(self):
        companies = self.env["res.company"].with_user(self.engineer.user_id)
        self.assertEqual(companies._support_face_of_workspace()["name"], "Delta Distribution")

    def test_a_name_of_blanks_still_has_a_face(self):
        self.company.name = "  \n "
        self.assertEqual(self.company._support_face()["name"], self.contract.code)
