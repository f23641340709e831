"""What the tests of the contract share: requests, decisions, and tickets by the dozen."""

from odoo import fields

from ..common import SupportCase


class ContractCase(SupportCase):
    def setUp(self):
        super().setUp()
        # as if Standard had begun on the 1st of a month
        self.contract.anchor_day = 1

    def said(self, record, partner=None):
        """What was said about ``record``, newest first: all of it, or to ``partner`` alone."""
        domain = [("model", "=", record._name), ("res_id", "=", record.id)]
        if partner:
            domain.append(("partner_ids", "in", partner.ids))
        return self.env["mail.message"].search(domain, order="id desc")

    def ask(self, kind, plan=None, user=None, **values):
        """A request of the manager: ``self.ask("upgrade", "priority")``."""
        if plan:
            values["plan_id"] = self.plan(plan).id
        contract = self.by(self.contract, user or self.manager)
        return contract.request_change({"kind": kind, **values}).sudo()

    def confirm(self, change):
        self.by(change, self.lead).confirm()
        return change

    def plan(self, code):
        return self.env.ref(f"ecosire_support.plan_{code}")

    def begin_due(self):
        self.env["ecosire.support.plan.change"]._cron_begin()

    def plan_now(self, contract=None):
        contract = contract or self.contract
        return contract._term_at(self.now()).plan_id.code

    def file(self, count=1, topic="odoo_config", user=None, **values):
        """``count`` tickets that count against the quota."""
        topic = self.env.ref(f"ecosire_support.topic_{topic}")
        return self.env["ecosire.support.ticket"].union(
            *(
                self.make_ticket(user or self.clerk, topic_id=topic.id, **values).sudo()
                for _each in range(count)
            )
        )

    def now(self):
        return fields.Datetime.now()

    def used(self):
        return self.contract._quota_used(self.now())
