"""The support plans side by side, in words, for one table on one page."""

from odoo import api, models
from odoo.tools import format_amount

from ..common.guard import GROUP_MANAGER, GROUP_USER
from ..selections import SEVERITIES


class EcosireSupportPlan(models.Model):
    _name = "ecosire.support.plan"
    _inherit = ["ecosire.support.plan", "ecosire.support.guard"]

    @api.model
    @api.readonly
    def compare(self):
        """All plans as columns and what they promise as sections of rows.

        :return: ``{"plans": […], "sections": [{"title", "rows": [{"label", "help", "cells"}]}]}``;
            a cell is a text, or true or false for what is or is not in the plan
        """
        self._guard(GROUP_USER)
        plans = self.search([("active", "=", True)])
        current = self.env["ecosire.support.contract"].search([("ended_at", "=", False)]).plan_id
        return {
            "plans": [
                {
                    "id": plan.id,
                    "name": plan.name,
                    "summary": plan.summary or "",
                    "current": plan in current,
                }
                for plan in plans
            ],
            "sections": [
                plans._compare_terms(),
                plans._compare_answers(),
                plans._compare_topics(),
                plans._compare_entitlements(),
            ],
        }

    def _compare_terms(self):
        rows = []
        if self.env.user.has_group(GROUP_MANAGER):
            rows.append(
                self._compare_row(self.env._("Price a month"), lambda plan: plan._price_text())
            )
        rows += [
            self._compare_row(
                self.env._("Tickets a billing period"),
                lambda plan: str(plan.quota) if plan.quota else self.env._("No limit"),
            ),
            self._compare_row(
                self.env._("Service hours"), lambda plan: plan.window_id._hours_text()
            ),
        ]
        return {"title": self.env._("The plan"), "rows": rows}

    def _price_text(self):
        """The price, or where it stands when the plan has none of its own."""
        if not self.price:
            return self.env._("Included") if self.at_install else self.env._("On the contract")
        price = format_amount(self.env, self.price, self.currency_id)
        if not self.extra_price:
            return price
        extra = format_amount(self.env, self.extra_price, self.currency_id)
        return self.env._("%(price)s; an extra ticket %(extra)s", price=price, extra=extra)

    def _compare_answers(self):
        labels = dict(
            self.env["ecosire.support.ticket"]._fields["severity"]._description_selection(self.env)
        )
        rows = [
            self._compare_row(
                labels[severity],
                lambda plan, severity=severity: plan._answer_text(severity),
            )
            for severity, _label in SEVERITIES
        ]
        return {"title": self.env._("First answer within"), "rows": rows}

    def _answer_text(self, severity):
        """The answer time for ``severity``, with its service hours where they are others."""
        policy = self._policy(severity, "first_response")
        if not policy or policy.window_id == self.window_id:
            return policy.target_text
        return self.env._(
            "%(target)s (%(hours)s)", target=policy.target_text, hours=policy.hours_text
        )

    def _compare_topics(self):
        topics = self.env["ecosire.support.topic"].search([("plan_ids", "!=", False)])
        rows = [
            self._compare_row(
                topic.name, lambda plan, topic=topic: plan._covers(topic), topic.help_text
            )
            for topic in topics
        ]
        return {"title": self.env._("What you may ask about"), "rows": rows}

    def _compare_entitlements(self):
        entitlements = self.entitlement_ids.sorted(lambda one: (one.sequence, one.id))
        rows = [
            self._compare_row(
                entitlement.name,
                lambda plan, entitlement=entitlement: entitlement in plan.entitlement_ids,
                entitlement.description,
            )
            for entitlement in entitlements
        ]
        return {"title": self.env._("Also in the plan"), "rows": rows}

    def _compare_row(self, label, cell, help_text=""):
        return {"label": label, "help": help_text or "", "cells": [cell(plan) for plan in self]}
