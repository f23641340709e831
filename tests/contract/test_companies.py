"""Companies under one contract: one quota, each blind to the other's tickets (DESIGN §4, §9.8)."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import at, utc
from .case import ContractCase


@tagged("post_install", "-at_install")
class TestCompanies(ContractCase):
    def setUp(self):
        super().setUp()
        self.sister = self.env["res.company"].create({"name": "Delta Retail"})
        self.own = self.contract._in_force(self.sister)
        self.sister_clerk = self.make_staff("retail_clerk", company=self.sister)
        self.manager.company_ids |= self.sister

    def join(self, day="2026-11-20"):
        with at("2026-11-10 10:00"):
            return self.confirm(self.ask("join", company_id=self.sister.id, effective_day=day))

    def test_a_company_joins_from_its_day_on(self):
        change = self.join()
        self.assertEqual(change.effective_at, utc("2026-11-19 19:00"))
        with at("2026-11-19 18:00"):
            self.begin_due()
            self.assertEqual(self.contract._in_force(self.sister), self.own)
        with at("2026-11-20 08:00"):
            self.begin_due()
            self.assertEqual(self.contract._in_force(self.sister), self.contract)
        self.assertTrue(self.own.ended_at)

    def test_one_quota_for_both_and_each_clerk_blind_to_the_other(self):
        self.join("2026-11-10")
        with at("2026-11-24 10:00"):
            mine = self.file(2)
            theirs = self.file(user=self.sister_clerk, company_id=self.sister.id)
            self.assertEqual(self.used(), 3)
        self.assertEqual(theirs.contract_id, self.contract)
        tickets = self.env["ecosire.support.ticket"]
        self.assertEqual(tickets.with_user(self.clerk).search([]) & (mine | theirs), mine)
        self.assertEqual(tickets.with_user(self.sister_clerk).search([]), theirs)
        with self.assertRaises(AccessError):
            theirs.with_user(self.clerk).read(["name"])

    def test_a_company_leaves_and_has_the_plan_of_every_company(self):
        self.join("2026-11-10")
        with at("2026-11-24 10:00"):
            self.confirm(self.ask("leave", company_id=self.sister.id, effective_day="2026-11-24"))
            new = self.contract._in_force(self.sister)
            self.assertNotIn(new, self.contract | self.own)
            self.assertEqual(self.plan_now(new), "included")
        self.assertEqual(self.contract.company_ids, self.company)

    def test_a_ticket_on_the_day_goes_to_the_new_contract_though_no_cron_has_run(self):
        self.join()
        with at("2026-11-20 08:00"):
            ticket = self.file(user=self.sister_clerk, company_id=self.sister.id)
        self.assertEqual(ticket.contract_id, self.contract)

    def test_what_makes_no_sense_is_refused_in_words(self):
        _other, _contract = self.make_company("Omega", self.plan_xmlid)
        self.manager.company_ids |= _other
        for kind, company, day, words in (
            ("join", self.company, "2026-11-20", "already"),
            ("join", _other, "2026-11-20", "paid contract"),
            ("leave", self.company, "2026-11-20", "only company"),
            ("leave", self.sister, "2026-11-20", "is not in this contract"),
            ("join", self.sister, "2026-11-01", "today at the earliest"),
        ):
            with at("2026-11-10 10:00"), self.assertRaisesRegex(UserError, words):
                with self.env.cr.savepoint():
                    self.ask(kind, company_id=company.id, effective_day=day)

    def test_nobody_brings_in_a_company_he_does_not_work_for(self):
        foreign = self.env["res.company"].create({"name": "Omega"})
        with self.assertRaisesRegex(UserError, "do not work for"):
            self.ask("join", company_id=foreign.id, effective_day="2099-01-01")
