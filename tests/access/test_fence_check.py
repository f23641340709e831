"""The weekly look at the fence finds what the fence itself does not stop, and says so once."""

import time

from odoo import Command
from odoo.tests import tagged

from ...models.access.fence_check import FIELD, RIGHT, ROWS
from ..common import SupportCase

TICKET = "ecosire.support.ticket"


@tagged("post_install", "-at_install", "among_apps")
class TestFenceCheck(SupportCase):
    def setUp(self):
        super().setUp()
        self.admin = self.make_staff("delta_admin", "base.group_system")
        self.engineers = self.env["ecosire.support.engineer"]
        self.make_ticket()

    def check(self):
        self.env.flush_all()
        self.env.registry.clear_all_caches()
        self.engineers._cron_check_fence()
        return self.engineers._fence_checked()[1]

    def told(self):
        return self.env["mail.message"].search([("subject", "ilike", "reach more than they may")])

    def settings(self):
        return self.env["res.config.settings"].create({})

    def test_as_shipped_nothing_is_found_and_it_takes_seconds(self):
        self.assertIn("Not checked yet", self.settings().ecosire_support_fence_told)
        start = time.perf_counter()
        self.assertEqual(self.check(), [])
        self.assertLess(time.perf_counter() - start, 20)
        self.assertFalse(self.told())
        self.assertIn("no engineer reaches more", self.settings().ecosire_support_fence_told)

    def test_a_method_of_odoo_that_no_longer_asks_the_fence(self):
        access = type(self.env["ir.model.access"])

        def unfenced(self, mode="read"):
            return frozenset({"res.country", TICKET}) if mode == "read" else frozenset()

        self.patch(access, "_get_allowed_models", unfenced)
        self.assertIn((RIGHT, "res.country", "read"), self.check())
        self.assertIn("end all access", self.settings().ecosire_support_fence_told)

    def test_a_rule_that_another_addon_adds_for_the_portal(self):
        _company, contract = self.make_company("Other", self.plan_xmlid)
        self.env["ir.rule"].create(
            {
                "name": "portal: all tickets",
                "model_id": self.env["ir.model"]._get_id(TICKET),
                "groups": [Command.link(self.env.ref("base.group_portal").id)],
                "domain_force": "[(1, '=', 1)]",
            }
        )
        clerk = self.make_staff("other_clerk", company=contract.company_ids)
        self.make_ticket(clerk)
        self.assertEqual(self.check(), [(ROWS, TICKET, "read")])

    def test_a_rule_of_ours_that_is_switched_off(self):
        self.env["res.partner"].create({"name": "A customer"})
        rule = self.env["ir.model.data"].search(
            [("module", "=", "ecosire_support"), ("model", "=", "ir.rule")]
        )
        rules = self.env["ir.rule"].browse(rule.mapped("res_id"))
        rules.filtered(lambda one: one.model_id.model == "res.partner").active = False
        # what Odoo itself lets a portal user see is his company's, which for him is himself alone
        self.assertEqual(self.check(), [])
        self.env["ir.rule"].search([("model_id.model", "=", "res.partner")]).active = False
        self.assertIn((ROWS, "res.partner", "read"), self.check())

    def test_a_field_that_the_client_adds(self):
        # whose field it is, is all that counts; a field that is made stays in the registry
        self.patch(self.env[TICKET]._fields["work_text"], "_modules", ("clients_own",))
        self.assertEqual(self.check(), [(FIELD, TICKET, "work_text")])
        self.assertIn("work_text", self.settings().ecosire_support_fence_told)

    def test_the_administrators_are_told_once(self):
        found = [(FIELD, TICKET, "x_margin")]
        self.patch(type(self.engineers), "_fence_fields", lambda _self: found)
        for _week in range(2):
            self.check()
            self.assertEqual(len(self.told().notified_partner_ids & self.admin.partner_id), 1)
        self.assertEqual(
            len(self.told().filtered(lambda m: self.admin.partner_id in m.notified_partner_ids)), 1
        )

    def test_without_engineers_there_is_nothing_to_look_at(self):
        self.engineers.search([]).active = False
        self.assertEqual(self.check(), [])
