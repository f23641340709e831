"""The contract, when people and servers act on it at the same instant."""

from odoo.tests import tagged

from .actions import LEAD
from .case import ConcurrencyCase
from .contract_actions import MANAGER

NOW = "2026-11-24 10:00"
LATER = "2027-02-01 10:00"


@tagged("post_install", "-at_install")
class TestContractTogether(ConcurrencyCase):
    def setUp(self):
        super().setUp()
        self.addCleanup(self.forget_changes)

    def test_fifty_tickets_at_one_instant_all_count(self):
        """Five processes with ten threads each: 20 are in the quota of Standard, 30 are extra."""
        answers = self.db.run_parallel("file_at_once", n=5, count=10)
        self.assertEqual([error for one in answers for error in one["result"]["errors"]], [])
        self.assertEqual(self.db.run("count_used"), [50, 0])
        self.assertEqual(
            self.db.rows("SELECT kind, count(*) FROM ecosire_support_contract_usage GROUP BY kind"),
            [("used", 50)],
        )
        self.report("fifty tickets entered into the ledger", answers)

    def test_two_managers_ask_at_one_instant(self):
        jobs = [
            ("ask_change", {"now": NOW, "kind": kind, "plan": plan})
            for kind, plan in (("upgrade", "priority"), ("downgrade", "included"))
        ]
        answers = self.db.run_together(*jobs)
        results = [answer["result"] for answer in answers]
        self.assertEqual(sorted(type(result).__name__ for result in results), ["int", "str"])
        self.assertEqual(self.states(), ["requested"])
        self.report("two managers asked for a change", answers)

    def test_a_lead_confirms_twice_at_one_instant(self):
        change = self.ask("upgrade", "priority")
        job = self.decision(change, LEAD, "confirm")
        answers = self.db.run_together(job, job)
        results = [answer["result"] for answer in answers]
        self.assertEqual(results.count(True), 1, results)
        self.assertEqual(self.terms(change), 1)
        self.report("a change was confirmed twice", answers)

    def test_the_lead_confirms_while_the_manager_withdraws(self):
        """One of them comes first, and the contract is what he said."""
        change = self.ask("downgrade", "included")
        answers = self.db.run_together(
            self.decision(change, LEAD, "confirm"), self.decision(change, MANAGER, "withdraw")
        )
        self.assertIn([answer["result"] for answer in answers], ([True, True], self.TOO_LATE))
        self.assertEqual(self.states(), ["withdrawn"])
        self.assertEqual(self.terms(change), 0)
        self.report("a change was confirmed and withdrawn", answers)

    def test_three_servers_begin_what_is_due_once(self):
        change = self.ask("downgrade", "included")
        self.db.run_together(self.decision(change, LEAD, "confirm"))
        before = self.messages()
        answers = self.db.run_parallel("begin_changes", n=3, now=LATER)
        self.assertEqual(self.states(), ["in_force"])
        # the log, and a notice to each: the manager, the administrator, the lead
        said = self.messages() - before
        self.db.run_parallel("begin_changes", n=1, now=LATER)
        self.assertEqual(self.messages() - before, said)
        self.assertEqual(self.logged("In force from now on"), 1)
        self.report("three servers began a downgrade", answers)

    # -- helpers

    @property
    def TOO_LATE(self):
        return ["This change is decided already: Withdrawn. Reload the page.", True]

    def ask(self, kind, plan):
        answer = self.db.run("ask_change", now=NOW, kind=kind, plan=plan)
        self.assertIsInstance(answer, int, answer)
        return answer

    def decision(self, change, login, method):
        arguments = {"now": NOW, "login": login, "method": method, "change_id": change}
        return "decide_change", arguments

    def states(self):
        rows = self.db.rows("SELECT state FROM ecosire_support_plan_change ORDER BY id")
        return [row[0] for row in rows]

    def terms(self, change):
        query = "SELECT count(*) FROM ecosire_support_contract_term WHERE change_id = %s"
        return self.db.value(query, change)

    def messages(self):
        query = "SELECT count(*) FROM mail_message WHERE model = 'ecosire.support.contract'"
        return self.db.value(query)

    def logged(self, text):
        return self.db.value(
            """SELECT count(*) FROM mail_message WHERE model = 'ecosire.support.contract'
                  AND message_type = 'notification' AND body ILIKE %s""",
            f"%{text}%",
        )

    def forget_changes(self):
        self.db.rows("DELETE FROM ecosire_support_contract_term WHERE change_id IS NOT NULL")
        self.db.rows("DELETE FROM ecosire_support_plan_change")
        self.db.rows("DELETE FROM ecosire_support_notice")
        self.db.rows("DELETE FROM mail_message WHERE model = 'ecosire.support.contract'")
