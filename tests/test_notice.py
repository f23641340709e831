"""A notice is given once: whoever comes first, and never again."""

import psycopg2

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import SupportCase, at


@tagged("post_install", "-at_install")
class TestNotice(SupportCase):
    def once(self, key="quota 80 2026-11", **values):
        return self.env["ecosire.support.notice"]._once(key, **values)

    def test_the_same_key_is_said_once(self):
        self.assertEqual([self.once() for _time in range(3)], [True, False, False])
        self.assertTrue(self.once("quota 100 2026-11"))

    def test_it_keeps_when_and_to_whom(self):
        with at("2026-11-24 10:00"):
            self.once(contract=self.contract, recipients="Delta Manager")
        notice = self.env["ecosire.support.notice"].search([], limit=1)
        self.assertEqual(str(notice.at), "2026-11-24 10:00:00")
        self.assertEqual((notice.contract_id, notice.recipients), (self.contract, "Delta Manager"))

    def test_what_was_undone_may_be_said_again(self):
        with self.env.cr.savepoint() as savepoint:
            self.assertTrue(self.once())
            savepoint.rollback()
        self.assertTrue(self.once())

    def test_a_key_says_something(self):
        for key in ("", " ", None):
            with self.subTest(key), self.assertRaisesRegex(ValueError, "^key"):
                self.once(key)

    @mute_logger("odoo.sql_db")
    def test_a_notice_is_neither_changed_nor_repeated_by_hand(self):
        self.once()
        notice = self.env["ecosire.support.notice"].search([], limit=1)
        with self.assertRaises(UserError):
            notice.recipients = "somebody else"
        with self.assertRaises(UserError):
            notice.unlink()
        with self.assertRaises(psycopg2.errors.UniqueViolation), self.env.cr.savepoint():
            notice.copy()
