"""What each role may do on each model of the database, compared with the expected rights."""

import logging
from unittest.mock import patch

import psycopg2

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.base.models.ir_model import IrModelAccess
from odoo.addons.ecosire_support.models.fence import rights as fence

from . import expected_rights as rights
from .people import FenceCase

_logger = logging.getLogger(__name__)
QUIET = ("odoo.addons.base.models.ir_model", "odoo.models", "odoo.addons.base.models.ir_rule")

DONE = "done"
SOME = {
    "boolean": True,
    "char": "x",
    "date": "2026-01-01",
    "datetime": "2026-01-01 00:00:00",
    "html": "x",
    "reference": False,
    "text": "x",
}


@tagged("post_install", "-at_install", "among_apps")
class TestFenceRights(FenceCase):
    def test_every_model_of_ours_is_listed(self):
        self.assertEqual(sorted(self.our_models()), sorted(rights.MODELS))

    def test_model_rights_are_the_expected_ones(self):
        wrong, tried = [], 0
        for role, user in self.users.items():
            # of everybody else's rights only those on our models are ours to say
            models = self.env if role in rights.VENDOR else self.our_models()
            for model in models:
                for operation in rights.OPERATIONS:
                    tried += 1
                    found = self.env[model].with_user(user).has_access(operation)
                    if found != rights.allowed(model, operation, role):
                        wrong.append(f"{role} {operation} {model}: {found}")
        self.assertFalse(wrong)
        _logger.info(
            "fence: %s models, %s roles, %s rights compared, 0 wrong",
            len(self.env.registry),
            len(self.users),
            tried,
        )

    def test_what_the_product_allows_is_what_the_tests_expect(self):
        """The fence's own list may not grow without this one."""
        for operation in rights.OPERATIONS:
            ours = {m for m in rights.MODELS if rights.allowed(m, operation, rights.LEAD)}
            others = {m for m, operations in rights.FENCE.items() if operation in operations}
            self.assertEqual(fence.ALLOWED_MODELS[operation], ours | others)

    @mute_logger(*QUIET)
    def test_what_is_denied_fails_when_tried(self):
        """Not only by what the rights say: read, search, write, create and unlink are tried."""
        leaks, tried = [], 0
        fenced = (rights.ENGINEER, rights.LEAD, *rights.OUTSIDERS)
        for model in self.env:
            row = self.a_row(model)
            for role in fenced:
                if role in rights.OUTSIDERS and not model.startswith("ecosire.support."):
                    continue
                for operation, attempt in self.attempts(row, self.users[role]):
                    if rights.allowed(model, operation, role):
                        continue
                    tried += 1
                    error = self.unrefused(attempt)
                    if self.is_leak(operation, model, error):
                        leaks.append(f"{role} {operation} {model}: {error!r}")
        self.assertFalse(leaks)
        _logger.info("fence: %s forbidden operations tried, 0 succeeded", tried)

    def attempts(self, row, user):
        """Each way to touch ``row``, under the right that it needs."""
        records = row.with_user(user)
        if row._abstract:
            return []
        yield "read", lambda: records.search([], limit=1)
        yield "read", lambda: records.search_count([])
        yield "create", lambda: records.create(some_values(records.sudo()))
        if row:
            yield "read", lambda: records.read(["display_name"])
            yield "write", lambda: records.write({"display_name": "x"})
            yield "unlink", lambda: records.unlink()

    def is_leak(self, operation, model, error):
        """What came of an attempt that no AccessError ended.

        Rows of ours that refuse every change in words need none; some of Odoo's models stumble
        over the values before they ask for the right, and nothing is done then either.
        """
        if model.startswith("ecosire.support."):
            never = f"{model}.{operation}" in rights.NEVER and isinstance(error, UserError)
            return error is not None and not never
        return error == DONE or isinstance(error, psycopg2.Error)

    def unrefused(self, attempt):
        """What became of an attempt that no AccessError ended; None when one did."""
        try:
            with self.env.cr.savepoint() as savepoint:
                attempt()
                savepoint.rollback()
        except AccessError:
            return None
        except Exception as error:
            return error
        return DONE

    @mute_logger(*QUIET)
    def test_rows(self):
        """Each side's rows for those who are to see them, and for nobody else."""
        wrong, tried = [], 0
        for model, sees in rights.ROWS.items():
            for side, rows in (("own", self.own), ("foreign", self.foreign)):
                row = rows[model]
                for role, user in self.users.items():
                    tried += 3
                    expected = role in sees[side]
                    for way, found in self.ways_to_see(row.with_user(user)):
                        if found != expected:
                            wrong.append(f"{role} {way} {side} {model}: {found}")
        self.assertFalse(wrong)
        _logger.info("fence: %s rows looked for, 0 wrong", tried)

    def ways_to_see(self, row):
        self.env.invalidate_all()
        yield "may read", row.has_access("read")
        yield "reads", bool(self.unrefused(lambda: row.read(["display_name"])))
        try:
            yield "finds", bool(row.search([("id", "=", row.id)]))
        except AccessError:
            yield "finds", False

    def test_rows_of_everybody_are_read_by_all_who_may_read_the_model(self):
        for model in set(rights.MODELS) - set(rights.ROWS):
            if not (row := self.a_row(model)):
                continue
            for role in rights.MODELS[model].get("read", ()):
                with self.subTest(f"{role} {model}"):
                    self.assertTrue(row.with_user(self.users[role]).has_access("read"))

    def test_no_row_of_ours_is_without_an_owner_rule(self):
        """A readable model that is no catalogue has a rule: a new one is red until it has."""
        rules = self.env["ir.rule"].search([("model_id.model", "=like", "ecosire.support.%")])
        readable = {
            model
            for model, granted in rights.MODELS.items()
            if granted and not self.env[model]._transient  # those are their maker's alone
        }
        self.assertFalse(readable - set(rules.model_id.mapped("model")))

    def test_everybody_else_keeps_what_odoo_gives(self):
        """Model rights with our override and with Odoo's own function are the same."""
        access = self.env["ir.model.access"]
        original = IrModelAccess._get_allowed_models.__wrapped__
        for role in set(rights.ROLES) - rights.VENDOR:
            for operation in rights.OPERATIONS:
                with self.subTest(f"{role} {operation}"):
                    mine = access.with_user(self.users[role])
                    self.assertEqual(mine._get_allowed_models(operation), original(mine, operation))

    def test_everybody_else_sees_the_rows_that_odoo_shows(self):
        """The global rules of the fence change nothing for those it does not fence in."""
        models = ("res.partner", "res.users", "mail.message")
        before = {role: self.visible(role, models) for role in set(rights.ROLES) - rights.VENDOR}
        rules = self.env["ir.rule"].search([("name", "=like", "ECOSIRE engineers: fence of %")])
        self.assertEqual(sorted(rules.model_id.mapped("model")), sorted(models))
        rules.active = False
        for role, seen in before.items():
            with self.subTest(role):
                self.assertEqual(self.visible(role, models), seen)

    def visible(self, role, models):
        records = (self.env[model].with_user(self.users[role]) for model in models)
        return [rows.search([]).ids if rows.has_access("read") else None for rows in records]

    def test_an_engineer_sees_of_the_erp_only_himself(self):
        for role in rights.VENDOR:
            user = self.users[role]
            env = self.env(user=user)
            self.assertEqual(env["res.users"].search([]), user)
            self.assertEqual(env["res.partner"].search([]), user.partner_id)
            seen = env["mail.message"].search([]).sudo()
            self.assertEqual(set(seen.mapped("model")), {"ecosire.support.ticket"})
            self.assertFalse(seen.filtered("is_internal"))
            self.assertFalse(seen.subtype_id.filtered("internal"))

    def test_an_addon_that_nobody_here_has_heard_of_stays_closed(self):
        """Default-deny: a right that some addon gives every portal user gives an engineer none."""
        self.env["ir.model.access"].create(
            {
                "name": "another addon",
                "model_id": self.env.ref("base.model_res_country").id,
                "group_id": self.env.ref("base.group_portal").id,
                "perm_read": True,
                "perm_write": True,
                "perm_create": True,
                "perm_unlink": True,
            }
        )
        country = self.env.ref("base.be")
        for operation in rights.OPERATIONS:
            self.assertTrue(country.with_user(self.users[rights.CUSTOMER]).has_access(operation))
            self.assertFalse(country.with_user(self.users[rights.ENGINEER]).has_access(operation))

    def test_a_right_given_to_another_group_too_does_not_open_the_fence(self):
        """An administrator who gives an engineer more groups opens nothing by that."""
        user = self.users[rights.ENGINEER]
        group = self.env["res.groups"].create({"name": "Looks at countries"})
        self.env["ir.model.access"].create(
            {
                "name": "countries",
                "model_id": self.env.ref("base.model_res_country").id,
                "group_id": group.id,
                "perm_read": True,
            }
        )
        user.group_ids += group
        self.assertFalse(self.env["res.country"].with_user(user).has_access("read"))

    def test_the_check_of_this_test_finds_a_leak(self):
        """A rights test that cannot fail proves nothing: the fence is taken down for a moment."""
        with patch.object(type(self.env.user), "has_group", lambda user, group: False):
            self.env.registry.clear_cache()
            opened = self.env["res.company"].with_user(self.users[rights.ENGINEER])
            self.assertTrue(opened.has_access("read"))
        self.env.registry.clear_cache()
        self.assertFalse(opened.has_access("read"))


def some_values(records):
    """A value for every plain field: Odoo's own models look into them before any right is asked."""
    by_name = {
        "email": "x@example.com",
        "model": "res.partner",
        "model_id": records.env["ir.model"]._get_id("res.partner"),
    }
    return {
        name: by_name.get(name, a_value(records, field))
        for name, field in records._fields.items()
        if field.store and not field.compute and field.type not in ("one2many", "many2many")
        if name not in ("id", "create_uid", "create_date", "write_uid", "write_date")
    }


def a_value(records, field):
    if field.type == "selection":
        return next(iter(field.get_values(records.env)), False)
    return SOME.get(field.type, 1)
