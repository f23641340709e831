"""One mail a day for whoever wants it so: what happened, and what is open, at risk or missed.

A row for each person and day of their own, made before the mail in the same transaction: however
many servers run the job, each day's mail goes out once, and a day without anything to say is not
looked at again.
"""

import logging
from datetime import timedelta
from functools import partial

from odoo import api, fields, models

from ..common.cron_batch import keep_batch, try_anew, works_alone
from ..common.guard import GROUP_MANAGER
from ..common.insert_once import insert_once
from ..common.plain_number import plain_number
from .kind import DAILY

_logger = logging.getLogger(__name__)

HOUR = 8
LOOKS_BACK = timedelta(days=7)  # at most, after a time without the job
KEPT_DAYS = 60


class EcosireSupportDigest(models.Model):
    _name = "ecosire.support.digest"
    _description = "Daily mails"
    _order = "day desc, id desc"
    _rec_name = "day"

    partner_id = fields.Many2one("res.partner", required=True, readonly=True, ondelete="cascade")
    day = fields.Date(required=True, readonly=True, help="The day where the person is.")
    since = fields.Datetime(required=True, readonly=True)
    until = fields.Datetime(required=True, readonly=True)
    sent = fields.Boolean(readonly=True, help="Not set: there was nothing to say.")

    _once_a_day = models.Constraint(
        "unique(partner_id, day)", "This person has had the mail of this day."
    )

    @api.model
    def _cron_digests(self):
        """Send the mails that are due where their readers are; safe on several servers."""
        failed = set()
        while self._send_next(failed):
            pass

    @api.model
    def _send_next(self, failed):
        """Settle the next person's day and keep it; whether there may be more.

        :param failed: ids of users not to be tried again in this run; one that fails is added
        """

        def work():
            due = self._due_users(fields.Datetime.now())
            due = due.filtered(lambda user: user.id not in failed)
            for user in due[:1]:
                words = ("The daily mail of user %s could not be made", user.id)
                if not works_alone(self.env, partial(self._settle_day, user), _logger, *words):
                    failed.add(user.id)
            return bool(due) and keep_batch(self.env, 1, len(due) - 1)

        return try_anew(self.env, work)

    @api.model
    def _due_users(self, now):
        """Whose hour has come, and who has not had the mail of that day."""
        users = self._readers()
        hour = plain_number(self.env, "digest_hour", HOUR, least=0, most=23)
        local = {user: self._local(user, now) for user in users}
        users = users.filtered(lambda user: local[user].hour >= hour)
        had = self.search_fetch(
            [
                ("partner_id", "in", users.partner_id.ids),
                ("day", "in", list({local[user].date() for user in users})),
            ],
            ["partner_id", "day"],
        )
        settled = {(row.partner_id.id, row.day) for row in had}
        return users.filtered(
            lambda user: (user.partner_id.id, local[user].date()) not in settled
        ).sorted("id")

    @api.model
    def _readers(self):
        """Managers who want the daily mail, and whoever has notices kept for it."""
        managers = self.env.ref(GROUP_MANAGER).all_user_ids.filtered(
            lambda user: (
                user.active and user._is_internal() and user.id != self.env.ref("base.user_root").id
            )
        )
        preferences = self.env["ecosire.support.notice.preference"]
        wanting = preferences._choosing(managers.partner_id, "digest").get(DAILY, ())
        waiting = self.env["ecosire.support.digest.line"]._read_group(
            [("sent_at", "=", False)], ["partner_id"]
        )
        people = {partner.id for partner in wanting} | {partner.id for (partner,) in waiting}
        return self.env["res.users"].search([("partner_id", "in", sorted(people))])

    @api.model
    def _local(self, user, instant):
        zone = user.tz or user.company_id.partner_id.tz or "UTC"
        return fields.Datetime.context_timestamp(self.with_context(tz=zone), instant)

    @api.model
    def _settle_day(self, user):
        """Claim the day, and send the mail if there is something to say."""
        now = fields.Datetime.now()
        partner = user.partner_id
        last = self.search([("partner_id", "=", partner.id)], limit=1).until
        since = max(last or now - timedelta(days=1), now - LOOKS_BACK)
        values = {
            "partner_id": partner.id,
            "day": self._local(user, now).date(),
            "since": since,
            "until": now,
        }
        if not insert_once(self, ("partner_id", "day"), values):
            return
        row = self.search([("partner_id", "=", partner.id), ("day", "=", values["day"])])
        row.sent = row._send(user)

    @api.autovacuum
    def _gc_digests(self):
        old = [("until", "<", f"now -{KEPT_DAYS}d")]
        self.search(old, limit=1000).unlink()
        lines = self.env["ecosire.support.digest.line"]
        lines.search([("sent_at", "<", f"now -{KEPT_DAYS}d")], limit=1000).unlink()
