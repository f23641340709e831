"""After a miss the client reads the name of somebody who is there."""

from odoo.tests import tagged

from ..common import SupportCase, at, utc


@tagged("post_install", "-at_install")
class TestMissAway(SupportCase):
    def test_of_those_told_one_who_is_not_off(self):
        here, away = self.lead, self.engineer
        told = [
            {"side": "ecosire", "id": one.user_id.partner_id.id, "name": one.name}
            for one in (here, away)
        ]
        with at("2026-11-24 10:00"):
            ticket = self.make_critical().sudo()
        with at("2026-11-24 11:00"):
            self.assertEqual(ticket._who_is_there(told)["name"], away.name)
            self.env["ecosire.support.absence"].with_user(away.user_id).enter(
                away.id, utc("2026-11-24 11:00"), utc("2026-11-25 00:00")
            )
            self.assertEqual(ticket._who_is_there(told)["name"], here.name)
            self.assertEqual(ticket._who_is_there(told[1:])["name"], away.name)
