"""Asking for a change on the screen: what is offered, what stands beside it, what is sent."""

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from ..common import at
from .case import ContractCase


@tagged("post_install", "-at_install")
class TestRequestWizard(ContractCase):
    def form(self, user=None, **context):
        context.setdefault("default_contract_id", self.contract.id)
        wizards = self.env["ecosire.support.change.request"].with_user(user or self.manager)
        return Form(wizards.with_context(**context))

    def offered(self, form):
        return sorted(plan.code for plan in form.offered_plan_ids[:])

    def test_only_plans_that_make_sense_are_offered(self):
        form = self.form()
        self.assertEqual((form.kind, form.plan_id.code), ("upgrade", "priority"))
        self.assertEqual(self.offered(form), ["priority"])
        form.kind = "downgrade"
        self.assertEqual((self.offered(form), form.plan_id.code), (["included"], "included"))
        form.kind = "short_term"
        self.assertEqual((self.offered(form), form.months), (["priority"], 3))

    def test_a_plan_whose_price_is_agreed_singly_is_no_choice(self):
        """DESIGN §2: Enterprise's price stands on the contract."""
        for kind in ("upgrade", "existing"):
            form = self.form(default_kind=kind)
            self.assertNotIn("enterprise", self.offered(form))

    def test_on_the_highest_plan_it_begins_with_less(self):
        self.confirm(self.ask("upgrade", "priority"))
        self.assertEqual(self.form().kind, "downgrade")

    def test_the_plan_that_somebody_came_for_is_chosen(self):
        for code, kind in (("priority", "upgrade"), ("included", "downgrade")):
            form = self.form(default_plan_id=self.plan(code).id)
            self.assertEqual((form.kind, form.plan_id.code), (kind, code))

    def test_the_preview_stands_there_before_anything_is_sent(self):
        with at("2026-11-10 06:00"):
            ticket = self.file(impact="stopped", workaround="nobody")
            form = self.form()
            self.assertFalse(form.problem)
            preview = form.preview
        self.assertTrue(preview["at_once"])
        self.assertIn("299", preview["price_now"])
        self.assertIn("799", preview["price_then"])
        self.assertIn("Priority, 10 Nov – 30 Nov 2026: 21 of 30 days", preview["charges"][1])
        self.assertEqual(preview["tickets"][0][0], ticket.number)
        self.assertEqual(preview["due_days"], 30)
        self.assertFalse(self.contract.change_ids)

    def test_the_preview_follows_what_is_chosen(self):
        with at("2026-11-10 06:00"):
            form = self.form()
            form.kind = "downgrade"
            self.assertIn("1 Jan 2027 00:00 (Karachi, UTC+5)", form.preview["effective"])
            self.assertIn("31 Dec 2026 20:00 your time", form.preview["effective"])
            self.assertEqual(form.preview["gained"], ["Tickets without a limit"])
            self.assertIn("Performance", form.preview["lost"])
            self.assertNotIn("Licence and activation", form.preview["lost"])
            form.kind = "short_term"
            form.months = 4
            self.assertIn("1 Apr 2027", form.preview["ends"])

    def test_what_cannot_be_asked_is_said_while_it_is_typed(self):
        with at("2026-11-10 06:00"):
            form = self.form()
            form.kind = "short_term"
            form.months = 2
            self.assertIn("3 months at least", form.problem)
            self.assertFalse(form.preview)
            form.months = 3
            self.assertFalse(form.problem)
            form.kind = "existing"
            self.assertIn("recorded already", form.problem)

    def test_what_was_typed_stays_when_it_cannot_be_sent(self):
        with at("2026-11-10 06:00"):
            form = self.form()
            form.kind = "short_term"
            form.months = 1
            form.note = "For the season"
            wizard = form.save()
            with self.assertRaisesRegex(UserError, "3 months at least"), self.env.cr.savepoint():
                wizard.action_ask()
        self.assertEqual((wizard.months, wizard.note), (1, "For the season"))
        self.assertFalse(self.contract.change_ids)

    def test_asking_makes_one_request_and_says_what_follows(self):
        with at("2026-11-10 06:00"):
            form = self.form()
            form.note = "Our season begins"
            action = form.save().action_ask()
        [change] = self.contract.change_ids
        self.assertEqual((change.kind, change.plan_id.code), ("upgrade", "priority"))
        self.assertEqual((change.state, change.note), ("requested", "Our season begins"))
        self.assertEqual(change.requested_by_id, self.manager)
        self.assertIn("within 30 days", action["params"]["message"])

    def test_while_one_waits_the_next_is_told_to_wait(self):
        self.ask("upgrade", "priority")
        form = self.form()
        self.assertIn("waits for ECOSIRE already", form.problem)
        with self.assertRaisesRegex(UserError, "waits for ECOSIRE already"):
            form.save().action_ask()

    def test_a_kind_sends_only_what_it_needs(self):
        """A number of months, typed before another kind was chosen, is no part of an upgrade."""
        form = self.form()
        form.kind = "short_term"
        form.months = 5
        form.kind = "upgrade"
        form.save().action_ask()
        self.assertFalse(self.contract.change_ids.months)

    def test_a_company_of_ones_own_joins_and_only_one_inside_leaves(self):
        second = self.env["res.company"].create({"name": "Delta Retail"})
        self.env["res.company"].create({"name": "A company of somebody else"})
        self.manager.company_ids |= second
        with at("2026-11-10 06:00"):
            form = self.form(default_kind="join")
            self.assertEqual(form.offered_company_ids[:], second)
            form.company_id = second
            form.effective_day = "2026-12-01"
            self.assertFalse(form.problem)
            self.assertIn("1 Dec 2026 00:00 (Karachi", form.preview["effective"])
            form.save().action_ask()
            change = self.contract.change_ids
            self.assertEqual((change.kind, change.company_id), ("join", second))
        form = self.form(default_kind="leave")
        self.assertEqual(form.offered_company_ids[:], self.company)

    # -- the missed tickets

    def missed(self, filed="2026-11-03 06:00", answered="2026-11-03 10:47", **vals):
        """A critical ticket of a Tuesday, due 10:00 (UTC), answered 47 minutes late."""
        with at(filed):
            ticket = self.make_critical(**vals)
        with at(answered):
            self.by(ticket, self.engineer).engineer_reply("We are sorry.")
        return ticket

    def preview(self, when="2026-11-10 06:00", **context):
        with at(when):
            return self.form(**context).preview

    def test_an_upgrade_shows_what_missed_tickets_would_have_been(self):
        """Article, Priority: critical 2 h if submitted Monday to Friday."""
        ticket = self.missed()
        [row] = self.preview()["missed"]
        self.assertEqual(row["number"], ticket.number)
        self.assertEqual(row["now"], "Standard: due Tue 3 Nov 11:00, 47 min late")
        self.assertEqual(
            row["then"],
            "Under Priority: due Tue 3 Nov 09:00; the same answer would have been 2 h 47 min late",
        )
        self.assertFalse(row["kept"])

    def test_an_answer_that_the_new_plan_would_have_allowed_counts_as_kept(self):
        """No plan of the article allows more time than a lower one; an agreed one may."""
        self.missed()
        policy = self.plan("priority")._policy("critical", "first_response")
        policy.day_ids.unlink()
        policy.amount = 6
        [row] = self.preview()["missed"]
        self.assertEqual(row["then"], "Under Priority: due Tue 3 Nov 13:00, kept")
        self.assertTrue(row["kept"])

    def test_the_severity_counts_as_it_was_at_each_moment(self):
        with at("2026-11-03 06:00"):
            ticket = self.make_ticket(impact="impaired", workaround="some")
        with at("2026-11-03 07:00"):
            self.by(ticket, self.engineer).set_severity("critical", "Nobody can ship")
        with at("2026-11-03 11:30"):
            self.by(ticket, self.engineer).engineer_reply("Sorry.")
        [row] = self.preview()["missed"]
        # Priority: high until 10:00 (4 h from 06:00), but critical from 07:00 on: 09:00
        self.assertIn("due Tue 3 Nov 10:00;", row["then"])

    def test_three_of_the_last_60_days_and_only_answered_ones(self):
        self.missed("2026-08-04 06:00", "2026-08-04 12:00")
        for day in (2, 3, 4, 5):
            self.missed(f"2026-11-0{day} 06:00", f"2026-11-0{day} 10:47")
        with at("2026-11-09 06:00"):
            self.make_critical()
        rows = self.preview()["missed"]
        self.assertEqual(
            [row["now"].split(", ")[0][-11:] for row in rows],
            [
                "5 Nov 11:00",
                "4 Nov 11:00",
                "3 Nov 11:00",
            ],
        )

    def test_less_than_now_shows_no_missed_tickets(self):
        self.missed()
        self.assertFalse(self.preview(default_kind="downgrade")["missed"])

    def test_of_a_sister_company_a_manager_sees_no_tickets(self):
        """One contract, two companies: each one's tickets are its own people's (DESIGN §4)."""
        sister = self.env["res.company"].create({"name": "Delta Retail"})
        self.contract._in_force(sister).company_ids = [Command.unlink(sister.id)]
        self.contract.company_ids |= sister
        clerk = self.make_staff("retail_clerk", company=sister)
        self.missed(user=clerk, company_id=sister.id)
        with at("2026-11-10 05:00"):
            self.make_critical(clerk, company_id=sister.id)
        preview = self.preview()
        self.assertFalse(preview["missed"])
        self.assertFalse(preview["tickets"])

    # -- who may not

    def test_a_clerk_or_a_lead_opens_and_sends_nothing(self):
        for user in (self.clerk, self.lead.user_id, self.engineer.user_id):
            with self.assertRaises(AccessError):
                self.contract.with_user(user).action_request_change()
            with self.assertRaises(AccessError):
                self.form(user).save()

    def test_a_foreign_contract_shows_nothing_and_takes_nothing(self):
        """The contract's id comes from the browser."""
        company, foreign = self.make_company("Omega", self.plan_xmlid)
        clerk = self.make_staff("omega_clerk", company=company)
        with at("2026-11-10 05:00"):
            self.make_critical(clerk, company_id=company.id)
        wizard = (
            self.env["ecosire.support.change.request"]
            .with_user(self.manager)
            .create(
                {"contract_id": foreign.id, "kind": "upgrade", "plan_id": self.plan("priority").id}
            )
        )
        self.assertFalse(wizard.preview)
        self.assertIn("choose your contract", wizard.problem)
        with self.assertRaises(AccessError):
            wizard.action_ask()
        self.assertFalse(foreign.change_ids)

    # -- from a ticket outside the plan

    def test_the_ticket_leads_to_the_plan_that_covers_it(self):
        ticket = self.file(topic="infrastructure")
        action = self.by(ticket, self.manager).action_ask_for_plan()
        form = self.form(**action["context"])
        self.assertEqual((form.kind, form.plan_id.code), ("upgrade", "priority"))
        with self.assertRaises(AccessError):
            self.by(ticket, self.clerk).action_ask_for_plan()

    def test_a_ticket_that_no_plan_covers_leads_to_none(self):
        ticket = self.file(topic="training")
        with self.assertRaisesRegex(UserError, "No other support plan"):
            self.by(ticket, self.manager).action_ask_for_plan()

    def test_the_contract_opens_it(self):
        action = self.by(self.contract, self.manager).action_request_change()
        self.assertEqual(action["context"]["default_contract_id"], self.contract.id)
        self.assertEqual(action["target"], "new")
        self.assertEqual(self.form(**action["context"]).save().contract_id, self.contract)
