"""When an engineer works, and what he knows: set by the account lead, used by the routing."""

from datetime import UTC, datetime

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.base.models.res_partner import _tz_get

from ...core import explain_hours, labels, work_hours
from ..common.guard import GROUP_ENGINEER, GROUP_LEAD, GROUP_MANAGER

READERS = f"{GROUP_MANAGER},{GROUP_ENGINEER}"


class EcosireSupportEngineer(models.Model):
    _inherit = "ecosire.support.engineer"

    work_tz = fields.Selection(
        _tz_get, string="Zone of the working hours", readonly=True, groups=READERS
    )
    work_shifts = fields.Json(
        readonly=True,
        groups=READERS,
        export_string_translation=False,
        help="Weekday (0 Monday) and from when until when; nothing: whenever something comes.",
    )
    work_text = fields.Char(
        string="Working hours", compute="_compute_work_text", groups=READERS, compute_sudo=True
    )
    topic_ids = fields.Many2many(
        "ecosire.support.topic",
        "ecosire_support_engineer_topic_rel",
        "engineer_id",
        "topic_id",
        string="Knows",
        readonly=True,
        groups=READERS,
    )

    @api.depends("work_tz", "work_shifts")
    @api.depends_context("lang")
    def _compute_work_text(self):
        for engineer in self:
            window = engineer._work_window()
            if not window:
                engineer.work_text = self.env._("Whenever something comes")
                continue
            words = explain_hours.Words(window.zone, self.env._, None)
            zone = labels.zone_label(window.zone, datetime.now(UTC))
            engineer.work_text = f"{explain_hours.hours_text(window, words)} ({zone})"

    def _work_window(self):
        """Core's window of the working hours; None: whenever something comes."""
        self.ensure_one()
        # sudo: engineer - reckoned with, not shown
        this = self.sudo()
        shifts = {int(day): tuple(times) for day, times in (this.work_shifts or {}).items()}
        return work_hours.window_of(this.work_tz or "UTC", shifts)

    def set_working_hours(self, tz, shifts):
        """When this engineer works. Routing asks nobody who does not work early enough.

        :param tz: IANA name of the zone of the hours
        :param shifts: ``{weekday: (from, to)}``, 0 Monday … 6 Sunday, times like ``09:00``; an end
            that is not after the beginning lies on the next day; nothing: whenever something comes
        :raises UserError: in words, when a value cannot be read
        """
        engineer = self._led()
        try:
            days = {int(day): tuple(times) for day, times in dict(shifts or {}).items()}
            kept = work_hours.checked(tz, days)
        except (TypeError, ValueError, IndexError) as error:
            raise UserError(
                self.env._(
                    "These working hours cannot be read (%s). Choose a zone, and write times like "
                    "09:00; a day without times is a day off.",
                    error,
                )
            ) from error
        stored = {str(day): list(times) for day, times in kept.items()}
        engineer.write({"work_tz": tz if kept else False, "work_shifts": stored or False})
        return True

    def set_expertise(self, topic_ids):
        """What this engineer knows: of the topics' tickets, those in the queue may come to him.

        :param topic_ids: ids of ``ecosire.support.topic``
        """
        engineer = self._led()
        known = list(topic_ids) if isinstance(topic_ids, (list, tuple)) else None
        if known is None or not all(isinstance(one, int) for one in known):
            raise UserError(self.env._("Please choose the topics from the list."))
        # sudo: topic - vendor data that everybody here may read
        topics = self.env["ecosire.support.topic"].sudo()
        engineer.topic_ids = topics.browse(known).exists()
        return True

    def _led(self):
        """This engineer as superuser, once it is certain that a lead of his contracts asks."""
        self._guard(GROUP_LEAD)
        self.ensure_one()
        if not self.env.su and self not in self._colleagues():
            raise UserError(
                self.env._(
                    "You serve no contract together with this engineer now, so another account "
                    "lead decides."
                )
            )
        return self.sudo()  # sudo: engineer - role and access checked above

    @api.model
    def _colleagues(self):
        """Engineers with access now to a contract that the present user serves; oneself too."""
        serving = self.search([("served_with_me", "=", True), ("active", "=", True)])
        return (serving | self._of_user().sudo(False)).sorted("name")
