"""“My notices”: each person's own choices, on the screen of their side."""

from odoo.tests import tagged

from ..portal.case import HOME, PortalCase


@tagged("post_install", "-at_install")
class TestMyNotices(PortalCase):
    def rows(self, person):
        return self.env["ecosire.support.notice.preference"]._rows_of(person.user_id)

    def row(self, kind, person=None):
        rows = self.rows(person or self.engineer)
        return rows.filtered(lambda row: row.kind_id.code == kind)

    def keep(self, **chosen):
        return self.post("/notices", **chosen)

    def test_an_engineer_chooses_without_javascript(self):
        self.come_as(self.engineer)
        text = self.text_of(self.page("/notices"))
        self.assertIn("The client chases a ticket", text)
        self.assertIn("At once, always", text)
        self.assertNotIn("The contract changes", text)
        answered = self.row("answered")
        response = self.keep(**{f"notice_{answered.id}": "daily"})
        self.assert_said(response, "choices are kept")
        self.assertEqual(answered.choice, "daily")

    def test_a_lead_reads_what_leads_get(self):
        self.come_as(self.lead)
        self.assertIn("The contract changes", self.text_of(self.page("/notices")))

    def test_bad_input_changes_nothing_and_is_told(self):
        self.come_as(self.engineer)
        answered, chased = self.row("answered"), self.row("chased")
        foreign = self.row("answered", self.lead)
        self.assert_problem(self.keep(**{f"notice_{answered.id}": "sometimes"}), "is no choice")
        self.assert_problem(self.keep(**{f"notice_{chased.id}": "never"}), "always sent at once")
        self.keep(**{f"notice_{foreign.id}": "never", "notice_x": "never"})
        self.assertEqual((answered.choice, chased.choice, foreign.choice), ("now", "now", "now"))
        response = self.url_open(f"{HOME}/notices", data={f"notice_{answered.id}": "never"})
        self.assert_problem(response, "before your last login", 400)

    def test_for_others_the_page_does_not_exist(self):
        for person in (self.clerk, self.customer):
            self.come_as(person)
            self.page("/notices", status=404)

    def test_the_clients_staff_have_a_list_of_their_own(self):
        preferences = self.env["ecosire.support.notice.preference"]
        action = preferences.with_user(self.clerk).action_mine()
        mine = preferences.with_user(self.clerk).search(action["domain"])
        self.assertEqual(mine.partner_id, self.clerk.partner_id)
        self.assertEqual(preferences.with_user(self.clerk).search([]), mine)
