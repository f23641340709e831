"""An account lead confirms and refuses what clients ask for, at the light pages."""

from lxml import html

from odoo.tests import tagged

from ..common import at
from .case import HOME, PortalCase


@tagged("post_install", "-at_install")
class TestLeadChanges(PortalCase):
    def setUp(self):
        super().setUp()
        self.lead.user_id.tz = "Asia/Karachi"
        self.come_as(self.lead)

    def ask(self, plan="priority", kind="upgrade", contract=None, **values):
        contract = (contract or self.contract).with_user(self.manager)
        plan = self.env.ref(f"ecosire_support.plan_{plan}")
        return contract.request_change({"kind": kind, "plan_id": plan.id, **values}).sudo()

    def path(self, change, action=""):
        return f"/changes/{change.id}{'/' if action else ''}{action}"

    def decide(self, change, action, **typed):
        return self.post(self.path(change, action), self.path(change), **typed)

    def test_the_queue_says_how_many_wait(self):
        self.assertNotIn("waiting for you", self.ways_of(self.page()))
        self.ask()
        self.assertIn("Changes1 waiting for you", self.ways_of(self.page()))
        self.come_as(self.engineer)
        self.assertNotIn("/changes", self.url_open(HOME).text)

    def ways_of(self, page):
        """What a reader sees above the page: the ways to the others."""
        ways = " ".join(page.xpath("string(//header)").split())
        self.assertIn("Changes", ways)
        return ways

    def test_an_empty_list_teaches(self):
        self.assertIn("No client has asked", self.text_of(self.page("/changes")))

    def test_what_waits_stands_first_and_overdue_is_marked(self):
        with at("2026-01-10 10:00"):
            refused = self.ask()
            refused.with_user(self.lead.user_id).refuse("Not yet.")
        with at("2026-02-10 10:00"):
            self.ask(note="Overdue by now")
        text = self.text_of(self.page("/changes"))
        self.assertLess(text.index("Overdue"), text.index("Refused"))
        self.assertIn("Delta Distribution DELTA", text)

    def test_the_page_says_what_is_asked_and_what_it_brings(self):
        ticket = self.make_critical()
        change = self.ask(note="Our season <b>begins</b>")
        text = self.text_of(self.page(self.path(change)))
        for words in (
            "Upgrade: Priority",
            "Our season <b>begins</b>",
            "Standard $ 299.00 → Priority $ 799.00",
            "Infrastructure",
            ticket.number,
        ):
            self.assertIn(words, text)

    def test_confirming_puts_it_in_force_once(self):
        change = self.ask()
        token = self.csrf(self.path(change))
        self.assert_said(
            self.decide(change, "confirm", csrf_token=token, reason="Welcome"), "Confirmed"
        )
        self.assertEqual((change.state, change.decision_reason), ("in_force", "Welcome"))
        self.assertEqual(self.contract.plan_id.code, "priority")
        self.assert_said(self.decide(change, "confirm", csrf_token=token), "decided already")
        self.assert_said(
            self.decide(change, "refuse", csrf_token=token, reason="No"), "decided already"
        )
        self.assertEqual((change.state, len(change.term_ids)), ("in_force", 1))

    def test_refusing_needs_a_reason_that_the_client_reads(self):
        change = self.ask()
        self.assert_problem(self.decide(change, "refuse", reason="  "), "say why")
        self.assertEqual(change.state, "requested")
        self.assert_said(self.decide(change, "refuse", reason="An unpaid bill."), "Refused")
        self.assertEqual((change.state, change.decision_reason), ("refused", "An unpaid bill."))
        self.assertIn("An unpaid bill.", self.text_of(self.page(self.path(change))))

    def test_a_stale_page_decides_nothing_and_keeps_what_was_typed(self):
        change = self.ask()
        response = self.decide(change, "refuse", csrf_token="stale", reason="Keep me")
        page = self.assert_problem(response, "Nothing was done", status=400)
        self.assertEqual(page.xpath("string(//textarea[@id='o_es_refuse_reason'])"), "Keep me")
        self.assertFalse(page.xpath("string(//textarea[@id='o_es_confirm_reason'])"))
        self.assertEqual(change.state, "requested")

    def test_what_fits_no_more_is_said_and_cannot_be_confirmed(self):
        change = self.ask()
        plan = self.env.ref("ecosire_support.plan_priority")
        self.contract._open_term(plan, change.requested_at)
        page = self.page(self.path(change))
        self.assertIn("cannot be confirmed as the contract stands", self.text_of(page))
        self.assertFalse(page.xpath("//form[contains(@action, '/confirm')]"))
        self.assertTrue(page.xpath("//form[contains(@action, '/refuse')]"))
        response = self.decide(change, "confirm", reason="Still here")
        page = html.fromstring(response.text)
        self.assertEqual(response.status_code, 422)
        self.assertEqual(change.state, "requested")

    def test_a_link_followed_without_a_form_decides_nothing(self):
        change = self.ask()
        for action in ("confirm", "refuse"):
            page = self.page(self.path(change, action))
            self.assertIn("Upgrade: Priority", self.text_of(page))
        self.assertEqual(change.state, "requested")

    def test_a_nul_in_the_reason_is_left_out(self):
        change = self.ask()
        self.decide(change, "refuse", reason="Not\0 now")
        self.assertEqual(change.decision_reason, "Not now")

    def test_for_all_others_it_does_not_exist(self):
        change = self.ask()
        foreign_manager = self.make_staff(
            "zeta_manager", "ecosire_support.group_manager", company=self.stranger_company
        )
        foreign = self.stranger_contract.with_user(foreign_manager).request_change(
            {"kind": "upgrade", "plan_id": self.env.ref("ecosire_support.plan_priority").id}
        )
        absent = self.url_open(f"{HOME}/changes/{2**31 - 1}")
        for path in (self.path(foreign), f"/changes/{2**40}", f"/changes/{2**31 - 1}"):
            response = self.url_open(HOME + path)
            self.assertEqual(response.status_code, 404, path)
            self.assertEqual(len(response.text), len(absent.text))
        self.assertEqual(
            self.post(self.path(foreign, "confirm"), self.path(change)).status_code, 404
        )
        self.assertEqual(foreign.sudo().state, "requested")
        self.assertNotIn("Zeta", self.text_of(self.page("/changes")))
        self.page(self.path(change, "delete"), status=404)
        for person in (self.engineer, self.manager, self.clerk, self.customer):
            self.come_as(person)
            for path in ("/changes", self.path(change), self.path(change, "confirm")):
                self.page(path, status=404)
            self.assertEqual(
                self.url_open(f"{HOME}{self.path(change, 'confirm')}", data={}).status_code, 404
            )
        self.assertEqual(change.state, "requested")
