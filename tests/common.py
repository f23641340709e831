"""What the tests share: a company with a contract, its people, and time that stands still."""

from contextlib import contextmanager
from datetime import datetime

from freezegun import freeze_time

from odoo import fields
from odoo.tests import TransactionCase, new_test_user

LONG_AGO = datetime(2026, 1, 1)
FOR_EVER = datetime(2099, 1, 1)


def utc(text):
    """``utc("2026-11-24 10:00")``: naive UTC, as Odoo stores it."""
    return fields.Datetime.to_datetime(text if text.count(":") == 2 else f"{text}:00")


@contextmanager
def at(text):
    """Time stands still at ``text`` (UTC)."""
    with freeze_time(utc(text)) as clock:
        yield clock


class SupportMixin:
    """A distributor in Rotterdam on the Standard support plan, and people on both sides."""

    plan_xmlid = "ecosire_support.plan_standard"
    second_factor = "off"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={**cls.env.context, "tracking_disable": True})
        # the tests' engineers come in by their password alone, unless a test is about that
        cls.env["ir.config_parameter"].set_param("ecosire_support.second_factor", cls.second_factor)
        cls.company, cls.contract = cls.make_company("Delta Distribution", cls.plan_xmlid)
        cls.clerk = cls.make_staff("delta_clerk")
        cls.colleague = cls.make_staff("delta_colleague")
        cls.manager = cls.make_staff("delta_manager", "ecosire_support.group_manager")
        cls.engineer = cls.make_engineer("Amina Khan", "amina@ecosire.example")
        cls.lead = cls.make_engineer("Bilal Raza", "bilal@ecosire.example", role="lead")

    @classmethod
    def make_company(cls, name, plan_xmlid):
        company = cls.env["res.company"].create({"name": name})
        contract = cls.env["ecosire.support.contract"]._in_force(company)
        contract._open_term(cls.env.ref(plan_xmlid), LONG_AGO)
        contract.term_ids.filtered(lambda t: t.start > LONG_AGO).unlink()
        return company, contract

    @classmethod
    def make_staff(cls, login, groups="base.group_user", company=None):
        company = company or cls.company
        if "base.group_user" not in groups:
            groups = f"base.group_user,{groups}"
        return new_test_user(
            cls.env,
            login,
            groups=groups,
            tz="Europe/Amsterdam",
            company_id=company.id,
            company_ids=[fields.Command.set(company.ids)],
        )

    @classmethod
    def make_engineer(cls, name, email, role="engineer", contracts=None):
        return cls.env["ecosire.support.engineer"]._invite(
            name, email, role, contracts or cls.contract, LONG_AGO, FOR_EVER
        )

    @classmethod
    def make_ticket(cls, user=None, **vals):
        """A ticket of ``user`` (the clerk), in the plan unless the topic says otherwise."""
        values = {
            "name": "Deliveries cannot be validated",
            "topic_id": cls.env.ref("ecosire_support.topic_odoo_config").id,
            **vals,
        }
        tickets = cls.env["ecosire.support.ticket"].with_user(user or cls.clerk)
        return tickets.submit(values)

    @classmethod
    def make_license(cls, company=None, name="Shop connector", **vals):
        """A production licence of the company for one module, with updates for years."""
        number = cls.env["ecosire.support.license"].search_count([("active", "in", [True, False])])
        return cls.env["ecosire.support.license"].create(
            {
                "name": name,
                "company_id": (company or cls.company).id,
                "key": f"SHOP-{number:04d}-AAAA-BBBB-CCCC",
                "updates_until": "2098-12-31",
                "module_ids": [
                    fields.Command.create({"name": name, "technical_name": "shop_connector"})
                ],
                **vals,
            }
        )

    @classmethod
    def make_critical(cls, user=None, **vals):
        return cls.make_ticket(user, impact="stopped", workaround="nobody", **vals)

    @classmethod
    def by(cls, ticket, person):
        """``ticket`` as seen by a user, or by an engineer's user."""
        user = person.user_id if person._name == "ecosire.support.engineer" else person
        return ticket.with_user(user)

    @classmethod
    def say(cls, ticket, text, person=None, subtype="mt_comment", **kwargs):
        """A message of the clerk (or ``person``) on the ticket, which ECOSIRE reads."""
        return cls.by(ticket, person or cls.clerk).message_post(
            body=text, message_type="comment", subtype_xmlid=f"mail.{subtype}", **kwargs
        )

    @classmethod
    def tick(cls, text=None):
        cls.env["ecosire.support.sla.clock"].with_context(lastcall=None)._cron_tick(
            utc(text) if text else None
        )


class SupportCase(SupportMixin, TransactionCase):
    pass
