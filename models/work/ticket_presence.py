"""Two engineers on one ticket see each other, and whether the other one is writing."""

from datetime import timedelta

from odoo import fields, models
from odoo.tools import SQL

from ..ticket.ticket_portal import _milliseconds
from .presence import GONE_AFTER, SECONDS_BETWEEN, STOPPED_TYPING_AFTER


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    def stay(self, typing=False):
        """The engineer who calls has the ticket open; called every 20 s or so while it is so.

        :param typing: whether he is writing an answer
        :return: ``{"others": [{"name", "since" (ms since 1970), "typing"}], "mark": str}``: who
            else is there, and what the ticket looks like now (see :meth:`_seen_mark`)
        """
        me = self._acting_engineer()
        self.ensure_one()
        now = fields.Datetime.now()
        if me:
            self._keep_presence(me, now, bool(typing))
        return {"others": self._others_here(me, now), "mark": self._seen_mark()}

    def leave(self):
        """The engineer who calls has closed the ticket."""
        me = self._acting_engineer()
        # sudo: presence - the caller's own rows, which nobody may write directly
        rows = self.env["ecosire.support.presence"].sudo()
        mine = rows.search([("ticket_id", "in", self.ids), ("engineer_id", "=", me.id)])
        mine.unlink()
        return True

    def _here_in_words(self, others):
        """``Bilal Raza is writing. Chandra Rao has this ticket open.``; empty when alone."""
        writing = [other["name"] for other in others if other["typing"]]
        reading = [other["name"] for other in others if not other["typing"]]
        said = []
        if writing:
            said.append(self.env._("Writing just now: %s.", ", ".join(writing)))
        if reading:
            said.append(self.env._("Has this ticket open too: %s.", ", ".join(reading)))
        return " ".join(said)

    # -- how it is done

    def _keep_presence(self, me, now, typing):
        """Note that ``me`` is here; whether others see anything new by it.

        What was said less than 20 seconds ago is not said again: a ticket that is left open all
        day costs three writes a minute at most, and a page that asks too often costs none.
        """
        stale = now - timedelta(seconds=SECONDS_BETWEEN)
        gone = now - timedelta(seconds=GONE_AFTER)
        typing_at = now if typing else None
        written = self.env.execute_query(
            SQL(
                """INSERT INTO ecosire_support_presence AS here
                          (ticket_id, engineer_id, since, seen_at, typing_at)
                   VALUES (%(ticket)s, %(me)s, %(now)s, %(now)s, %(typing)s)
                   ON CONFLICT (ticket_id, engineer_id) DO UPDATE
                      SET since = CASE WHEN here.seen_at < %(gone)s THEN %(now)s
                                       ELSE here.since END,
                          seen_at = %(now)s,
                          typing_at = COALESCE(%(typing)s, here.typing_at)
                    WHERE here.seen_at <= %(stale)s
                       OR (%(typing)s::timestamp IS NOT NULL
                           AND COALESCE(here.typing_at, '-infinity') <= %(stale)s)
                RETURNING since = %(now)s OR typing_at = %(now)s""",
                ticket=self.id,
                me=me.id,
                now=now,
                stale=stale,
                gone=gone,
                typing=typing_at,
            )
        )
        self.env["ecosire.support.presence"].invalidate_model()
        return bool(written and written[0][0])

    def _others_here(self, me, now):
        # sudo: presence - names of colleagues who have the same ticket open
        rows = self.env["ecosire.support.presence"].sudo()
        here = rows.search(
            [
                ("ticket_id", "=", self.id),
                ("engineer_id", "!=", me.id),
                ("seen_at", ">", now - timedelta(seconds=GONE_AFTER)),
            ],
            order="since, id",
        )
        typing_since = now - timedelta(seconds=STOPPED_TYPING_AFTER)
        return [
            {
                "name": row.engineer_id.name,
                "since": _milliseconds(row.since),
                "typing": bool(row.typing_at and row.typing_at > typing_since),
            }
            for row in here
        ]
