"""Licences as a manager enters them: key, modules, beta versions, and what is said of bad input."""

import logging
from datetime import date

import psycopg2

from odoo import Command
from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from odoo.addons.ecosire_support.core.license_key import parse_key

from ..common import LONG_AGO, SupportCase, at

KEY = "SHOP-1111-2222-3333-ABCD"


class LicenseCase(SupportCase):
    def enter(self, user=None, **vals):
        licenses = self.env["ecosire.support.license"].with_user(user or self.manager)
        values = {"name": "Shop connector", "key": KEY, "updates_until": "2098-12-31", **vals}
        return licenses.create(values)


@tagged("post_install", "-at_install")
class TestLicense(LicenseCase):
    def test_a_manager_enters_one_with_several_modules_by_the_form(self):
        with Form(self.env["ecosire.support.license"].with_user(self.manager)) as form:
            form.name = "Shop bundle"
            form.key = " shop-1111-2222-3333-abcd "
            self.assertEqual(form.key, KEY)
            form.updates_until = date(2098, 12, 31)
            for technical in ("shop_connector", "shop_labels"):
                with form.module_ids.new() as line:
                    line.technical_name = technical
                    line.name = technical.replace("_", " ")
        licence = form.record
        self.assertEqual(
            (licence.key, licence.use, licence.company_id.name),
            (KEY, "production", "Delta Distribution"),
        )
        self.assertEqual(licence.contract_id, self.contract)
        self.assertEqual(len(licence.module_ids), 2)

    def test_a_module_of_this_database_brings_its_title(self):
        licence = self.enter()
        with Form(licence) as form, form.module_ids.new() as line:
            line.technical_name = " Portal "
            self.assertEqual(line.technical_name, "portal")
            self.assertTrue(line.name)

    # -- the key

    def test_what_is_wrong_with_a_key_is_said(self):
        for key, words in (
            ("", "Enter the licence key"),
            (False, "Enter the licence key"),
            ("SHOP-1111-222-3333-4444", "Block 2 of 4 has 3"),
            ("SHOP-1111-2222-33é3-4444", "Block 3 of 4 holds a sign"),
            ("S-1111-2222-3333-4444", "prefix"),
            ("SHOP-1111-2222-3333", "3 blocks after its prefix"),
            (5, "is a text"),
        ):
            with self.subTest(key), self.assertRaisesRegex(ValidationError, words):
                self.enter(key=key)
        licence = self.enter()
        with self.assertRaisesRegex(ValidationError, "Block 1 of 4"):
            licence.key = "SHOP-1-2222-3333-4444"
        self.assertEqual(licence.key, KEY)

    def test_while_typing_a_wrong_key_is_told_and_stays_to_be_corrected(self):
        licenses = self.env["ecosire.support.license"].with_user(self.manager)
        draft = licenses.new({"key": "SHOP-1111"})
        self.assertIn("1 blocks after", draft._onchange_key()["warning"]["message"])
        self.assertEqual(draft.key, "SHOP-1111")

    def test_the_same_key_twice_is_refused_by_the_name_of_the_other(self):
        self.enter()
        with self.assertRaisesRegex(ValidationError, "“Shop connector” has this licence key"):
            self.enter(name="Again", key=KEY.lower())
        other = self.enter(name="Other", key="SHOP-0000-0000-0000-0000")
        with self.assertRaisesRegex(ValidationError, "already"):
            other.key = KEY
        with self.assertRaisesRegex(ValidationError, "already"):
            (other | other.copy({"key": "SHOP-0000-0000-0000-0001"})).write(
                {"key": "SHOP-9999-0000-0000-0000"}
            )

    def test_the_same_key_on_an_archived_licence_or_twice_in_one_import_is_refused(self):
        self.enter().action_archive()
        with self.assertRaisesRegex(ValidationError, "already"):
            self.enter()
        result = (
            self.env["ecosire.support.license"]
            .with_user(self.manager)
            .load(
                ["name", "key", "updates_until"],
                [["A", "AA-1111-1111-1111-1111", "2098-01-01"]] * 2,
            )
        )
        self.assertFalse(result["ids"])
        self.assertIn("already", str(result["messages"]))

    def test_another_companys_key_is_refused_without_telling_whose(self):
        company, _contract = self.make_company("Omega Secret", self.plan_xmlid)
        self.make_license(company, "Omega shop", key=KEY)
        with self.assertRaises(ValidationError) as caught:
            self.enter()
        self.assertIn("on another licence already", str(caught.exception))
        self.assertNotIn("Omega", str(caught.exception))

    @mute_logger("odoo.sql_db")
    def test_the_database_keeps_a_key_unique_whoever_writes(self):
        licence, other = self.enter(), self.make_license()
        with self.assertRaises(psycopg2.errors.UniqueViolation), self.env.cr.savepoint():
            other._store_key(licence.key)

    def test_no_log_shows_a_key_whatever_goes_wrong(self):
        licence = self.enter()
        attempts = (
            {"updates_until": None},
            {"name": None},
            {"company_id": 999_999},
            {"name": "a\0b"},
            {"key": KEY},
        )
        with self.assertLogs("odoo", level=logging.INFO) as logs:
            for vals in attempts:
                key = {"key": f"SHOP-7777-{len(str(vals)):04d}-3333-ABCD"}
                with self.assertRaises(Exception), self.env.cr.savepoint():  # noqa: B017
                    self.enter(**{**key, **vals})
                with self.assertRaises(Exception), self.env.cr.savepoint():  # noqa: B017
                    self.make_license().write({**key, "updates_until": None})
                with self.assertRaises(psycopg2.Error), self.env.cr.savepoint():
                    self.make_license()._store_key(licence.key)
        text = "\n".join(logs.output)
        self.assertIn("bad query", text, "the test has made Odoo log a failing statement")
        for secret in (KEY, "SHOP-7777", licence.key):
            self.assertNotIn(secret, text)

    def test_a_masked_key_tells_licences_apart_and_no_more(self):
        licence = self.enter()
        self.assertEqual(licence.key_masked, "SHOP-••••-••••-••••-ABCD")
        self.assertEqual(parse_key(licence.key).masked, licence.key_masked)
        self.assertNotIn(licence.key, repr(licence.read(["key_masked", "display_name"])))

    # -- dates and modules

    def test_updates_that_ended_are_taken_and_said(self):
        with at("2026-11-24 10:00"):
            licence = self.enter(updates_until="2026-11-20")
            self.assertEqual(licence.updates_state, "ended")
            self.assertIn("4 days ago", licence.updates_text)
            for until, state, words in (
                ("2026-11-24", "soon", "end today"),
                ("2027-01-23", "soon", "60 days left"),
                ("2027-01-24", "current", "61 days left"),
            ):
                licence.updates_until = until
                self.assertEqual(licence.updates_state, state)
                self.assertIn(words, licence.updates_text)

    def test_the_last_day_is_whole_where_the_contract_is(self):
        """20:00 in London on the 24th is the 25th in Karachi already."""
        licence = self.enter(updates_until="2026-11-24")
        self.contract.tz = "Asia/Karachi"
        with at("2026-11-24 18:59"):
            self.assertFalse(licence._updates_ended())
        with at("2026-11-24 19:00"):
            self.assertTrue(licence._updates_ended())

    def test_filter_on_updates_that_ended(self):
        ended = self.enter(updates_until="2020-01-01")
        self.make_license()
        licenses = self.env["ecosire.support.license"].with_user(self.manager)
        self.assertEqual(licenses.search([("updates_until", "<", "today")]), ended)

    def test_a_technical_name_of_another_kind_is_refused_in_words(self):
        licence = self.enter()
        for technical in ("Shop Connector", "shop-connector", "1shop", "shop/../x", ""):
            with self.subTest(technical), self.assertRaisesRegex(ValidationError, "technical name"):
                licence.module_ids = [Command.create({"name": "x", "technical_name": technical})]

    @mute_logger("odoo.sql_db")
    def test_a_module_is_on_a_licence_once(self):
        licence = self.make_license()
        with self.assertRaises(psycopg2.errors.UniqueViolation), self.env.cr.savepoint():
            licence.module_ids = [
                Command.create({"name": "Again", "technical_name": "SHOP_CONNECTOR"})
            ]

    def test_the_installed_version_is_shown(self):
        licence = self.enter(
            module_ids=[
                Command.create({"name": "Ours", "technical_name": "ecosire_support"}),
                Command.create({"name": "Missing", "technical_name": "shop_connector"}),
            ]
        )
        ours, missing = licence.module_ids.sorted("name", reverse=True)
        version = self.env.ref("base.module_ecosire_support").latest_version
        self.assertEqual(ours.installed_text, f"Installed: {version}")
        self.assertEqual(missing.installed_text, "Not installed here")
        self.assertEqual([ours.is_installed, missing.is_installed], [True, False])

    def test_a_newer_version_on_the_server_is_told(self):
        licence = self.enter(
            module_ids=[Command.create({"name": "Ours", "technical_name": "ecosire_support"})]
        )
        self.env.ref("base.module_ecosire_support").latest_version = "19.0.0.9"
        text = licence.module_ids.installed_text
        self.assertIn("Installed: 19.0.0.9", text)
        self.assertIn("not applied yet: 19.0.1", text)

    # -- beta versions

    def test_beta_versions_only_where_the_plan_has_them(self):
        licence = self.enter()
        self.assertFalse(licence.can_have_beta)
        with self.assertRaisesRegex(ValidationError, "come with the Priority support plan"):
            licence.beta = True
        self.contract._open_term(
            self.env.ref("ecosire_support.plan_priority"), LONG_AGO.replace(month=2)
        )
        licence.invalidate_recordset()
        licence.beta = True
        self.assertFalse(licence.beta_text)

    def test_which_plan_has_beta_versions_is_read_from_what_plans_grant(self):
        licence = self.enter()
        entitlement = self.env.ref("ecosire_support.entitlement_beta_versions")
        self.env.ref("ecosire_support.plan_standard").entitlement_ids += entitlement
        licence.beta = True
        plans = self.env["ecosire.support.plan"].search([])
        plans.entitlement_ids -= entitlement
        licence.invalidate_recordset()
        self.assertIn("No support plan", licence.beta_text)

    def test_a_plan_that_no_longer_has_beta_versions_is_told_and_nothing_breaks(self):
        standard = self.env.ref("ecosire_support.plan_standard")
        entitlement = self.env.ref("ecosire_support.entitlement_beta_versions")
        standard.entitlement_ids += entitlement
        licence = self.enter(beta=True)
        standard.entitlement_ids -= entitlement
        licence.invalidate_recordset()
        self.assertIn("Priority", licence.beta_text)
        licence.name = "Renamed"  # what has nothing to do with it can still be edited
        licence.beta = False

    # -- not deleted

    def test_a_licence_is_archived_and_a_module_with_a_ticket_stays(self):
        licence = self.make_license()
        ticket = self.make_ticket(
            topic_id=self.env.ref("ecosire_support.topic_module_defect").id,
            license_module_id=licence.module_ids.id,
        )
        with self.assertRaisesRegex(UserError, "A ticket is about this module"):
            licence.module_ids.with_user(self.manager).unlink()
        licence.with_user(self.manager).action_archive()
        self.assertEqual(ticket.license_module_id.license_id, licence)

    def test_renewal_is_asked_by_a_ticket_that_is_ready_to_file(self):
        licence = self.make_license()
        action = licence.with_user(self.clerk).action_ask_renewal()
        tickets = self.env["ecosire.support.ticket"].with_user(self.clerk)
        form = Form(tickets.with_context(**action["context"]))
        ticket = form.save()
        self.assertIn("renew the updates of “Shop connector”", ticket.name)
        self.assertEqual(ticket.license_module_id, licence.module_ids)
        self.assertEqual(ticket.scope, "in_plan")
