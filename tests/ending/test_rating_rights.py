"""A rating is its submitter's alone to give, and is read by those who read the ticket."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .test_rating import RatingMixin

QUIET = ("odoo.http", "odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")


@tagged("post_install", "-at_install")
class TestRatingRights(RatingMixin, HttpCase):
    def setUp(self):
        super().setUp()
        self.other_company, _contract = self.make_company("Omega", self.plan_xmlid)
        self.stranger = self.make_staff("omega_clerk", company=self.other_company)
        self.admin = self.make_staff("delta_admin", "base.group_system")
        self.employees = (self.clerk, self.colleague, self.manager, self.stranger, self.admin)

    def as_seen_by(self, user):
        return self.env["rating.rating"].with_user(user).search([("id", "=", self.rating().id)])

    def test_one_that_is_not_given_is_seen_by_nobody(self):
        """Its token is the right to give it."""
        row = self.rating()
        for user in self.employees:
            self.assertFalse(self.as_seen_by(user), user.login)
            with self.assertRaises(AccessError), mute_logger(*QUIET):
                row.with_user(user).read(["access_token"])

    def test_a_given_one_is_read_with_the_ticket(self):
        self.give(5, "Well done")
        readers = {user.login: bool(self.as_seen_by(user)) for user in self.employees}
        expected = {user.login: user in (self.clerk, self.manager) for user in self.employees}
        self.assertEqual(readers, expected)
        groups = self.env["rating.rating"].with_user(self.colleague)._read_group([], ["feedback"])
        self.assertNotIn(("Well done",), groups)

    @mute_logger(*QUIET)
    def test_nobody_changes_one_by_hand(self):
        for given in (False, True):
            if given:
                self.give(5)
            for user in self.employees:
                row = self.rating().with_user(user)
                for attempt in (
                    lambda row=row: row.write({"rating": 1}),
                    lambda row=row: row.write({"partner_id": row.env.user.partner_id.id}),
                    lambda row=row: row.reset(),
                    lambda row=row: row.unlink(),
                ):
                    with self.assertRaises(AccessError):
                        attempt()

    @mute_logger(*QUIET)
    def test_nobody_makes_one_by_hand(self):
        other = self.make_ticket()
        model = self.env["ir.model"]._get(other._name)
        values = {"res_model_id": model.id, "res_id": other.id, "rating": 5, "consumed": True}
        somewhere = {**values, "res_model_id": self.env["ir.model"]._get("res.partner").id}
        for user in self.employees:
            ratings = self.env["rating.rating"].with_user(user)
            with self.assertRaises(AccessError):
                ratings.create(values)
            theirs = ratings.create({**somewhere, "res_id": user.partner_id.id})
            with self.assertRaises(AccessError):
                theirs.write({"res_model_id": model.id, "res_id": other.id})

    def test_ratings_of_other_documents_are_as_without_us(self):
        model = self.env["ir.model"]._get("res.partner")
        for user in self.employees:
            ratings = self.env["rating.rating"].with_user(user)
            row = ratings.create(
                {"res_model_id": model.id, "res_id": user.partner_id.id, "rating": 5}
            )
            row.write({"rating": 1, "feedback": "x"})
            self.assertIn(row, ratings.search([]))
            self.assertTrue(row.access_token)
            row.reset()
        row.with_user(self.admin).unlink()

    @mute_logger(*QUIET)
    def test_the_ways_of_odoo_lead_nowhere(self):
        token = self.rating().access_token
        for user in self.employees:
            ticket = self.by(self.ticket, user)
            for attempt in (
                lambda ticket=ticket: ticket.rating_apply(5, token=token),
                lambda ticket=ticket: ticket.message_post(body=ticket.name, rating_value=5),
                lambda ticket=ticket: ticket.message_post(body=ticket.name, rating_id=1),
                lambda ticket=ticket: ticket._rating_get_access_token(),
            ):
                with self.assertRaises(AccessError):
                    attempt()
            # Odoo's own door finds no rating by that token
            with self.assertRaises(ValueError):
                user.partner_id.with_user(user).rating_apply(5, token=token)
        self.assertFalse(self.rating().consumed)

    @mute_logger(*QUIET)
    def test_no_message_of_the_chatter_rates(self):
        self.authenticate(self.clerk.login, self.clerk.login)
        data = {"body": "x", "message_type": "comment", "rating_value": 5}
        where = {"thread_model": self.ticket._name, "thread_id": self.ticket.id}
        self.make_jsonrpc_request("/mail/message/post", {**where, "post_data": data})
        self.env.invalidate_all()
        self.assertEqual(len(self.rating()), 1)
        self.assertFalse(self.rating().consumed)
        message = self.ticket.sudo().message_ids.filtered(lambda m: m.message_type == "comment")[:1]
        self.make_jsonrpc_request(
            "/mail/message/update_content",
            {"message_id": message.id, "update_data": {"body": "y", "rating_value": 1}},
        )
        self.env.invalidate_all()
        self.assertFalse(self.rating().consumed)

    @mute_logger(*QUIET)
    def test_no_search_tells_a_token_by_its_letters(self):
        first = self.rating().access_token[0]
        for user in self.employees:
            tickets = self.env["ecosire.support.ticket"].with_user(user)
            for name in ("rating_ids.access_token", "message_ids.rating_ids.access_token"):
                domain = [("id", "=", self.ticket.id), (name, "=like", f"{first}%")]
                try:
                    found = tickets.search(domain)
                except (AccessError, UserError):
                    continue
                self.assertFalse(found, f"{user.login} {name}")

    def test_no_message_that_others_read_holds_the_token(self):
        token = self.rating().access_token
        bodies = self.ticket.sudo().message_ids.mapped("body")
        notices = self.env["mail.message"].search([("res_id", "=", self.ticket.id)])
        for body in (*bodies, *notices.mapped("body")):
            self.assertNotIn(token, body)
            self.assertNotIn("/rate/", body)

    # -- by the page

    @mute_logger(*QUIET)
    def test_a_colleague_who_is_logged_in_cannot_use_the_link(self):
        for user in (self.manager, self.colleague, self.stranger):
            self.authenticate(user.login, user.login)
            answer = self.give(1)
            self.assertEqual(answer.status_code, 410)
            self.assertNotIn(self.ticket.number, answer.text)
            self.assertFalse(self.rating().consumed)
        self.authenticate(self.clerk.login, self.clerk.login)
        self.assertEqual(self.give(5).status_code, 200)
        self.assertTrue(self.rating().consumed)

    @mute_logger(*QUIET)
    def test_a_guessed_token_finds_nothing(self):
        for token in ("0" * 32, "x", "%25", "' OR 1=1"):
            for path in (f"/rate/{token}/5", f"/rate/{token}/submit_feedback"):
                self.assertEqual(self.url_open(path).status_code, 404)

    @mute_logger(*QUIET)
    def test_the_link_of_whoever_left_is_dead(self):
        self.clerk.active = False
        answer = self.give(5)
        self.assertEqual(answer.status_code, 410)
        self.assertFalse(self.rating().consumed)

    @mute_logger(*QUIET)
    def test_to_an_engineer_the_pages_are_closed(self):
        self.engineer.user_id.password = "amina-amina-1"
        self.authenticate(self.engineer.user_id.login, "amina-amina-1")
        token = self.rating().access_token
        self.assertEqual(self.url_open(f"/rate/{token}/5").status_code, 404)
        with self.assertRaises(AccessError):
            self.env["rating.rating"].with_user(self.engineer.user_id).search([])
        with self.assertRaises(AccessError):
            self.by(self.ticket, self.engineer).read(["rating_ids"])

    def test_only_whoever_filed_it_has_the_buttons(self):
        self.assertTrue(self.by(self.ticket, self.clerk).can_rate)
        action = self.by(self.ticket, self.clerk).with_context(rate=1).action_rate()
        self.assertEqual(action["url"], f"/rate/{self.rating().access_token}/1")
        self.ticket.message_subscribe(self.colleague.partner_id.ids)
        for user in (self.manager, self.colleague):
            self.assertFalse(self.by(self.ticket, user).can_rate)
            with self.assertRaises(UserError):
                self.by(self.ticket, user).action_rate()
