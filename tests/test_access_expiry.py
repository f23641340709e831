"""Access ends by its date as wholly as by a click."""

from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import FOR_EVER, SupportCase, at, utc

LOGGER = "odoo.addons.ecosire_support.models.contract.engineer_expiry"


@tagged("post_install", "-at_install")
class TestAccessExpiry(SupportCase):
    def setUp(self):
        super().setUp()
        self.engineers = self.env["ecosire.support.engineer"]
        self.engineer.grant_ids.write({"date_to": utc("2026-12-01 00:00")})

    def run_at(self, moment):
        with at(moment):
            self.engineers._cron_end_expired()

    def test_what_a_date_leaves_is_ended(self):
        with at("2026-11-30 10:00"):
            ticket = self.make_ticket()
            self.by(ticket, self.engineer).take()
        user = self.engineer.user_id
        ticket._message_subscribe(user.partner_id.ids)
        mail = self.env["mail.mail"].create(
            {"recipient_ids": [(4, user.partner_id.id)], "state": "outgoing", "body_html": "x"}
        )
        self.run_at("2026-11-30 23:59")
        self.assertTrue(user.active)
        self.assertEqual(ticket.engineer_id, self.engineer)
        self.run_at("2026-12-01 00:00")
        self.assertFalse(user.active)
        self.assertFalse(user.partner_id.active)
        self.assertFalse(self.engineer.active)
        self.assertFalse(ticket.engineer_id)
        self.assertNotIn(user.partner_id, ticket.message_partner_ids)
        self.assertEqual(mail.state, "cancel")
        self.assertTrue(self.lead.user_id.active)

    def test_ended_once_only(self):
        self.run_at("2026-12-02 00:00")
        grant = self.engineer.grant_ids
        self.run_at("2026-12-03 00:00")
        # it ended by its date: nobody has revoked it, and the record says so
        self.assertFalse(grant.revoked_at)
        self.assertFalse(grant.revoked_by)

    def test_a_grant_that_begins_later_keeps_the_login(self):
        self.env["ecosire.support.grant"].create(
            {
                "engineer_id": self.engineer.id,
                "contract_id": self.contract.id,
                "date_from": utc("2027-02-01 00:00"),
                "date_to": utc("2027-03-01 00:00"),
                "granted_by": "the administrator",
            }
        )
        self.run_at("2026-12-02 00:00")
        self.assertTrue(self.engineer.user_id.active)
        self.run_at("2027-03-01 00:00")
        self.assertFalse(self.engineer.user_id.active)

    def test_a_revoked_grant_keeps_nobody(self):
        self.engineer.grant_ids.write({"date_to": FOR_EVER})
        self.engineer.grant_ids._revoke("the administrator")
        self.run_at("2026-12-02 00:00")
        self.assertFalse(self.engineer.user_id.active)

    def test_one_that_cannot_be_ended_does_not_hold_the_others(self):
        self.lead.grant_ids.write({"date_to": utc("2026-12-01 00:00")})
        release = type(self.env["ecosire.support.ticket"])._release

        def fail_once(tickets, engineer):
            if engineer == self.engineer:
                raise ValueError("no")
            return release(tickets, engineer)

        with (
            patch.object(type(self.env["ecosire.support.ticket"]), "_release", fail_once),
            mute_logger(LOGGER),
        ):
            self.run_at("2026-12-02 00:00")
        self.assertTrue(self.engineer.active)
        self.assertFalse(self.lead.active)

    def test_the_job_runs_it(self):
        self.engineer.grant_ids.write({"date_to": utc("2026-01-02 00:00")})
        with self.enter_registry_test_mode():
            self.env.ref("ecosire_support.cron_end_expired").method_direct_trigger()
        self.assertFalse(self.engineer.user_id.active)
