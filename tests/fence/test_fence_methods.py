"""Each public method of our models, called as each role.

Odoo's RPC checks nothing for a method it calls, so whatever has no underscore and is not marked
private is a door. The methods our code defines are compared with ``expected_rights.METHODS``; the
inherited ones (of the ORM and of mail threads) are called with plausible arguments and must
neither change a row nor show one that the caller may not see.
"""

import json
import logging
import re

from odoo.exceptions import AccessError, UserError
from odoo.models import BaseModel
from odoo.service.model import call_kw, get_public_method
from odoo.sql_db import Cursor
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from . import expected_rights as rights
from .arguments import Arguments
from .people import NOTE, SECRET, FenceCase

_logger = logging.getLogger(__name__)
ADDON = "odoo.addons.ecosire_support"
OURS = "ecosire.support."
QUIET = (
    "odoo.addons.base.models.ir_model",
    "odoo.addons.base.models.ir_rule",
    "odoo.addons.mail.models.mail_thread",
    "odoo.models",
    "odoo.orm.models",
    "odoo.sql_db",
    "odoo.tests",
    "py.warnings",
)
MAIN = ("ecosire.support.ticket", "ecosire.support.contract")
OF_THE_MODEL = (  # these are about no row
    "action_mine",
    "action_open_mine",
    "answer_report",
    "create",
    "desk_today",
    "fields_get",
    "file_here",
    "enter",
    "look_before",
    "message_new",
    "my_support",
    "questions_here",
    "reopen_report",
    "report_error",
    "save_reply",
    "share_values",
    "solved_by",
    "submit",
)
WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|WITH\b.*\b(INSERT|UPDATE|DELETE))\b", re.S)


def public_methods(records):
    """Names that RPC lets anybody call on ``records``, as Odoo itself decides."""
    names = []
    for name in dir(type(records)):
        try:
            get_public_method(records, name)
        except (AccessError, AttributeError):
            continue
        names.append(name)
    return names


def defined_here(records, name):
    """Whether our code defines the method: on a model of ours, or newly on one of Odoo's."""
    owners = [cls for cls in type(records).mro() if name in vars(cls)]
    ours = [cls for cls in owners if cls.__module__.startswith(ADDON)]
    if records._name.startswith(OURS):
        # a mixin of Odoo's that we extend (mail.thread) stays an inherited one
        return any(cls._name.startswith(OURS) for cls in ours)
    return bool(ours) and not any(
        cls.__module__.startswith("odoo.") and cls not in ours for cls in owners
    )


class MethodCase(FenceCase):
    def call(self, model, name, role, row):
        """Call as RPC does; the error, or None. What was done is undone."""
        records = self.env[model].with_user(self.users[role])
        arguments = Arguments(self, row, role).of(records, name)
        self.env.invalidate_all()
        self.evidence = None
        try:
            with self.env.cr.savepoint() as savepoint:
                self.result = call_kw(records, name, arguments.positional, arguments.named)
                self.env.flush_all()
                self.evidence = self.look()
                savepoint.rollback()
        except Exception as error:
            self.result = None
            return error
        return None

    def look(self):
        """What a test wants to know before the call is undone."""


@tagged("post_install", "-at_install", "among_apps")
class TestFenceMethods(MethodCase):
    def our_methods(self):
        return [
            f"{model}.{name}"
            for model in self.env
            for name in public_methods(self.env[model])
            if defined_here(self.env[model], name)
        ]

    def test_every_public_method_is_listed(self):
        """A method without underscore is a door: say in expected_rights who may use it."""
        self.assertEqual(sorted(self.our_methods()), sorted(rights.METHODS))

    def test_every_argument_is_known(self):
        """Otherwise a call proves nothing: say in arguments.py what a parameter may be."""
        for method in rights.METHODS:
            model, _dot, name = method.rpartition(".")
            arguments = Arguments(self, self.a_row(model), rights.USER)
            call = arguments.of(self.env[model], name)
            self.assertNotIn(None, [*call.positional, *call.named.values()], method)

    @mute_logger(*QUIET)
    def test_each_method_lets_in_whom_it_should(self):
        wrong, tried = [], 0
        for method, roles in rights.METHODS.items():
            model, _dot, name = method.rpartition(".")
            for role in rights.ROLES:
                tried += 1
                error = self.call(model, name, role, self.a_row(model, role))
                if not self.is_as_expected(method, role in roles, error):
                    wrong.append(f"{role} {method}: {error!r}")
        self.assertFalse(wrong)
        _logger.info(
            "fence: %s public methods of ours x %s roles = %s calls, 0 wrong",
            len(rights.METHODS),
            len(rights.ROLES),
            tried,
        )

    def is_as_expected(self, method, expected, error):
        if expected:
            # past the guard; that the moment is wrong for the action is another matter
            return not isinstance(error, AccessError) and isinstance(error, (UserError, type(None)))
        if method in rights.NEVER:
            return isinstance(error, UserError)
        return isinstance(error, AccessError)

    @mute_logger(*QUIET)
    def test_none_of_them_touches_another_clients_rows(self):
        """The same calls on rows of the other company: only its own people get through."""
        wrong, tried = [], 0
        own = dict(self.own)
        self.own.update(self.foreign)
        self.addCleanup(self.own.update, own)
        for method in rights.METHODS:
            model, _dot, name = method.rpartition(".")
            if model not in rights.ROWS or name in OF_THE_MODEL:
                continue
            allowed = rights.ROWS[model]["foreign"]
            for role in set(rights.ROLES) - allowed:
                tried += 1
                error = self.call(model, name, role, self.foreign[model])
                if not self.is_as_expected(method, False, error):
                    wrong.append(f"{role} {method}: {error!r}")
        self.assertFalse(wrong)
        _logger.info("fence: %s calls on another company's rows, 0 let in", tried)

    @mute_logger(*QUIET)
    def test_outsiders_are_refused_without_a_row_too(self):
        """No ids at all: the role is asked before anything else."""
        for method, roles in rights.METHODS.items():
            model, _dot, name = method.rpartition(".")
            if name in dir(BaseModel):
                continue
            for role in rights.OUTSIDERS - roles:
                with self.subTest(f"{role} {method}"):
                    error = self.call(model, name, role, self.env[model])
                    self.assertIsInstance(error, UserError)


