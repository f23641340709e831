"""Who sets connections up, and that nobody at all reads a key: not by a screen, RPC, export or log."""

import json
import logging
from unittest.mock import Mock, patch

import psycopg2

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.ecosire_support.models.outbox import outbox_send, target_send

from ..fence import expected_rights as rights
from ..fence.people import FenceCase
from .receiver import SlackServer, serving

TOKEN = SlackServer.TOKEN
URL = "https://hooks.example.com/services/T000/B000/ThisIsTheKey4711"
SIGNING = "0123456789abcdef" * 2
KEYS = (TOKEN, "ThisIsTheKey4711", SIGNING)


class Lines(logging.Handler):
    """All that is logged, at every level."""

    def __init__(self):
        super().__init__(logging.DEBUG)
        self.lines = []

    def emit(self, record):
        self.lines.append(f"{record.getMessage()} {record.exc_info}")


@tagged("post_install", "-at_install")
class TestKeys(FenceCase):
    def setUp(self):
        super().setUp()
        self.targets = self.env["ecosire.support.target"].with_user(self.users[rights.MANAGER])
        self.bot = self.targets.create(
            {
                "name": "Slack",
                "kind": "slack_bot",
                "contract_id": self.contract.id,
                "channel": SlackServer.CHANNEL,
                "token_new": TOKEN,
                "slack_signing_new": SIGNING,
            }
        )
        self.hook = self.targets.create(
            {
                "name": "Bridge",
                "kind": "webhook",
                "contract_id": self.contract.id,
                "url_new": URL,
            }
        )
        shown = self.hook.action_new_signing_secret()
        self.made = shown["context"]["default_shown"]
        self.keys = (*KEYS, self.made)

    def assertNoKey(self, text):
        for key in self.keys:
            self.assertNotIn(key, text)

    def refusal(self, attempt):
        """The words by which ``attempt`` is refused; it must be."""
        try:
            with self.env.cr.savepoint():
                given = attempt()
        except (UserError, ValueError) as error:
            return str(error)
        self.fail(f"allowed: {given!r}")

    def test_the_sender_has_the_keys(self):
        kept = self.env["ecosire.support.secret"]._of(self.hook.sudo())
        self.assertEqual((kept["url"], kept["signing"]), (URL, self.made))
        kept = self.env["ecosire.support.secret"]._of(self.bot.sudo())
        self.assertEqual((kept["token"], kept["slack_signing"]), (TOKEN, SIGNING))

    @mute_logger("odoo.addons.base.models.ir_model", "odoo.addons.base.models.ir_rule")
    def test_nobody_reads_the_keys_whatever_he_asks(self):
        self.env.flush_all()
        for role, user in self.users.items():
            secrets = self.env["ecosire.support.secret"].with_user(user)
            rows = secrets.sudo().search([]).with_user(user)
            attempts = (
                lambda rows=rows: rows.read(["value"]),
                lambda rows=rows: rows.read(["kind"]),
                lambda secrets=secrets: secrets.search([]),
                lambda secrets=secrets: secrets.search_count([("value", "like", "xoxb")]),
                lambda rows=rows: rows.export_data(["value"]),
                lambda secrets=secrets: secrets.create({"kind": "url", "value": "x"}),
                lambda rows=rows: rows.write({"value": "x"}),
                lambda rows=rows: rows.unlink(),
                lambda user=user: self.bot.with_user(user).search(
                    [("secret_ids.value", "like", "xoxb")]
                ),
                lambda user=user: self.bot.with_user(user).read(["secret_ids"]),
                lambda user=user: self.bot.with_user(user).export_data(["secret_ids/value"]),
            )
            for number, attempt in enumerate(attempts):
                with self.subTest(f"{role} {number}"):
                    self.env.invalidate_all()
                    self.assertNoKey(self.refusal(attempt))

    def test_no_field_of_a_connection_gives_a_key_back(self):
        self.users[rights.MANAGER].group_ids += self.env.ref("base.group_allow_export")
        for target in self.bot | self.hook:
            for fields in (None, ["url_new", "token_new", "slack_signing_new", "keys_text"]):
                self.assertNoKey(json.dumps(target.read(fields), default=str))
            names = [name for name, field in target._fields.items() if field.exportable]
            names = [name for name in names if target._fields[name].groups != "."]
            self.assertNoKey(json.dumps(target.export_data(names), default=str))
            self.assertNoKey(json.dumps(target.copy().read(), default=str))
        self.assertIn("••••••••mnop", self.bot.keys_text)
        self.assertEqual(self.hook.origin, "https://hooks.example.com")

    def test_the_answer_to_what_was_typed_does_not_repeat_it(self):
        saved = self.bot.web_save(
            {"token_new": TOKEN, "slack_signing_new": SIGNING},
            {"token_new": {}, "slack_signing_new": {}, "keys_text": {}},
        )
        self.assertNoKey(json.dumps(saved))
        made = self.targets.web_save(
            {"name": "New", "kind": "slack_webhook", "url_new": URL}, {"url_new": {}, "origin": {}}
        )
        self.assertNoKey(json.dumps(made))

    def test_a_refusal_does_not_repeat_what_was_typed(self):
        for kind, name, value in (
            ("slack_bot", "token_new", "xoxp-not-a-bot-token-4711"),
            ("slack_bot", "slack_signing_new", "not-a-secret-4711"),
            ("webhook", "url_new", "http://user:pass4711@example.com/"),
            ("webhook", "url_new", "https://localhost/4711"),
            ("webhook", "url_new", "https://2130706433/4711"),
            ("webhook", "url_new", "https://0x7f.1/4711"),
            ("webhook", "url_new", "https://[::1]/4711"),
            ("webhook", "url_new", "https://[::ffff:127.0.0.1]/4711"),
            ("webhook", "url_new", "https://169.254.169.254/4711"),
            ("webhook", "token_new", "with a blank 4711"),
            ("webhook", "url_new", "https://example.com/4711" + "x" * 5_000),
        ):
            with self.subTest(value[:30]), self.assertRaises(UserError) as caught:
                self.targets.create({"name": "x", "kind": kind, name: value})
            self.assertNotIn("4711", str(caught.exception))
            self.assertNotIn("url:", str(caught.exception))

    def test_no_key_is_logged_when_things_go_well_or_badly(self):
        seen = Lines()
        self.env["ir.config_parameter"].set_param(target_send.ALLOW_PRIVATE, "True")
        root, sql = logging.getLogger(), logging.getLogger("odoo.sql_db")
        with serving(SlackServer) as server:
            self.hook.url_new = f"{server.url}/ThisIsTheKey4711"
            self.made = self.hook.action_new_signing_secret()["context"]["default_shown"]
            self.keys = (*self.keys, self.made)
            server.answer(500)
            root.addHandler(seen)
            try:
                with (
                    patch.object(target_send, "SLACK_API", server.api),
                    patch.object(outbox_send.random, "random", lambda: 0.0),
                ):
                    self.hook.action_test()
                    self.bot.action_test()
                    server.tokens = set()
                    self.bot.action_test()
                self.fail_to_keep()
            finally:
                root.removeHandler(seen)
        self.assertTrue(sql)
        self.assertNoKey("\n".join(seen.lines))

    def fail_to_keep(self):
        """The database refuses to keep a key: Odoo logs statements that fail, with their values."""
        secrets = self.env["ecosire.support.secret"]
        with self.assertRaises(psycopg2.errors.NotNullViolation), self.env.cr.savepoint():
            secrets._keep(Mock(id=None), "token", TOKEN)

    def test_a_message_holds_no_key(self):
        self.contract._post_slack(self.own["ecosire.support.ticket"], "Hello")
        payloads = self.env["ecosire.support.outbox"].search([]).mapped("payload")
        self.assertNoKey("".join(payloads))

    def test_a_secret_is_shown_once_and_stands_in_no_table(self):
        shown = self.env["ecosire.support.shown"].with_user(self.users[rights.MANAGER])
        form = shown.with_context(default_shown=self.made).create({"target_id": self.hook.id})
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertFalse(self.env["ecosire.support.shown"].browse(form.id).shown)
        self.env.cr.execute("SELECT * FROM ecosire_support_shown")
        self.assertNoKey(str(self.env.cr.fetchall()))

    # -- who may

    @mute_logger("odoo.addons.base.models.ir_model", "odoo.addons.base.models.ir_rule")
    def test_only_managers_and_administrators_of_the_company_set_up(self):
        for role in (rights.MANAGER, rights.ADMIN):
            mine = self.bot.with_user(self.users[role])
            mine.action_pause()
            mine.action_resume()
        for role in (rights.USER, rights.ENGINEER, rights.LEAD, rights.STRANGER, rights.CUSTOMER):
            theirs = self.bot.with_user(self.users[role])
            for attempt in (
                theirs.action_pause,
                theirs.action_resume,
                theirs.action_test,
                theirs.action_new_signing_secret,
                lambda theirs=theirs: theirs.write({"token_new": TOKEN}),
                lambda theirs=theirs: theirs.read(["name"]),
            ):
                with self.subTest(f"{role} {attempt}"), self.assertRaises(AccessError):
                    attempt()

    @mute_logger("odoo.addons.base.models.ir_rule")
    def test_a_manager_reaches_no_connection_of_another_company(self):
        foreign = self.foreign["ecosire.support.target"].with_user(self.users[rights.MANAGER])
        for attempt in (
            foreign.action_test,
            foreign.action_pause,
            lambda: foreign.write({"url_new": URL}),
            lambda: self.targets.create({"name": "x", "contract_id": self.other_contract.id}),
            lambda: self.bot.write({"contract_id": self.other_contract.id}),
        ):
            with self.assertRaises(AccessError):
                attempt()

    def test_what_happens_to_a_connection_is_nobodys_to_write(self):
        for values in ({"paused": True}, {"hook": "known"}, {"kind": "webhook"}):
            with self.assertRaises(AccessError):
                self.bot.write(values)
        made = self.targets.with_context(default_paused=True, default_hook="known").create(
            {"name": "x", "contract_id": self.contract.id}
        )
        self.assertFalse(made.paused)
        self.assertNotEqual(made.sudo().hook, "known")

    def test_only_the_administrator_opens_the_own_net(self):
        for role in (rights.MANAGER, rights.USER):
            user = self.users[role]
            settings = self.env["res.config.settings"].with_user(user)
            with self.assertRaises(AccessError):
                settings.create({"ecosire_support_allow_private": True}).execute()
            with self.assertRaises(AccessError):
                self.env["ir.config_parameter"].with_user(user).set_param(
                    target_send.ALLOW_PRIVATE, "True"
                )

    def test_one_on_call_service_for_each_contract(self):
        values = {"name": "Pager", "kind": "on_call", "contract_id": self.contract.id}
        first = self.targets.create(values)
        with mute_logger("odoo.sql_db"), self.assertRaises(psycopg2.errors.UniqueViolation):
            self.targets.create(values)
        first.active = False
        self.env.flush_all()
        self.targets.create(values)

    def test_who_is_linked_in_slack_belongs_to_the_contract(self):
        for values in (
            {"slack_id": "U0STRANGER", "user_id": self.users[rights.STRANGER].id},
            {"slack_id": "U0CUSTOMER", "user_id": self.users[rights.CUSTOMER].id},
            {"slack_id": "U0NOBODY"},
            {"slack_id": "amina", "user_id": self.users[rights.USER].id},
            {
                "slack_id": "U0BOTH",
                "user_id": self.users[rights.USER].id,
                "engineer_id": self.engineer.id,
            },
            {
                "slack_id": "U0FOREIGN",
                "engineer_id": self.foreign["ecosire.support.engineer"].id,
            },
        ):
            with self.subTest(values["slack_id"]), self.assertRaises(ValidationError):
                self.bot.person_ids = [Command.create(values)]
