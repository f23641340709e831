import hashlib
import json

from odoo import api, fields, models, tools

from ...core import sla
from ..common.insert_once import insert_once
from ..selections import METRICS, SEVERITIES, UNITS


class EcosireSupportSnapshot(models.Model):
    """The terms a clock was measured by, kept once per content: a later plan rewrites nothing."""

    _name = "ecosire.support.snapshot"
    _description = "Kept answer times"
    _inherit = "ecosire.support.append.only"
    _order = "id"
    _rec_name = "plan_name"

    hash = fields.Char(required=True, readonly=True)
    canonical = fields.Text(required=True, readonly=True)
    plan_name = fields.Char(required=True, readonly=True)
    metric = fields.Selection(METRICS, required=True, readonly=True)
    severity = fields.Selection(SEVERITIES, required=True, readonly=True)
    amount = fields.Float(required=True, readonly=True)
    unit = fields.Selection(UNITS, required=True, readonly=True)
    aim = fields.Boolean(string="An aim", readonly=True)

    _hash_unique = models.Constraint("unique(hash)", "These terms are already kept.")

    @api.model
    def _keep(self, policy, **agreed):
        """The snapshot of ``policy`` as it reads now; two servers may ask at once.

        :param agreed: what else was agreed, for the proof to name it
        """
        plan = policy._promised_plan()
        plan_name = plan.with_context(lang="en_US").name
        content = {
            "aim": policy.aim,
            "metric": policy.metric,
            "plan": plan.code,
            "plan_name": plan_name,
            "policy": policy._to_core().to_dict(),
            "severity": policy.severity,
            **agreed,
        }
        canonical = json.dumps(content, sort_keys=True, separators=(",", ":"))
        digest = hashlib.sha256(canonical.encode()).hexdigest()
        found = self.search([("hash", "=", digest)], limit=1)
        if found:
            return found
        values = {
            "hash": digest,
            "canonical": canonical,
            "plan_name": plan_name,
            "metric": policy.metric,
            "severity": policy.severity,
            "amount": policy.amount,
            "unit": policy.unit,
            "aim": policy.aim,
        }
        insert_once(self, "hash", values)
        return self.search([("hash", "=", digest)], limit=1)

    @tools.ormcache("self.id")
    def _to_core(self):
        """The kept policy as the value that core reckons with."""
        return sla.Policy.from_dict(json.loads(self.canonical)["policy"])