@tagged("post_install", "-at_install", "among_apps")
class TestFenceInherited(MethodCase):
    """What our models inherit, attacked by those who should get nothing from it."""

    ATTACKERS = (rights.ENGINEER, rights.LEAD, rights.STRANGER, *sorted(rights.OUTSIDERS))

    def setUp(self):
        super().setUp()
        self.queries = queries = []
        execute = Cursor.execute

        def listen(cursor, query, *args, **kwargs):
            queries.append(query.code if isinstance(query, SQL) else str(query))
            return execute(cursor, query, *args, **kwargs)

        self.patch(Cursor, "execute", listen)

    @mute_logger(*QUIET)
    def test_inherited_methods_change_nothing_and_show_nothing(self):
        leaks, tried = [], 0
        for model, name in self.methods_to_attack():
            for role in self.ATTACKERS:
                for side in self.sides_not_for(role, model):
                    tried += 1
                    leaks += self.attack(model, name, role, side)
        self.assertFalse(leaks)
        _logger.info(
            "fence: %s inherited methods, %s roles, %s attacks, 0 rows changed, 0 leaks",
            len(self.methods_to_attack()),
            len(self.ATTACKERS),
            tried,
        )

    def methods_to_attack(self):
        """All that tickets and contracts inherit; of the other models what is not among that."""
        found, known = [], set()
        for model in sorted(self.our_models(), key=lambda model: model not in MAIN):
            records = self.env[model]
            for name in public_methods(records):
                function = getattr(type(records), name)
                if not defined_here(records, name) and (model in MAIN or function not in known):
                    found.append((model, name))
                known.add(function)
        return found

    def sides_not_for(self, role, model):
        """Engineers also attack rows that they may read: those must stay as they are."""
        if model not in self.own:
            return [self.own]
        return [self.own] if role == rights.STRANGER else [self.own, self.foreign]

    def attack(self, model, name, role, side):
        row = side.get(model) or self.a_row(model, role)
        _writes, own_before = self.look()
        error = self.call(model, name, role, row)
        leaks = []
        if error is None and self.is_changed(role, own_before):
            leaks.append(f"{role} changed rows by {model}.{name}")
        shown = self.shown(self.result, error)
        for secret in self.secrets(role):
            if secret in shown:
                leaks.append(f"{role} is shown {secret} by {model}.{name}: {shown[:200]}")
        return leaks

    def look(self):
        """What was written since the last look, and what the client's own rows look like."""
        writes = [query for query in self.queries if WRITES.match(query)]
        self.queries.clear()
        return writes, self.look_at_own()

    def look_at_own(self):
        ticket = self.own["ecosire.support.ticket"]
        contract = self.own["ecosire.support.contract"]
        self.env.cr.execute(
            """SELECT (SELECT md5(t::text) FROM ecosire_support_ticket t WHERE id = %(ticket)s),
                      (SELECT md5(c::text) FROM ecosire_support_contract c WHERE id = %(contract)s),
                      (SELECT md5(c::text) FROM ecosire_support_sla_clock c WHERE id = %(clock)s),
                      (SELECT count(*) FROM mail_message WHERE res_id = %(ticket)s
                          AND model = 'ecosire.support.ticket'),
                      (SELECT count(*) FROM mail_message WHERE res_id = %(contract)s
                          AND model = 'ecosire.support.contract'),
                      (SELECT count(*) FROM mail_followers WHERE res_id = %(ticket)s
                          AND res_model = 'ecosire.support.ticket'),
                      (SELECT count(*) FROM mail_followers WHERE res_id = %(contract)s
                          AND res_model = 'ecosire.support.contract')""",
            {"ticket": ticket.id, "contract": contract.id, "clock": ticket.clock_ids.id},
        )
        return self.env.cr.fetchone()

    def is_changed(self, role, own_before):
        """Whether anything was written; a stranger may well file tickets of the own company."""
        writes, own = self.evidence
        return own != own_before if role == rights.STRANGER else bool(writes)

    def secrets(self, role):
        """What must not be shown to a role: another company's words, the client's own notes."""
        own = self.own["ecosire.support.ticket"].name
        if role in rights.VENDOR:
            return [SECRET, NOTE]
        return [own, NOTE] if role == rights.STRANGER else [own, SECRET, NOTE]

    def shown(self, result, error):
        """All that the caller would receive, as one text."""
        return json.dumps(result, default=repr, ensure_ascii=False) + repr(error)
