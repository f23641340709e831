"""Who sees and enters licences, and that a key is for managers alone: each role tries."""

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import SupportCase

KEY = "SHOP-1111-2222-3333-ABCD"
QUIET = ("odoo.addons.base.models.ir_model", "odoo.addons.base.models.ir_rule")
SHOWN = ["name", "use", "updates_until", "updates_text", "module_ids"]


@tagged("post_install", "-at_install")
class TestLicenseAccess(SupportCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.license = cls.make_license(key=KEY, note="Order 4711")
        cls.other_company, cls.other_contract = cls.make_company("Omega", cls.plan_xmlid)
        cls.other_clerk = cls.make_staff("omega_clerk", company=cls.other_company)
        cls.other_manager = cls.make_staff(
            "omega_manager", "ecosire_support.group_manager", company=cls.other_company
        )
        cls.other_engineer = cls.make_engineer(
            "Chandra", "c@ecosire.example", contracts=cls.other_contract
        )

    def readers(self):
        return (self.clerk, self.engineer.user_id, self.lead.user_id)

    def outsiders(self):
        return (self.other_clerk, self.other_manager, self.other_engineer.user_id)

    def test_both_sides_see_what_it_is_for(self):
        for user in (self.manager, *self.readers()):
            with self.subTest(user.login):
                licence = self.license.with_user(user)
                self.assertEqual(licence.read(SHOWN)[0]["name"], "Shop connector")
                self.assertEqual(licence.module_ids.name, "Shop connector")
                self.assertIn("Not installed", licence.module_ids.installed_text)

    @mute_logger(*QUIET)
    def test_the_key_and_the_note_are_for_managers_alone(self):
        self.assertEqual(self.license.with_user(self.manager).key, KEY)
        for user in (*self.readers(), *self.outsiders()):
            licenses = self.env["ecosire.support.license"].with_user(user)
            licence = licenses.browse(self.license.id)
            with self.subTest(user.login):
                for attempt in (
                    lambda one=licence: one.key,
                    lambda one=licence: one.read(["key"]),
                    lambda one=licence: one.note,
                    lambda one=licence: one.web_read({"key": {}}),
                    lambda all=licenses: all.search([("key", "=like", "SHOP-1%")]),
                    lambda all=licenses: all.search([], order="key"),
                    lambda all=licenses: all.formatted_read_group([], ["key"], ["__count"]),
                ):
                    # another manager may ask by key, and finds nothing of this company
                    if user == self.other_manager:
                        self.assert_nothing(attempt)
                    else:
                        self.assertRaises(AccessError, attempt)

    def assert_nothing(self, attempt):
        try:
            found = attempt()
        except AccessError:
            return
        self.assertFalse(found)

    def test_what_read_gives_without_asking_for_fields_has_no_key(self):
        for user in self.readers():
            [values] = self.license.with_user(user).read()
            self.assertNotIn("key", values)
            self.assertNotIn(KEY, repr(values))
            self.assertNotIn(
                "key", self.env["ecosire.support.license"].with_user(user).fields_get()
            )
        [values] = self.license.with_user(self.engineer.user_id).read()
        self.assertNotIn("key_masked", values)

    @mute_logger(*QUIET)
    def test_only_the_companys_managers_enter_and_edit(self):
        for user in (*self.readers(), *self.outsiders()):
            licence = self.license.with_user(user)
            with self.subTest(user.login):
                for attempt in (
                    lambda one=licence: one.write({"name": "x"}),
                    lambda one=licence: one.write({"active": False}),
                    lambda one=licence: one.module_ids.write({"name": "x"}),
                    lambda one=licence: one.module_ids.unlink(),
                    lambda one=licence: one.unlink(),
                ):
                    self.assertRaises(AccessError, attempt)
        self.license.with_user(self.manager).write({"note": "Renewed", "active": False})
        with self.assertRaises(AccessError):
            self.license.with_user(self.manager).unlink()

    @mute_logger(*QUIET)
    def test_whether_a_key_is_taken_is_told_to_managers_alone(self):
        """Otherwise a clerk could try keys one after the other."""
        for user in self.readers():
            with self.subTest(user.login):
                for key in (KEY, "SHOP-0000-0000-0000-9999", "wrong"):
                    with self.assertRaises(AccessError):
                        self.license.with_user(user).write({"key": key})
                    with self.assertRaises(AccessError):
                        self.env["ecosire.support.license"].with_user(user).create(
                            {"name": "x", "key": key, "updates_until": "2099-01-01"}
                        )

    @mute_logger(*QUIET)
    def test_a_manager_hands_no_licence_to_another_company(self):
        licenses = self.env["ecosire.support.license"].with_user(self.manager)
        with self.assertRaises(AccessError):
            self.license.with_user(self.manager).company_id = self.other_company
        with self.assertRaises(AccessError):
            licenses.create(
                {
                    "name": "x",
                    "company_id": self.other_company.id,
                    "key": "SHOP-0000-0000-0000-9999",
                    "updates_until": "2099-01-01",
                }
            )
        foreign = self.make_license(self.other_company)
        with self.assertRaises(AccessError):
            self.env["ecosire.support.license.module"].with_user(self.manager).create(
                {"license_id": foreign.id, "name": "x", "technical_name": "x"}
            )
        foreign.module_ids.technical_name = "another"  # so that nothing else stands in the way
        with self.assertRaises(AccessError):
            self.license.module_ids.with_user(self.manager).license_id = foreign

    def test_an_engineer_sees_those_of_granted_contracts_while_granted(self):
        licenses = self.env["ecosire.support.license"]
        foreign = self.make_license(self.other_company)
        mine = licenses.with_user(self.engineer.user_id)
        self.assertEqual(mine.search([]), self.license)
        self.assertEqual(mine.search([("module_ids.name", "=", "Shop connector")]), self.license)
        self.assertEqual(licenses.with_user(self.other_engineer.user_id).search([]), foreign)
        self.engineer.grant_ids.write({"date_to": "2026-01-02"})
        self.assertFalse(mine.search([]))
        self.assertFalse(mine.browse(self.license.id).has_access("read"))
        self.assertFalse(
            self.license.module_ids.with_user(self.engineer.user_id).has_access("read")
        )

    def test_the_contract_shows_those_that_the_reader_may_see(self):
        second = self.env["res.company"].create({"name": "Delta Antwerp"})
        self.env["ecosire.support.contract"]._in_force(second).ended_at = "2026-01-02"
        self.contract.company_ids = [Command.link(second.id)]
        theirs = self.make_license(second, "Antwerp shop")
        self.assertEqual(self.contract.with_user(self.clerk).license_ids, self.license)
        self.assertEqual(
            self.contract.with_user(self.engineer.user_id).license_ids, self.license | theirs
        )

    def test_tickets_name_modules_of_the_own_company_only(self):
        foreign = self.make_license(self.other_company).module_ids
        archived = self.make_license()
        archived.active = False
        topic = self.env.ref("ecosire_support.topic_module_defect").id
        for module in (foreign.id, archived.module_ids.id, 999_999):
            with self.subTest(module), self.assertRaisesRegex(UserError, "not among the licences"):
                self.make_ticket(topic_id=topic, license_module_id=module)
        with self.assertRaisesRegex(UserError, "Which module"):
            self.make_ticket(topic_id=topic, license_module_id="x")
        with self.assertRaisesRegex(UserError, "at most 120"):
            self.make_ticket(topic_id=topic, module_name="x" * 121)
        ticket = self.make_ticket(topic_id=topic)
        for user in (self.clerk, self.manager):
            with self.assertRaises(AccessError):
                ticket.with_user(user).license_module_id = self.license.module_ids
        with self.assertRaises(AccessError):
            ticket.with_user(self.clerk).write({"quote_asked_at": "2026-01-01"})

    def test_a_manager_may_not_let_beta_versions_in_by_any_way(self):
        licenses = self.env["ecosire.support.license"].with_user(self.manager)
        values = {
            "name": "x",
            "key": "SHOP-0000-0000-0000-9999",
            "updates_until": "2099-01-01",
            "beta": True,
        }
        with self.assertRaises(ValidationError):
            licenses.create(values)
        result = licenses.load(list(values), [[str(value) for value in values.values()]])
        self.assertFalse(result["ids"])
