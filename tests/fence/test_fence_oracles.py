"""Whether questions about what an engineer may read answer what he may not.

A search that goes from a ticket to its submitter, to the contact behind, to the address in it,
finds the ticket or does not: by asking often enough one spells out every word. So do groups, orders
and the nested fields of a read. Every way is tried that leads from our readable models to a field of
the client's ERP.
"""

import json
import logging

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.ecosire_support.models.fence.calls import narrow_call, narrow_context

from . import expected_rights as rights
from .people import SECRET, FenceCase

_logger = logging.getLogger(__name__)
OURS = "ecosire.support."
TEXTS = ("char", "text", "html")
QUIET = ("odoo.addons.base.models.ir_model", "odoo.addons.base.models.ir_rule", "odoo.models")
HIDDEN = "Verborgen-1932"  # stands in fields of the client's people that no engineer sees
PASSES = "company_ids"  # a contract's, for the rules of the client's people; closed at the door
REFUSED = (AccessError, UserError, ValueError)


@tagged("post_install", "-at_install", "among_apps")
class TestFenceOracles(FenceCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.clerk.sudo().partner_id.write({"phone": HIDDEN, "street": HIDDEN, "comment": HIDDEN})
        cls.clerk.sudo().signature = HIDDEN
        cls.company.partner_id.write({"street": HIDDEN, "vat": False, "comment": HIDDEN})
        cls.env.flush_all()

    def ways_out(self, model, depth=2):
        """``(path, field)``: paths from ``model`` to text fields of models that are not ours."""
        for name, field in self.env[model]._fields.items():
            if not field.relational or not field.store or field.comodel_name not in self.env:
                continue
            target = self.env[field.comodel_name]
            if not target._name.startswith(OURS):
                for inner, found in target._fields.items():
                    if found.type in TEXTS and found.store and inner not in ("name",):
                        yield f"{name}.{inner}", field
            elif depth > 1:
                for path, found in self.ways_out(target._name, depth - 1):
                    yield f"{name}.{path}", found

    def found(self, records, domain):
        """What the desk's door and then the rights let through of a search."""
        call = {"model": records._name, "method": "search_read", "args": [], "kwargs": {}}
        plain = json.loads(json.dumps(domain))
        if narrow_call(call | {"kwargs": {"domain": plain}}, None) is None:
            return records.browse()
        return self.searched(records, domain)

    @mute_logger(*QUIET)
    def test_no_search_from_our_models_looks_into_the_erp(self):
        """Not through the desk's door, and but for what rules need not in the ORM either."""
        leaks, tried = [], 0
        for model in ("ecosire.support.ticket", "ecosire.support.contract"):
            paths = sorted({path for path, _field in self.ways_out(model)})
            for role in rights.VENDOR:
                records = self.env[model].with_user(self.users[role])
                own = self.users[role].sudo()
                for path in paths:
                    tried += 1
                    domain = self.about_others(path, own)
                    if self.found(records, domain):
                        leaks.append(f"{role} {model}.{path}")
                    if PASSES not in path and self.searched(records, domain):
                        leaks.append(f"{role} {model}.{path} in the ORM")
        self.assertFalse(leaks)
        _logger.info("fence: %s searches by fields of the client's ERP, 0 answered", tried)

    def about_others(self, path, user):
        """Rows by a field that is set on somebody who is not the engineer himself."""
        way, _dot, name = path.rpartition(".")
        return [
            (way, "any", [(name, "!=", False), ("id", "not in", [user.id, user.partner_id.id])])
        ]

    def searched(self, records, domain):
        try:
            return records.search(domain)
        except REFUSED:
            return records.browse()

    @mute_logger(*QUIET)
    def test_other_operators_ask_no_more(self):
        tickets = self.env["ecosire.support.ticket"].with_user(self.users[rights.ENGINEER])
        inner = [("login", "=like", "%")]
        for domain in (
            [("submitter_id", "any", inner)],
            [("submitter_id", "any!", inner)],
            [("submitter_id", "not any!", [("login", "=", "x")])],
            [("submitter_id.partner_id", "any", [("phone", "=", HIDDEN)])],
            [("submitter_id.partner_id.phone", "ilike", HIDDEN)],
            [("submitter_id.partner_id", "child_of", self.clerk.partner_id.id)],
            [("contract_id.company_ids.partner_id.street", "=", HIDDEN)],
            [("contract_id.partner_id.phone", "!=", False)],
            [("contract_id", "any", [("company_ids", "any", [("email", "!=", False)])])],
            [("message_ids", "any", [("body", "ilike", "Quito")])],
            [("message_follower_ids.partner_id.name", "ilike", "delta")],
            [("message_partner_ids", "ilike", "delta")],
            [("activity_ids.summary", "!=", False)],
            [("rating_ids.feedback", "!=", False)],
            [("create_uid.signature", "ilike", HIDDEN)],
            [("write_uid.login", "!=", False)],
        ):
            with self.subTest(str(domain)):
                self.assertFalse(self.found(tickets, domain))

    @mute_logger(*QUIET)
    def test_groups_orders_and_aggregates_say_no_more(self):
        tickets = self.env["ecosire.support.ticket"].with_user(self.users[rights.ENGINEER])
        paths = sorted({path for path, _field in self.ways_out("ecosire.support.ticket", 1)})
        for path in paths:
            with self.subTest(path):
                try:
                    groups = tickets.formatted_read_group([], [path], ["__count"])
                except REFUSED:
                    groups = []
                self.assertFalse([group[path] for group in groups if group[path]])
        for order in ("submitter_id.login", "submitter_id.partner_id", "message_ids", "(select 1)"):
            with self.subTest(order):
                refused = self.is_refused({"domain": [], "order": order})
                self.assertTrue(refused or self.fails(tickets, order))
        for aggregate in ("submitter_id.login:array_agg", "message_ids:count", "password:max"):
            with self.subTest(aggregate):
                try:
                    shown = tickets.formatted_read_group([], [], [aggregate])
                except (*REFUSED, KeyError):
                    continue
                self.assertNotIn(self.clerk.login, json.dumps(shown, default=str))

    def fails(self, records, order):
        try:
            records.search([], order=order)
        except REFUSED:
            return True
        return False

    def is_refused(self, kwargs, method="search_read"):
        call = {"model": "ecosire.support.ticket", "method": method, "args": [], "kwargs": kwargs}
        return narrow_call(call, None) is None

    def test_the_door_lets_no_way_to_what_is_behind_through(self):
        leaf = ["company_ids.email", "=", "x"]
        for domain in (
            [leaf],
            ["!", "!", leaf],
            ["|", "&", leaf],
            ["&", ["name", "=", "x"], leaf],
            [["name", "in", [leaf]]],
            [["company_ids", "any", [["email", "=", "x"]]]],
            [["company_ids", " ANY! ", []]],
            [["contract_id", "child_of", 1]],
            [[[[leaf]]]],
        ):
            with self.subTest(str(domain)):
                self.assertTrue(self.is_refused({"domain": domain}))
                self.assertTrue(self.is_refused({"x": {"y": domain}}))
        for kwargs in (
            {"groupby": ["contract_id.code"]},
            {"groupby": "contract_id.code"},
            {"order": "contract_id.code desc"},
            {"aggregates": ["contract_id.code:count"]},
            {"specification": {"contract_id.code": {}}},
        ):
            with self.subTest(str(kwargs)):
                self.assertTrue(self.is_refused(kwargs))
        for domain in (
            [],
            [["name", "ilike", "v19.0"]],
            ["|", ["id", "in", [1]], ["name", "=", "a.b"]],
        ):
            with self.subTest(str(domain)):
                self.assertFalse(self.is_refused({"domain": domain, "order": "deadline, id desc"}))

    def test_only_what_says_how_to_show_things_comes_in_by_the_context(self):
        inner = {"lang": "en_US", "tz": "Asia/Karachi", "active_test": False, "bin_size": True}
        tricks = {
            "default_state": "closed",
            "ecosire_support_pictures": True,
            "form_view_ref": "base.view_partner_form",
            "mail_create_nolog": True,
            "tracking_disable": True,
            "active_model": "res.partner",
            "install_mode": True,
            "allowed_company_ids": ["1"],
            "uid": 1,
        }
        given = inner | {"allowed_company_ids": [1]}
        self.assertEqual(narrow_context(tricks | inner), inner)
        self.assertEqual(narrow_context({**tricks, **given}), given)
        self.assertEqual(narrow_context({name: [] for name in inner}), {})
        self.assertEqual(narrow_context("lang"), {})
        nested = {"specification": {"contract_id": {"fields": {}, "context": tricks}}}
        call = {"model": "ecosire.support.ticket", "method": "web_read", "args": [[1]]}
        kept = narrow_call(call | {"kwargs": nested | {"context": tricks}}, None)["kwargs"]
        self.assertEqual(kept["context"], {})
        self.assertEqual(kept["specification"]["contract_id"]["context"], {})

    @mute_logger(*QUIET)
    def test_nested_fields_of_a_read_show_no_more(self):
        tried = 0
        for model in ("ecosire.support.ticket", "ecosire.support.contract"):
            row = self.own[model].with_user(self.users[rights.ENGINEER])
            for name, field in row._fields.items():
                if not field.relational or field.comodel_name not in self.env:
                    continue
                inner = self.env[field.comodel_name]._fields.items()
                for wanted in (one for one, found in inner if found.type in TEXTS and found.store):
                    tried += 1
                    self.env.invalidate_all()
                    shown = self.shown(row, {name: {"fields": {wanted: {}}}})
                    for secret in (HIDDEN, SECRET, self.clerk.login):
                        # a name is what the engineer is told of people; a login made of it is not
                        self.assertNotIn(
                            secret, shown.replace("delta_clerk (", ""), f"{name}.{wanted}"
                        )
        _logger.info("fence: %s nested fields read, 0 shown", tried)

    def shown(self, row, specification):
        try:
            return json.dumps(row.web_read(specification), default=str)
        except REFUSED:
            return ""

    @mute_logger(*QUIET)
    def test_files_of_messages_are_found_by_nobody_outside(self):
        """Files and pictures, by id and by the words in them."""
        files = self.env["ir.attachment"].sudo()
        file = files.create({"name": HIDDEN, "raw": HIDDEN.encode(), "public": True})
        for role in rights.VENDOR:
            mine = self.env["ir.attachment"].with_user(self.users[role])
            for attempt in (
                lambda mine=mine: mine.search([("name", "=", HIDDEN)]),
                lambda mine=mine: mine.search_count([("index_content", "ilike", HIDDEN)]),
                lambda mine=mine: mine.browse(file.id).read(["raw"]),
                lambda mine=mine: mine.name_search(HIDDEN),
                lambda mine=mine: mine.create({"name": "x", "raw": b"x"}),
            ):
                with self.assertRaises(AccessError):
                    attempt()
