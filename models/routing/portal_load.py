"""What account leads see of their team: load, who is there, working hours and expertise."""

from datetime import UTC

from odoo import api, fields, models

from odoo.addons.base.models.res_partner import _tz_get

from ..common.guard import GROUP_LEAD
from ..fence.rights import HOME

LEVELS = ("open", "at_risk", "missed")
TEAM_ZONE = "Asia/Karachi"


class EcosireSupportEngineer(models.Model):
    _inherit = "ecosire.support.engineer"

    @api.model
    def _portal_load(self):
        """Each engineer of the lead's contracts, and the queue, with the open tickets of each.

        Tickets are counted that the lead may read.
        """
        self._guard(GROUP_LEAD)
        people, now = self._colleagues(), fields.Datetime.now()
        counts = self._portal_counts(people)
        most = max(one["open"] for one in counts.values())
        spans = people._absence_spans(now)
        me = self._of_user()
        rows = [
            {
                "id": engineer.id,
                "name": engineer.name,
                "is_me": engineer == me,
                "role": self.env._("Account lead") if engineer.is_lead else self.env._("Engineer"),
                "there": engineer._portal_there(spans[engineer.id], now),
                "on_duty": engineer._on_duty_given(spans[engineer.id], now),
                "hours": engineer.work_text,
                "topics": ", ".join(engineer.topic_ids.mapped("name")),
                "load": _load(counts[engineer.id], most),
            }
            for engineer in people
        ]
        return {"people": rows, "queue": _load(counts[False], most)}

    @api.model
    def _portal_counts(self, people):
        """Numbers of tickets by engineer's id (False: the queue) and level, in three queries."""
        tickets = self.env["ecosire.support.ticket"]
        filters = tickets._portal_filters()
        counts = {key: dict.fromkeys(LEVELS, 0) for key in (*people.ids, False)}
        for level in LEVELS:
            _label, domain, _empty = filters[level]
            for engineer, count in tickets._read_group(domain, ["engineer_id"], ["__count"]):
                if engineer.id in counts:
                    counts[engineer.id][level] = count
        return counts

    def _portal_there(self, spans, now):
        """Whether the engineer is at work, and if not, when again, in words."""
        until = self._off_until_of(spans, now)
        if until:
            return self._off_text(until)
        window = self._work_window()
        if not window or window.is_open(now.replace(tzinfo=UTC)):
            return self.env._("at work")
        tickets = self.env["ecosire.support.ticket"]
        opening = window.next_opening(now.replace(tzinfo=UTC))
        return self.env._(
            "at work again %s, your time", tickets._format_instant(opening, tickets._reader_zone())
        )

    def _portal_member(self):
        """What the form of working hours and expertise shows of this engineer."""
        self._guard(GROUP_LEAD)
        self.ensure_one()
        shifts = self.work_shifts or {}
        topics = self.env["ecosire.support.topic"].search([("code", "!=", "unknown")])
        return {
            "id": self.id,
            "name": self.name,
            "tz": self.work_tz or self.sudo().user_id.tz or TEAM_ZONE,  # sudo: res.users - zone
            "zones": [name for name, _label in _tz_get(self)],
            "days": [
                (day, name, *(shifts.get(str(day)) or ("", "")))
                for day, name in enumerate(self._weekdays())
            ],
            "topics": [(one.id, one.name, one in self.topic_ids) for one in topics],
            "hours": self.work_text,
            "url": f"{HOME}/team/{self.id}/hours",
        }

    @api.model
    def _weekdays(self):
        return [
            self.env._("Monday"),
            self.env._("Tuesday"),
            self.env._("Wednesday"),
            self.env._("Thursday"),
            self.env._("Friday"),
            self.env._("Saturday"),
            self.env._("Sunday"),
        ]

    @api.model
    def _portal_queues(self):
        """How each contract of the lead works its general queue."""
        self._guard(GROUP_LEAD)
        contracts = self.env["ecosire.support.contract"].search(
            [("ended_at", "=", False)], order="code"
        )
        return [(one.code, one.route_least_loaded) for one in contracts]


def _load(counts, most):
    """The numbers, and the shares of a bar on which the fullest desk of all is whole."""
    calm = counts["open"] - counts["missed"] - counts["at_risk"]
    share = 100 / most if most else 0
    return {
        **counts,
        "bar": [
            ("missed", counts["missed"] * share),
            ("risk", counts["at_risk"] * share),
            ("calm", max(calm, 0) * share),
        ],
    }
