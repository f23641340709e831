"""Values that a role may not give, by every way in which values come in."""

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import utc
from . import expected_rights as rights
from .people import SECRET, FenceCase


@tagged("post_install", "-at_install", "among_apps")
class TestFenceInput(FenceCase):
    def setUp(self):
        super().setUp()
        self.ticket = self.own["ecosire.support.ticket"].with_user(self.clerk)
        self.tickets = self.env["ecosire.support.ticket"].with_user(self.clerk)

    def reckoned(self):
        """Values of fields that are reckoned, never given."""
        return {
            "call_claimed_at": utc("2026-01-01 00:00"),
            "closed_at": utc("2026-01-01 00:00"),
            "contract_id": self.other_contract.id,
            "duplicate_of_id": self.foreign["ecosire.support.ticket"].id,
            "engineer_id": self.engineer.id,
            "number": "X-1",
            "outage_side": "vendor",
            "outage_state": "confirmed",
            "resolution": "x",
            "resolved_at": utc("2026-01-01 00:00"),
            "root_cause": "x",
            "scope": "in_plan",
            "state": "closed",
            "submitted_at": utc("2026-01-01 00:00"),
            "submitter_id": self.manager.id,
            "term_id": self.other_contract.term_ids[:1].id,
        }

    def test_reckoned_fields_are_refused_when_given(self):
        for name, value in self.reckoned().items():
            with self.subTest(name):
                with self.assertRaises(UserError):
                    self.tickets.create({"name": "x", name: value})
                with self.assertRaises(UserError):
                    self.ticket.write({name: value, "name": "x"})
                with self.assertRaises(UserError):
                    self.ticket.web_save({name: value, "name": "x"}, {})

    def test_reckoned_fields_do_not_come_in_as_defaults_of_the_context(self):
        given = self.reckoned()
        context = {f"default_{name}": value for name, value in given.items()}
        ticket = self.tickets.with_context(**context).create({"name": "x"}).sudo()
        for name, value in given.items():
            with self.subTest(name):
                found = ticket._fields[name].convert_to_write(ticket[name], ticket)
                self.assertNotEqual(found, value)
        self.assertEqual(ticket.contract_id, self.contract)
        self.assertEqual(ticket.submitter_id, self.clerk)

    def test_a_clerk_files_no_outage_by_the_context(self):
        context = {
            "default_reported_at": "2026-01-02 00:00:00",
            "default_outage_evidence": "x",
        }
        try:
            ticket = self.tickets.with_context(**context).create({"name": "x"})
        except AccessError:
            return
        self.assertFalse(ticket.reported_at)

    def test_reckoned_fields_do_not_come_in_by_mail(self):
        """Odoo works a mail as superuser, with the values of whoever hands it in."""
        given = self.reckoned()
        ticket = (
            self.env["ecosire.support.ticket"]
            .with_user(self.clerk)
            .sudo()
            .message_new({"subject": "By mail", "body": "x", "from": "x@example.com"}, dict(given))
        )
        for name, value in given.items():
            with self.subTest(name):
                found = ticket._fields[name].convert_to_write(ticket[name], ticket)
                self.assertNotEqual(found, value)

    def test_commands_reach_nothing_behind_a_ticket(self):
        clock = self.own["ecosire.support.sla.clock"]
        tag = self.env["ecosire.support.tag"].search([], limit=1)
        for vals in (
            {"clock_ids": [Command.update(clock.id, {"state": "met"})]},
            {"clock_ids": [Command.delete(clock.id)]},
            {"message_ids": [Command.clear()]},
            {"message_follower_ids": [Command.create({"partner_id": self.manager.partner_id.id})]},
            {"tag_ids": [Command.create({"name": "mine"})]},
            {"tag_ids": [Command.update(tag.id, {"name": "mine"})]},
            {"tag_ids": [Command.delete(tag.id)]},
            {"contract_id": [Command.create({})]},
        ):
            for attempt in (
                lambda vals=vals: self.ticket.write(vals),
                lambda vals=vals: self.tickets.create({"name": "x", **vals}),
            ):
                with self.subTest(str(vals)), self.assertRaises(UserError):
                    attempt()

    def test_an_import_is_the_same_door(self):
        result = self.tickets.load(["name", "state"], [["Imported", "Closed"]])
        self.assertFalse(result["ids"])
        result = self.tickets.load(["name", "impact"], [["Imported", "Work has stopped"]])
        ticket = self.tickets.browse(result["ids"])
        self.assertEqual((ticket.state, ticket.severity), ("new", "critical"))

    def test_a_company_that_is_not_ones_own(self):
        with self.assertRaises(UserError):
            self.tickets.create({"name": "x", "company_id": self.other_company.id})
        with self.assertRaises(UserError):
            self.tickets.with_context(default_company_id=self.other_company.id).create(
                {"name": "x"}
            )

    def test_a_colleague_does_not_let_himself_in_as_a_follower(self):
        """Followers see a ticket, so whoever could make himself one would see them all."""
        self.assertFalse(self.ticket.with_user(self.colleague).has_access("read"))
        ticket = self.ticket.with_user(self.colleague)
        partner = self.colleague.partner_id
        with self.assertRaises(AccessError):
            ticket.message_subscribe(partner.ids)
        with self.assertRaises(AccessError):
            ticket.env["mail.followers"].create(
                {"res_model": ticket._name, "res_id": ticket.id, "partner_id": partner.id}
            )
        with self.assertRaises(AccessError):
            ticket.env["mail.message"].create(
                {"model": ticket._name, "res_id": ticket.id, "body": "x"}
            )
        self.env.invalidate_all()
        self.assertFalse(ticket.has_access("read"))

    def test_a_search_tells_an_engineer_nothing_of_what_he_may_not_read(self):
        """Words in the domain are answers too: about logins, addresses, prices, notes."""
        for role in rights.VENDOR:
            tickets = self.env["ecosire.support.ticket"].with_user(self.users[role])
            for domain in (
                [("submitter_id.login", "=like", "delta%")],
                [("submitter_id.partner_id.email", "!=", False)],
                [("company_id.partner_id.name", "=like", "Delta%")],
                [("message_ids.body", "ilike", "Quito")],
                [("create_uid.login", "=like", "%")],
                [("contract_id.sequence_id.number_next", ">", 0)],
                [("contract_id.grant_ids.engineer_id.name", "ilike", SECRET)],
            ):
                with self.subTest(f"{role} {domain}"):
                    try:
                        found = tickets.search(domain)
                    except (AccessError, ValueError):
                        continue
                    self.assertFalse(found)

    def test_groups_and_exports_name_nobody_he_may_not_see(self):
        tickets = self.env["ecosire.support.ticket"].with_user(self.users[rights.ENGINEER])
        for groupby in ("submitter_id.login", "contract_id.sequence_id", "create_uid.login"):
            with self.subTest(groupby):
                try:
                    groups = tickets.formatted_read_group([], [groupby], ["__count"])
                except (AccessError, ValueError):
                    continue
                self.assertFalse(any(group[groupby] for group in groups))
        for path in ("submitter_id/login", "submitter_id/email", "contract_id/sequence_id/code"):
            with self.subTest(path), self.assertRaises(UserError):
                tickets.search([]).export_data([path])
