"""When an engineer is off: entered by himself or by an account lead, never changed afterwards.

Only the end can come earlier, and what has not begun can be withdrawn. Whoever is off gets no new
ticket that cannot wait; what waits for an answer moves on when the absence begins.
"""

from datetime import UTC

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ...core import absence
from ..common.guard import GROUP_ENGINEER, GROUP_LEAD
from ..common.row_meeting import meet_at_rows

TEXT_LIMIT = 2000
# said even though it is nothing: the caller's context must not fill it in
NOTHING_DONE = dict.fromkeys(("planned_to", "withdrawn_at", "begun_at", "returned_at"), False)


class EcosireSupportAbsence(models.Model):
    _name = "ecosire.support.absence"
    _description = "Absence of an engineer"
    _inherit = "ecosire.support.guard"
    _order = "date_from desc, id desc"

    engineer_id = fields.Many2one(
        "ecosire.support.engineer", required=True, readonly=True, index=True, ondelete="cascade"
    )
    date_from = fields.Datetime(string="From", required=True, readonly=True)
    date_to = fields.Datetime(string="Back", required=True, readonly=True)
    reason = fields.Char(readonly=True, groups=GROUP_ENGINEER)
    note = fields.Text(
        string="For whoever stands in",
        readonly=True,
        groups=GROUP_ENGINEER,
        help="Goes with each ticket that moves on.",
    )
    entered_by = fields.Char(required=True, readonly=True)
    planned_to = fields.Datetime(string="Planned until", readonly=True)
    withdrawn_at = fields.Datetime(readonly=True)
    # what the cron has done
    begun_at = fields.Datetime(readonly=True, help="When the tickets that waited moved on.")
    returned_at = fields.Datetime(readonly=True, help="When the engineer was told what changed.")

    _span = models.Constraint(
        "check(date_to > date_from)", "An absence ends after it begins. Choose a later end."
    )
    _to_begin = models.Index("(date_from) WHERE begun_at IS NULL AND withdrawn_at IS NULL")
    _to_return = models.Index("(date_to) WHERE returned_at IS NULL AND withdrawn_at IS NULL")

    @api.depends("engineer_id", "date_from", "date_to")
    def _compute_display_name(self):
        for row in self:
            row.display_name = f"{row.engineer_id.name}: {row.date_from} – {row.date_to}"

    @api.model
    def enter(self, engineer_id, date_from, date_to, reason=None, note=None):
        """Enter when an engineer is off, for oneself or as account lead for one of the team.

        One that has begun already moves the engineer's waiting tickets on at once.

        :param engineer_id: id of the ``ecosire.support.engineer``
        :param date_from: naive UTC, also as text
        :param date_to: naive UTC: the first moment back
        :param reason: for ECOSIRE's own people; the client never sees it
        :param note: what whoever stands in must know; it goes with each ticket that moves on
        :return: the new absence
        :raises UserError: in words, when the times are wrong or overlap with another absence
        """
        self._guard(GROUP_ENGINEER)
        engineer = self._engineer_to_enter(engineer_id)
        start, end = self._instant(date_from), self._instant(date_to)
        self._check_times(start, end)
        texts = {"reason": self._text(reason), "note": self._text(note)}
        # two that are entered in one moment must see each other
        meet_at_rows(engineer)
        self._check_no_other(engineer, start, end)
        return self._keep_absence(engineer, start, end, calendar_key=False, **texts)

    @api.model
    def _keep_absence(self, engineer, start, end, **facts):
        """Keep a checked absence; one that has begun moves waiting tickets on at once."""
        # sudo: absence - nobody may write it directly; the callers check role and engineer
        row = self.sudo().create(
            {
                "engineer_id": engineer.id,
                "date_from": start,
                "date_to": end,
                "entered_by": self.env.user.name,
                **facts,
                **NOTHING_DONE,
            }
        )
        if start <= fields.Datetime.now():
            row._begin()
        return row.sudo(self.env.su)

    def end_now(self):
        """Back sooner than planned: it ends now; one that has not begun is withdrawn.

        Tickets that moved on stay where they are.
        """
        self._guard(GROUP_ENGINEER)
        for row in self:
            row._engineer_to_enter(row.engineer_id.id)
        now = fields.Datetime.now()
        for row in self.sudo():  # sudo: absence - role and engineer are checked above
            meet_at_rows(row)
            if row.withdrawn_at or row.date_to <= now:
                raise UserError(self.env._("This absence is over already. Reload the page."))
            if row.date_from >= now:
                row.withdrawn_at = now
            else:
                row.write({"planned_to": row.date_to, "date_to": now})
        return True

    # -- what may be entered

    @api.model
    def _engineer_to_enter(self, engineer_id):
        """The engineer behind the id, as superuser: oneself, or a lead's colleague.

        :raises AccessError: for anybody else, whether he exists or not
        """
        engineers = self.env["ecosire.support.engineer"]
        may = engineers._of_user()
        if self.env.user.has_group(GROUP_LEAD):
            may = engineers._colleagues()
        if not self.env.su and engineer_id not in may.ids:
            raise AccessError(
                self.env._(
                    "You enter only when you yourself are off; account leads also when an "
                    "engineer of their contracts is."
                )
            )
        return engineers.sudo().browse(engineer_id)  # sudo: engineer - checked right above

    @api.model
    def _instant(self, value):
        try:
            instant = fields.Datetime.to_datetime(value)
        except (TypeError, ValueError):
            instant = None
        if not instant:
            raise UserError(
                self.env._(
                    "“%s” is not a time. Say when the absence begins and when it ends.", value or ""
                )
            )
        return instant.replace(second=0, microsecond=0)

    @api.model
    def _check_times(self, start, end):
        now = fields.Datetime.now()
        instants = (moment.replace(tzinfo=UTC) for moment in (start, end, now))
        try:
            fault = absence.fault_of(*instants)
        except ValueError:  # a year outside of the calendar
            fault = absence.FAR
        words = {
            absence.ORDER: self.env._("The end must come after the beginning."),
            absence.OVER: self.env._(
                "This is over already, so it would move no ticket. Enter one that lasts."
            ),
            absence.LENGTH: self.env._(
                "More than a year is no absence: ask the account lead to end the access."
            ),
            absence.LONG_BEGUN: self.env._(
                "This began more than a month ago. Enter it from today on."
            ),
            absence.FAR: self.env._("This is more than a year ahead. Enter it when it is closer."),
        }
        if fault:
            raise UserError(words[fault])

    @api.model
    def _text(self, value):
        text = (value or "").strip()
        if len(text) > TEXT_LIMIT:
            raise UserError(
                self.env._(
                    "The text has %(length)s characters; %(limit)s fit. Shorten it: what belongs "
                    "to one ticket is better said on that ticket.",
                    length=len(text),
                    limit=TEXT_LIMIT,
                )
            )
        return text or False

    @api.model
    def _check_no_other(self, engineer, start, end):
        now = fields.Datetime.now()
        spans = engineer._absence_spans(min(start, now))[engineer.id]
        other = absence.overlap_of(spans, start.replace(tzinfo=UTC), end.replace(tzinfo=UTC))
        if other:
            tickets = self.env["ecosire.support.ticket"]
            zone = tickets._reader_zone()
            raise UserError(
                self.env._(
                    "%(name)s is off from %(start)s to %(end)s your time already. End that absence "
                    "first, or enter only what comes before or after it.",
                    name=engineer.name,
                    start=tickets._format_instant(other[0], zone),
                    end=tickets._format_instant(other[1], zone),
                )
            )
