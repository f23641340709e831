"""Who hears over the bus that a ticket changed, and that nobody hears more."""

import json
from types import SimpleNamespace
from unittest.mock import patch

from odoo import fields
from odoo.tests import new_test_user, tagged

from odoo.addons.bus.models import ir_websocket
from odoo.addons.bus.models.bus import channel_with_db

from ..common import SupportCase

CHANGED = "ecosire_support.changed"
GREEDY = [
    "broadcast",
    "discuss.channel_1",
    "mail.guest_1",
    "editor_collaboration:res.partner:comment:1",
    "odoo-presence-res.partner_1",
    "ecosire_support.ticket_1",
    "ecosire_support.changed",
]


@tagged("post_install", "-at_install")
class LiveCase(SupportCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other_company, cls.other_contract = cls.make_company("Zeta Limited", cls.plan_xmlid)
        cls.stranger = cls.make_engineer(
            "Carl Zee", "carl@ecosire.example", contracts=cls.other_contract
        )
        cls.customer = new_test_user(cls.env, "a_customer", groups="base.group_portal")

    def sent(self, act):
        """``{channel: ids}`` of what ``act`` sends at its commit, and no more than ids."""
        self.env.cr.flush()
        last = self.env["bus.bus"].sudo()._bus_last_id()
        act()
        self.env.cr.flush()
        told = {}
        for row in self.env["bus.bus"].sudo().search([("id", ">", last)]):
            message = json.loads(row.message)
            if message["type"] == CHANGED:
                self.assertEqual(set(message["payload"]), {"ids", "many"})
                self.assertNotIn(row.channel, told, "told once a transaction")
                told[row.channel] = message["payload"]["ids"]
        return told

    def channel(self, target):
        return json.dumps(channel_with_db(self.env.cr.dbname, target), separators=(",", ":"))

    def channels_of(self, user, asked=()):
        """What the websocket of ``user`` is subscribed to, having asked for ``asked``."""
        socket = self.env["ir.websocket"].with_user(user)
        came = SimpleNamespace(session=SimpleNamespace(uid=user.id))
        with patch.object(ir_websocket, "request", came):
            channels = socket._prepare_subscribe_data(list(asked), 0)["channels"]
        return [channel_with_db(self.env.cr.dbname, one) for one in channels]


@tagged("post_install", "-at_install")
class TestWhoIsTold(LiveCase):
    def test_a_new_ticket_is_told_to_those_who_have_a_list_it_belongs_to(self):
        filed = []
        told = self.sent(lambda: filed.append(self.make_ticket()))
        everybody = {
            self.channel(self.engineer),
            self.channel(self.lead),
            self.channel(filed[0]),
            self.channel(self.clerk.partner_id),
            self.channel((self.company, "ecosire_support")),
        }
        self.assertEqual(set(told), everybody)
        self.assertEqual({tuple(ids) for ids in told.values()}, {(filed[0].id,)})

    def test_a_message_a_state_and_a_clock_are_each_told_once(self):
        ticket, words = self.make_critical(), "It stands still"
        acts = (
            lambda: self.by(ticket, self.engineer).take(),
            lambda: self.by(ticket, self.engineer).engineer_reply("We look at it"),
            lambda: self.say(ticket, words),
        )
        for act in acts:
            self.assertIn(self.channel(self.engineer), self.sent(act))

    def test_nobody_hears_of_a_ticket_after_his_access_ended(self):
        ticket = self.make_ticket()
        self.engineer.sudo().grant_ids.write({"revoked_at": fields.Datetime.now()})
        told = self.sent(lambda: self.by(ticket, self.lead).take())
        self.assertNotIn(self.channel(self.engineer), told)
        self.assertIn(self.channel(self.lead), told)

    def test_an_open_window_is_woken_by_the_end_of_the_access_and_told_nothing(self):
        """DEMO, scene 3: the connection of an ended session is closed when something is to come."""
        ended = self.make_engineer("Zara Noon", "zara@ecosire.example")
        admin = new_test_user(self.env, "delta_admin", groups="base.group_system")
        told = self.sent(lambda: ended.with_user(admin).action_end_access())
        self.assertEqual(told[self.channel(ended)], [])
        self.assertFalse(
            self.env["ir.websocket"].with_user(ended.user_id)._build_bus_channel_list([])
        )

    def test_very_many_at_once_are_told_as_many(self):
        ticket = self.make_ticket()
        self.env.cr.flush()
        bus = self.env["bus.bus"].sudo()
        ticket._send_ids_to(self.engineer, ticket.browse(range(1, 400)))
        self.env.cr.flush()
        row = bus.search([("channel", "=", self.channel(self.engineer))], order="id desc", limit=1)
        self.assertEqual(json.loads(row.message)["payload"], {"ids": [], "many": True})

    def test_what_is_rolled_back_is_not_told(self):
        ticket = self.make_ticket()
        self.env.cr.flush()
        self.by(ticket, self.engineer).take()
        self.env.cr.precommit.clear()
        self.assertFalse(self.sent(lambda: None))


@tagged("post_install", "-at_install")
class TestWhatAWebsocketMayHear(LiveCase):
    def test_an_engineer_hears_his_own_channel_whatever_he_asks_for(self):
        for person in (self.engineer, self.lead):
            own = channel_with_db(self.env.cr.dbname, person)
            self.assertEqual(self.channels_of(person.user_id, GREEDY), [own])

    def test_an_engineer_without_access_hears_nothing(self):
        self.engineer.sudo().grant_ids.write({"revoked_at": fields.Datetime.now()})
        self.assertEqual(self.channels_of(self.engineer.user_id, GREEDY), [])

    def test_what_is_delivered_is_asked_again_each_time(self):
        """Another addon subscribed him to more, or he subscribed before his access ended."""
        bus = self.env["bus.bus"].with_user(self.engineer.user_id)
        partner, public = self.engineer.user_id.partner_id, self.env.ref("base.group_portal")
        for target in (partner, public, "broadcast", self.lead, self.engineer):
            self.env["bus.bus"]._sendone(target, "secret", {"of": str(target)})
        self.env.cr.flush()
        wanted = [partner, public, "broadcast", self.lead, self.engineer]
        got = bus._poll(wanted, 1)
        self.assertEqual([one["message"]["payload"] for one in got], [{"of": str(self.engineer)}])
        self.engineer.sudo().grant_ids.write({"revoked_at": fields.Datetime.now()})
        self.assertEqual(bus._poll(wanted, 1), [])

    def test_an_engineer_tells_the_erp_nothing_over_the_websocket(self):
        socket = self.env["ir.websocket"].with_user(self.engineer.user_id)
        socket._serve_ir_websocket("update_presence", {"inactivity_period": 0})
        self.assertFalse(self.engineer.user_id.sudo().presence_ids)

    def test_the_clients_staff_hear_of_tickets_they_may_read(self):
        mine = self.make_ticket()
        others = self.make_ticket(self.colleague)
        name = self.env.cr.dbname
        asked = [f"ecosire_support.ticket_{one.id}" for one in (mine, others)]
        company = channel_with_db(name, (self.company, "ecosire_support"))
        clerk, manager = self.channels_of(self.clerk, asked), self.channels_of(self.manager, asked)
        self.assertIn(channel_with_db(name, mine), clerk)
        self.assertNotIn(channel_with_db(name, others), clerk)
        self.assertNotIn(company, clerk)
        for channel in (channel_with_db(name, mine), channel_with_db(name, others), company):
            self.assertIn(channel, manager)
        self.assertNotIn(channel_with_db(name, (self.other_company, "ecosire_support")), manager)

    def test_nobody_else_hears_anything_of_ours(self):
        ticket = self.make_ticket()
        asked = [*GREEDY[4:], f"ecosire_support.ticket_{ticket.id}"]
        public = self.env.ref("base.public_user")
        for user in (self.customer, public):
            heard = self.channels_of(user, asked)
            ours = [one for one in heard if any("ecosire.support" in str(part) for part in one)]
            self.assertEqual(ours, [], user.login)
