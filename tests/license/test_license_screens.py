"""The screens of licences hold for each role what that role may read, and nothing it may not."""

from odoo.tests import tagged

from ..common import SupportCase


@tagged("post_install", "-at_install")
class TestLicenseScreens(SupportCase):
    def arch(self, user, view_type):
        licenses = self.env["ecosire.support.license"].with_user(user)
        return licenses.get_views([(False, view_type)])["views"][view_type]["arch"]

    def test_the_key_is_on_the_managers_form_and_on_no_list(self):
        self.assertIn('name="key"', self.arch(self.manager, "form"))
        self.assertNotIn('name="key"', self.arch(self.clerk, "form"))
        self.assertNotIn('name="note"', self.arch(self.clerk, "form"))
        for user in (self.manager, self.clerk):
            for view_type in ("list", "kanban"):
                self.assertNotIn('name="key"', self.arch(user, view_type))
                self.assertIn('name="key_masked"', self.arch(user, view_type))

    def test_everybody_of_the_client_finds_them_under_plan_and_contract(self):
        menu = self.env.ref("ecosire_support.menu_licenses")
        self.assertEqual(menu.parent_id, self.env.ref("ecosire_support.menu_plan"))
        for user in (self.clerk, self.manager):
            self.assertIn(menu.id, menu.with_user(user)._visible_menu_ids())

    def test_an_empty_screen_teaches(self):
        words = str(self.env.ref("ecosire_support.license_action").help)
        self.assertIn("60, 30 and 7 days", words)
        self.assertIn("Only support managers", words)
