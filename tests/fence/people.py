"""One person for each role, and rows of the client and of another company to look at."""

from odoo import Command, fields
from odoo.tests import TransactionCase, new_test_user
from odoo.tools import sql

from ..common import SupportMixin, utc
from . import expected_rights as rights

SECRET = "Zanzibar-4711"  # stands in every foreign row that can hold a text
NOTE = "Quito-0815"  # stands in the client's own internal note


class FenceMixin(SupportMixin):
    """The people of ``expected_rights.ROLES`` and, by model, a row of each side."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other_company, cls.other_contract = cls.make_company(f"Omega {SECRET}", cls.plan_xmlid)
        stranger = cls.make_staff("omega_clerk", company=cls.other_company)
        cls.users = {
            rights.ENGINEER: cls.engineer.user_id,
            rights.LEAD: cls.lead.user_id,
            rights.USER: cls.clerk,
            rights.MANAGER: cls.manager,
            rights.ADMIN: cls.make_staff("delta_admin", "base.group_system"),
            rights.STRANGER: stranger,
            rights.CUSTOMER: cls.make_customer(),
            rights.PUBLIC: cls.env.ref("base.public_user"),
        }
        cls.own = cls.make_rows(cls.contract, cls.clerk, cls.engineer, "Printer is down")
        cls.foreign = cls.make_rows(
            cls.other_contract,
            stranger,
            cls.make_engineer(f"Chandra {SECRET}", "c@ecosire.example", None, cls.other_contract),
            f"Foreign {SECRET}",
        )
        cls.make_catalogue()

    @classmethod
    def make_engineer(cls, name, email, role="engineer", contracts=None):
        return super().make_engineer(name, email, role or "engineer", contracts)

    @classmethod
    def make_customer(cls):
        """A contact of a customer's company, with a login to the client's portal."""
        user = new_test_user(cls.env, "customer", groups="base.group_portal")
        user.partner_id.parent_id = cls.env["res.partner"].create(
            {"name": "A customer of Delta", "is_company": True}
        )
        return user

    @classmethod
    def make_rows(cls, contract, user, engineer, title):
        """By model, a row that belongs to ``contract``."""
        ticket = cls.make_ticket(
            user, name=title, description=title, company_id=contract.company_ids.id
        )
        message = ticket.sudo().message_post(
            body=title, message_type="comment", subtype_xmlid="mail.mt_comment"
        )
        ticket.sudo().message_post(
            body=NOTE,
            message_type="comment",
            subtype_xmlid="mail.mt_note",
            author_id=user.partner_id.id,
        )
        mail = cls.env["ecosire.support.mail.intake"].create(
            {
                "message_id": f"<{contract.code}@elsewhere.example>",
                "received_at": utc("2026-01-01 00:00"),
                "reason": "stranger",
                "company_id": ticket.sudo().company_id.id,
            }
        )
        change = cls.env["ecosire.support.plan.change"].create(
            {
                "contract_id": contract.id,
                "kind": "upgrade",
                "plan_id": cls.env.ref("ecosire_support.plan_priority").id,
                "note": title,
                "requested_by": title,
                "requested_at": utc("2026-01-01 00:00"),
                "due_at": utc("2026-01-31 00:00"),
            }
        )
        later = fields.Datetime.add(fields.Datetime.now(), days=62)
        contract._close(contract._next_due(later), later)
        statement = cls.env["ecosire.support.contract.statement"].search(
            [("contract_id", "=", contract.id)]
        )
        licence = cls.make_license(ticket.sudo().company_id, title)
        clock = ticket.clock_ids
        worked = cls.by(ticket, engineer)
        worked.log_time(5, worked._portal_today(), title)
        worked.suspect_core_bug(title)
        worked.note_for_ecosire(title)
        ticket.sudo()._climb_now(title)
        handbook = cls.env["ecosire.support.handbook"].create({"contract_id": contract.id})
        handbook.risks = title
        absence = cls.env["ecosire.support.absence"].create(
            {
                "engineer_id": engineer.id,
                "date_from": utc("2026-01-01 00:00"),
                "date_to": utc("2026-01-02 00:00"),
                "reason": title,
                "note": title,
                "entered_by": title,
            }
        )
        target = cls.env["ecosire.support.target"].create(
            {
                "name": title,
                "contract_id": contract.id,
                "kind": "webhook",
                "person_ids": [Command.create({"slack_id": "U0CLERK", "user_id": user.id})],
                "event_type_ids": [
                    Command.link(cls.env.ref("ecosire_support.event_ticket_chased").id)
                ],
            }
        )
        log = cls.env["ecosire.support.emergency.change"]
        ticket.sudo()._keep_sighting("seen", title, page="/odoo")
        cls.env["ecosire.support.feed"]._make(engineer)
        requests = cls.env["ecosire.support.access.request"]
        until = fields.Datetime.add(fields.Datetime.now(), days=1)
        rows = [
            requests._ask(ticket.sudo(), engineer, "staging", title, until),
            cls.env["ecosire.support.access.log"]._note("open", ticket, user=engineer.user_id),
            engineer.feed_ids,
            absence,
            cls.env["ecosire.support.ticket.note"].search([("ticket_id", "=", ticket.id)]),
            ticket.holding_ids[:1],
            target,
            target.circuit_ids,
            target.person_ids,
            ticket._happened("ticket.chased", text=title),
            *cls.make_sheet(contract, title),
            ticket.sudo().sighting_ids,
            *cls.make_notices(ticket, user),
            log._keep(contract, {"emergency_phone": (title, "+92 300 1234567")}),
            licence,
            licence.module_ids,
            handbook,
            handbook.version_ids,
            mail,
            ticket.core_bug_step_ids,
            ticket.time_entry_ids,
            ticket.sudo().escalation_ids[:1],
            change,
            statement,
            statement.period_id,
            statement.line_ids[:1],
            contract,
            contract.term_ids[:1],
            ticket.sudo().usage_ids,
            engineer,
            engineer.grant_ids[:1],
            ticket,
            clock,
            clock.event_ids[:1],
            message,
        ]
        return {row._name: row.sudo() for row in rows}

    @classmethod
    def make_notices(cls, ticket, user):
        """A choice of ``user``, a notice kept for the daily mail, and a link that was used."""
        ticket = ticket.sudo()
        ticket._log_update("set", utc("2026-01-01 02:00"))
        cls.env["ecosire.support.chase"].create(
            {"ticket_id": ticket.id, "at": utc("2026-01-01 01:00"), "actor_name": ticket.name}
        )
        ticket._keep_for_digest(user.partner_id, ticket.name, "answered")
        links = cls.env["ecosire.support.link"]
        person = user.partner_id
        url = links._url("works", ticket.id, person, utc("2099-01-01 00:00"))
        used = links.create(links._as_used(links._unused(url.rpartition("/")[2]), person))
        kept = cls.env["ecosire.support.digest.line"].search([], order="id desc", limit=1)
        return [
            cls.env["ecosire.support.notice.preference"]._rows_of(user)[:1],
            kept,
            used,
            ticket.chase_ids,
            ticket.next_update_ids,
        ]

    @classmethod
    def make_sheet(cls, contract, title):
        """A draft of a scope sheet, with one of each of its parts."""
        sheet = cls.env["ecosire.support.scope.sheet"].create(
            {
                "name": title,
                "contract_id": contract.id,
                "price": 2400,
                "system_ids": [Command.create({"name": title})],
                "place_ids": [Command.create({"name": title, "tz": "Europe/Amsterdam"})],
                "credit_ids": [Command.create({"severity": "high", "amount": 50})],
            }
        )
        policy, window = sheet.policy_ids[0], sheet.window_id
        policy.day_ids = [Command.create({"days": "weekend", "amount": 3})]
        window.closure_ids = [Command.create({"name": title, "date": "2099-01-01"})]
        parts = [sheet.system_ids, sheet.place_ids, sheet.credit_ids, policy, policy.day_ids]
        return [sheet, *parts, window, window.line_ids[0], window.closure_ids]

    @classmethod
    def make_catalogue(cls):
        """Rows of what everybody shares, so that each model has one."""
        cls.env["ecosire.support.tag"].create({"name": "Printing"})
        window = cls.env["ecosire.support.window"].search([("always_open", "=", False)], limit=1)
        window.closure_ids = [Command.create({"name": "A holiday", "date": "2099-01-01"})]
        cls.env["ecosire.support.notice"]._once("fence", cls.contract)
        cls.env["ecosire.support.sla.gap"]._note(utc("2026-01-01 00:00"), utc("2026-01-01 05:00"))

    def a_row(self, model, role=rights.PUBLIC):
        """Some row of ``model``: the client's own where it has owners, the role's where it asks."""
        records = self.env[model].sudo()
        if model in self.own:
            return self.own[model]
        if records._transient and model.startswith("ecosire.support."):
            return self.a_form(records.with_user(self.users[role]).sudo())
        if records._abstract or not sql.table_exists(self.env.cr, records._table):
            return records
        return records.with_context(active_test=False).search([], limit=1, order="id")

    def a_form(self, forms):
        """A form of a wizard, filled in by the user of ``forms`` whatever his rights."""
        values = {
            "ecosire.support.access.decide": {
                "request_id": self.own["ecosire.support.access.request"].id
            },
            "ecosire.support.change.request": {
                "contract_id": self.contract.id,
                "kind": "upgrade",
                "plan_id": self.env.ref("ecosire_support.plan_priority").id,
            },
            "ecosire.support.discard": {
                "outbox_ids": [Command.set(self.own["ecosire.support.outbox"].ids)],
                "reason": "because",
            },
            "ecosire.support.shown": {"target_id": self.own["ecosire.support.target"].id},
            "ecosire.support.emergency": {"contract_id": self.contract.id},
            "ecosire.support.outage": {
                "company_id": self.company.id,
                "reported_at": fields.Datetime.subtract(fields.Datetime.now(), hours=1),
                "evidence": "A call",
            },
            "ecosire.support.extend": {
                "engineer_id": self.engineer.id,
                "contract_ids": [Command.set(self.contract.ids)],
                "date_to": utc("2100-01-01 00:00"),
            },
            "ecosire.support.invite": {"name": "Dora", "email": "dora@ecosire.example"},
            "ecosire.support.mail.accept": {
                "intake_id": self.own["ecosire.support.mail.intake"].id,
                "submitter_id": self.users[rights.USER].id,
            },
            "ecosire.support.mail.setup": {},
            "ecosire.support.statement.bill": {
                "statement_id": self.own["ecosire.support.contract.statement"].id
            },
            "ecosire.support.reason": {
                "ticket_id": self.own["ecosire.support.ticket"].id,
                "action": "cancel",
                "reason": "because",
            },
        }
        return forms.create(values[forms._name])

    def our_models(self):
        return [model for model in self.env if model.startswith("ecosire.support.")]


class FenceCase(FenceMixin, TransactionCase):
    pass
