"""The system handbook: who writes and reads it, its versions, and what is never in it."""

import psycopg2

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models.contract.handbook import SECTION_LIMIT, SECTIONS
from .common import SupportCase, at, utc

ATTACKS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "<iframe src='https://evil.example'></iframe>",
    "<svg onload=alert(1)></svg>",
    "<form action='https://evil.example'><input name=x></form>",
    "<div style='background:url(https://evil.example/x)'>x</div>",
)
DANGER = (
    "<script",
    "onerror",
    "javascript:",
    "<iframe",
    "<svg",
    "<form",
    "<input",
    "evil.example/x",
)


class HandbookMixin:
    def handbook_of(self, contract, user=None):
        """The handbook of ``contract`` as ``user`` (the manager) opens it."""
        contract = contract.with_user(user or self.manager)
        action = contract.action_open_handbook()
        return (
            self.env["ecosire.support.handbook"]
            .with_user(user or self.manager)
            .browse(action["res_id"])
        )

    def fill(self, handbook):
        handbook.write({name: f"<p>About {name}</p>" for name in SECTIONS})
        return handbook


@tagged("post_install", "-at_install")
class TestHandbook(HandbookMixin, SupportCase):
    def setUp(self):
        super().setUp()
        self.handbook = self.handbook_of(self.contract)

    def versions(self):
        """The newest first."""
        versions = self.env["ecosire.support.handbook.version"]
        return versions.search([("handbook_id", "=", self.handbook.id)])

    def test_a_contract_has_one_made_when_it_is_first_opened(self):
        self.assertEqual(self.handbook_of(self.contract), self.handbook)
        with self.assertRaises(psycopg2.errors.UniqueViolation), mute_logger("odoo.sql_db"):
            self.handbook.sudo().create({"contract_id": self.contract.id})

    def test_saving_is_a_review_and_is_kept(self):
        with at("2026-11-24 10:00"):
            self.handbook.risks = "<p>Never on a Friday</p>"
        self.assertEqual(self.handbook.reviewed_at, utc("2026-11-24 10:00"))
        self.assertEqual(self.handbook.reviewed_by, self.manager.name)
        version = self.versions()
        self.assertEqual((version.saved_at, version.changed), (utc("2026-11-24 10:00"), "Risks"))
        self.assertIn("Never on a Friday", version.risks)

    def test_earlier_words_stay_readable_and_unchanged(self):
        self.handbook.risks = "<p>First</p>"
        self.handbook.risks = "<p>Second</p>"
        now, before = self.versions()
        self.assertIn("First", before.risks)
        self.assertIn("Second", now.risks)
        self.assertEqual(before.with_user(self.manager).risks, before.risks)
        for attempt in (lambda: before.write({"risks": "x"}), before.unlink):
            with self.assertRaises(UserError):
                attempt()

    def test_saving_the_same_is_no_version(self):
        self.handbook.risks = "<p>First</p>"
        self.handbook.risks = "<p>First</p>"
        self.assertEqual(len(self.versions()), 1)

    def test_a_review_without_a_change(self):
        with self.assertRaises(UserError):
            self.handbook.confirm_reviewed()
        with at("2026-01-01 10:00"):
            self.handbook.risks = "<p>First</p>"
        with at("2026-11-24 10:00"):
            self.handbook.confirm_reviewed()
        self.assertEqual(self.handbook.reviewed_at, utc("2026-11-24 10:00"))
        self.assertEqual(self.versions()[0].what, "Reviewed, nothing changed")

    def test_what_is_missing_is_said(self):
        self.assertIn("Integrations, Custom work", self.handbook.missing_text)
        self.assertIn("Nobody has reviewed", self.handbook.missing_text)
        with at("2026-11-24 10:00"):
            self.fill(self.handbook)
            self.assertFalse(self.handbook.missing_text)
            self.handbook.team = "<p><br></p>"
            self.assertIn("People of the original team", self.handbook.missing_text)
            self.fill(self.handbook)
        with at("2027-11-24 10:00:01"):
            self.handbook.invalidate_recordset()
            self.assertIn("twelve months", self.handbook.missing_text)

    def test_nothing_harmful_is_kept_in_any_section(self):
        for name in SECTIONS:
            for attack in ATTACKS:
                with self.subTest(section=name, attack=attack):
                    self.handbook.write({name: f"<p>kept</p>{attack}"})
                    for holder in (self.handbook, self.versions()[0]):
                        stored = holder.sudo()[name].lower()
                        self.assertIn("kept", stored)
                        for danger in DANGER:
                            self.assertNotIn(danger, stored)

    def test_a_picture_from_elsewhere_does_not_call_home(self):
        self.handbook.risks = "<p>x</p><img src='https://evil.example/p.png' width='300'>"
        self.assertNotIn("<img", self.handbook.risks)
        self.assertIn("[picture from evil.example]", self.handbook.risks)

    def test_only_sections_are_written_by_hand(self):
        _company, other = self.make_company("Other", self.plan_xmlid)
        for vals in (
            {"reviewed_at": "2099-01-01 00:00:00"},
            {"reviewed_by": "Somebody else"},
            {"contract_id": other.id},
            {"version_ids": [(5,)]},
        ):
            with self.subTest(vals), self.assertRaises(AccessError):
                self.handbook.write({"risks": "x", **vals})
        self.assertFalse(self.handbook.risks)

    def test_too_long_a_section_is_refused_by_name(self):
        with self.assertRaises(UserError) as caught:
            self.handbook.risks = "x" * (SECTION_LIMIT + 1)
        self.assertIn("Risks", caught.exception.args[0])

    def test_who_may_not_write_or_even_see_it(self):
        admin = self.make_staff("delta_admin", "base.group_system")
        for user in (self.clerk, self.colleague, admin):
            with self.assertRaises(AccessError):
                self.handbook.with_user(user).read(["risks"])
            with self.assertRaises(AccessError):
                self.contract.with_user(user).action_open_handbook()
        for engineer in (self.engineer, self.lead):
            mine = self.by(self.handbook, engineer)
            mine.read(["risks"])
            for attempt in (
                lambda mine=mine: mine.write({"risks": "x"}),
                mine.confirm_reviewed,
                lambda mine=mine: mine.read(["version_ids"]),
                lambda engineer=engineer: self.by(self.versions(), engineer).search([]),
                lambda engineer=engineer: self.by(self.contract, engineer).action_open_handbook(),
            ):
                with self.assertRaises(AccessError):
                    attempt()

    def test_of_another_contract_it_is_hidden(self):
        company, other = self.make_company("Other", self.plan_xmlid)
        foreign_manager = self.make_staff(
            "other_manager", "ecosire_support.group_manager", company=company
        )
        foreign = self.handbook_of(other, foreign_manager)
        foreign.risks = "<p>Secret</p>"
        for user in (self.manager, self.engineer.user_id, self.lead.user_id):
            theirs = foreign.with_user(user)
            self.assertFalse(theirs.search([("id", "=", foreign.id)]))
            with self.assertRaises(AccessError):
                theirs.read(["risks"])
        with self.assertRaises(AccessError):
            foreign.with_user(self.manager).write({"risks": "x"})
        with self.assertRaises(AccessError):
            other.with_user(self.manager).action_open_handbook()
        self.assertFalse(
            self.env["ecosire.support.handbook.version"]
            .with_user(self.manager)
            .search([("handbook_id", "=", foreign.id)])
        )

    def test_ended_access_closes_it(self):
        self.engineer.grant_ids._revoke("the administrator")
        with self.assertRaises(AccessError):
            self.by(self.handbook, self.engineer).read(["risks"])
