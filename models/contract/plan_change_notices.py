"""Both sides are told of every step of a change, with a fingerprint of what was agreed."""

import hashlib
import json
from datetime import UTC

from markupsafe import Markup

from odoo import fields, models
from odoo.tools import format_datetime

from ...core import labels
from ..fence.rights import HOME

REMIND_DAYS = (7, 14, 21, 28)


class EcosireSupportPlanChange(models.Model):
    _inherit = "ecosire.support.plan.change"

    def _canonical(self):
        """What was agreed, as text that is the same wherever it is written down."""
        return json.dumps(self._facts(), sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    def _facts(self):
        return {
            "contract": self.contract_id.code,
            "kind": self.kind,
            "plan": self.plan_id.code or None,
            "company": self.company_id.name or None,
            "requested_by": self.requested_by,
            "requested_at": self.requested_at.isoformat(),
            "decided_by": self.decided_by or None,
            "decided_at": self.decided_at.isoformat() if self.decided_at else None,
            "effective_at": self.effective_at.isoformat() if self.effective_at else None,
            "ends_at": self.ends_at.isoformat() if self.ends_at else None,
            "terms": [term._as_kept() for term in self.term_ids.sorted("start")],
        }

    def _fingerprint(self):
        return hashlib.sha256(self._canonical().encode()).hexdigest()

    def _tell_both(self, step):
        """Log a step on the contract, and tell managers, leads and the support mailbox.

        :param step: one of those of ``_said_of_step``
        """
        contract = self.contract_id
        contract._message_log(body=self._in_words(step))
        contract._tell_each(
            contract._both_sides(),
            lambda reader, partner: self.with_env(reader.env)._as_notice(step, partner),
            kind="changes",
        )

    def _as_notice(self, step, partner):
        return f"{self.contract_id.code}: {self.display_name}", self._in_words(step, partner)

    def _said_of_step(self, step):
        waited = (fields.Datetime.now() - self.requested_at).days
        return {
            "asked": self.env._("Asked for by %s.", self.requested_by),
            "confirmed": self.env._("Confirmed by %s.", self.decided_by),
            "refused": self.env._(
                "Refused by %(name)s: %(reason)s", name=self.decided_by, reason=self.decision_reason
            ),
            "withdrawn": self.env._("Withdrawn by %s.", self.env.user.name),
            "begun": self.env._("In force from now on."),
            "ended": self.env._("Ended, as agreed."),
            "waits": self.env._("Still waits for ECOSIRE, since %s days.", waited),
            "overdue": self.env._("Overdue: ECOSIRE had 30 days to confirm or refuse it."),
        }[step]

    def _in_words(self, step, reader=None):
        """The step, what it is about, and the one thing to do next."""
        lines = [f"{self.contract_id.code}: {self.display_name}.", self._said_of_step(step)]
        if self.effective_at and self.state in ("confirmed", "in_force"):
            lines.append(self.env._("In force from %s.", self._when(self.effective_at)))
        if self.ends_at and self.state in ("confirmed", "in_force"):
            lines.append(self.env._("It ends by itself on %s.", self._when(self.ends_at)))
        if self.state == "requested" and reader and self._is_vendor(reader):
            url = f"{self.get_base_url()}{HOME}/changes/{self.id}"
            lines.append(
                self.env._(
                    "Please confirm or refuse it by %(due)s: %(url)s",
                    due=self._when(self.due_at),
                    url=url,
                )
            )
        if self.fingerprint:
            lines.append(self.env._("Fingerprint: %s", self.fingerprint))
        return Markup("<br/>").join(lines)

    def _is_vendor(self, partner):
        return not any(user._is_internal() for user in partner.user_ids)

    def _when(self, instant):
        """``Thu 12 Nov 2026 13:30 (Karachi, UTC+5)``, in the reader's zone."""
        zone = self.env.context.get("tz") or self.contract_id.tz
        text = format_datetime(self.env, instant, tz=zone, dt_format="EEE d MMM y HH:mm")
        return f"{text} ({labels.zone_label(zone, instant.replace(tzinfo=UTC))})"

    def _remind_of_requests(self, now):
        """Remind the leads of what waits for them; once it is overdue, the client reads it too."""
        notices = self.env["ecosire.support.notice"]
        for change in self.search([("state", "=", "requested")]):
            waited = (now - change.requested_at).days
            steps = [days for days in REMIND_DAYS if days <= waited]
            if change.due_at < now:
                if notices._once(f"change-overdue-{change.id}", change.contract_id):
                    change._tell_both("overdue")
            elif steps and notices._once(f"change-{change.id}-{steps[-1]}", change.contract_id):
                change._tell_both("waits")
