"""What the page of a ticket offers to do, and the checks of what comes in through its forms."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...core import ticket_states
from ..common.guard import GROUP_LEAD
from .ticket_files import FILE_LIMIT, FILES_LIMIT

TOGETHER_LIMIT = 100 * 1024 * 1024


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    def _portal_actions(self, me):
        """Which forms the engineer ``me`` gets to see; the actions themselves check again."""
        self.ensure_one()
        to = ticket_states.moves(self.state, ticket_states.ENGINEER) if self.is_open else ()
        lead = self.env.user.has_group(GROUP_LEAD)
        return {
            "answer": self.is_open,
            "take": self.is_open and self.engineer_id != me,
            "take_over": bool(self.engineer_id),
            "taken_from": self.engineer_id.id or 0,
            "wait_vendor": ticket_states.WAITING_VENDOR in to,
            "resume": self.state in (ticket_states.WAITING_CLIENT, ticket_states.WAITING_VENDOR),
            "reclassify": self.is_open,
            "treat_as_covered": self.is_open and not self._has_promise(),
            "settle_scope": self._portal_verdicts() if self.scope == "unknown" else (),
            "false_reopening": self.is_open and self._portal_unanswered_later_round(),
            "assign": [(str(one.id), one.name) for one in self._portal_next_holders(me)],
            "outage": lead and self._portal_claimed_outage(),
            **self._portal_work_actions(me),
        }

    def _portal_verdicts(self):
        """What a diagnosis can say of a scope that nobody could know before."""
        return [
            ("in_plan", self.env._("In the plan")),
            ("other_plan", self.env._("Not in the plan: another plan covers it")),
            ("quoted", self.env._("In no plan: quoted separately")),
        ]

    def _portal_unanswered_later_round(self):
        return bool(self._live_clocks("first_response").filtered(lambda clock: clock.round > 1))

    def _portal_claimed_outage(self):
        """The true time that the client claims, for a lead to confirm; None when none waits."""
        if self.outage_state != "claimed" or self.outage_side != "client":
            return None
        return {
            "reported": self._both_zones(self.reported_at),
            "evidence": self.outage_evidence,
            "meaning": self._outage_consequences(),
        }

    def _portal_next_holders(self, me):
        """To whom a lead may give this ticket, and to whom the engineer ``me`` his own."""
        lead = self.env.user.has_group(GROUP_LEAD)
        if not self.is_open or not (lead or self.engineer_id == me):
            return self.env["ecosire.support.engineer"]
        colleagues = self._portal_colleagues()
        return colleagues if lead else colleagues - me

    def _portal_colleagues(self):
        """Engineers with access to this ticket's contract, to choose the next holder from."""
        return self.contract_id.grant_ids._in_force().engineer_id.sorted("name")

    # -- what comes in

    @api.model
    def _portal_upload_limits(self):
        # sudo: ir.config_parameter - one number that the administrator set for all uploads
        setting = self.env["ir.config_parameter"].sudo().get_param("web.max_file_upload_size")
        allowed = int(setting) if setting and setting.isdigit() else FILE_LIMIT
        one = min(FILE_LIMIT, allowed)
        return {
            "one": one,
            "one_text": self._portal_size(one),
            "together": TOGETHER_LIMIT,
            "together_text": self._portal_size(TOGETHER_LIMIT),
            "count": FILES_LIMIT,
        }

    @api.model
    def _portal_check_uploads(self, uploads):
        """Refuse uploads that are too many or too large, by name.

        :param uploads: ``(name, bytes)`` pairs
        """
        limits = self._portal_upload_limits()
        if len(uploads) > limits["count"]:
            raise UserError(
                self.env._(
                    "%(count)s files were chosen; %(limit)s fit. Put them into one archive.",
                    count=len(uploads),
                    limit=limits["count"],
                )
            )
        for name, content in uploads:
            if len(content) > limits["one"]:
                raise UserError(
                    self.env._(
                        "“%(name)s” has %(size)s; %(limit)s fit. Nothing was sent: pack it "
                        "smaller, or send a link to it.",
                        name=name,
                        size=self._portal_size(len(content)),
                        limit=limits["one_text"],
                    )
                )
        if sum(len(content) for _name, content in uploads) > limits["together"]:
            raise UserError(
                self.env._(
                    "Together the files have more than %s. Nothing was sent: send them in "
                    "several answers.",
                    limits["together_text"],
                )
            )

    def _portal_local_time(self, text):
        """A past time typed in the engineer's own zone as naive UTC; None when nothing was typed.

        A time that comes with an offset of its own is meant as it says.
        """
        if not text.strip():
            return None
        instant = self._portal_typed_time(text)
        if instant > fields.Datetime.now():
            raise UserError(
                self.env._(
                    "“%s” lies in the future. Enter when it was, or leave it empty for now.", text
                )
            )
        return instant

    def _portal_typed_time(self, text):
        """A time typed in the engineer's own zone as naive UTC.

        :raises UserError: for what is no time
        """
        try:
            local = datetime.fromisoformat(text.strip())
        except ValueError as error:
            raise UserError(
                self.env._(
                    "“%s” is not a time. Write it like 2026-11-24 14:30, or leave it empty for now.",
                    text,
                )
            ) from error
        if local.tzinfo is None:
            local = local.replace(tzinfo=ZoneInfo(self._reader_zone()), fold=0)
        try:
            instant = local.astimezone(UTC).replace(tzinfo=None)
        except OverflowError as error:
            raise UserError(
                self.env._("“%s” is a year that this cannot have been in.", text)
            ) from error
        return instant
