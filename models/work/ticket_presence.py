"""Two engineers on one ticket see each other, and whether the other one is writing."""

from datetime import timedelta

from odoo import fields, models
from odoo.tools import SQL

from ..ticket.ticket_portal import _milliseconds
from .presence import GONE_AFTER, SECONDS_BETWEEN, STOPPED_TYPING_AFTER

HERE = "ecosire_support.here"  # of the bus


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    def stay(self, typing=False):
        """The engineer who calls has the ticket open; called every 20 s or so while it is so.

        :param typing: whether he is writing an answer
        :return: ``{"others": [{"name", "since" (ms since 1970), "typing"}]}``: who else is there
        """
        me = self._acting_engineer()
        self.ensure_one()
        now = fields.Datetime.now()
        is_new = me and self._keep_presence(me, now, bool(typing))
        others = self._rows_of_others(me, now)
        if is_new:
            self._tell_here(others)
        return {"others": [_in_short(row, now) for row in others]}

    def leave(self):
        """The engineer who calls has closed the ticket."""
        me = self._acting_engineer()
        # a row that another window of his is just writing is left to that one
        left = self.env.execute_query(
            SQL(
                """DELETE FROM ecosire_support_presence WHERE id IN (
                       SELECT id FROM ecosire_support_presence
                        WHERE engineer_id = %s AND ticket_id IN %s FOR UPDATE SKIP LOCKED)
                RETURNING ticket_id""",
                me.id or 0,
                tuple(self.ids) or (0,),
            )
        )
        self.env["ecosire.support.presence"].invalidate_model()
        for [ticket_id] in left:
            ticket = self.browse(ticket_id)
            ticket._tell_here(ticket._rows_of_others(me, fields.Datetime.now()))
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

    def _rows_of_others(self, me, now):
        # sudo: presence - names of colleagues who have the same ticket open
        rows = self.env["ecosire.support.presence"].sudo()
        return rows.search(
            [
                ("ticket_id", "=", self.id),
                ("engineer_id", "!=", me.id),
                ("seen_at", ">", now - timedelta(seconds=GONE_AFTER)),
            ],
            order="since, id",
        )

    def _tell_here(self, rows):
        """Let the desks of those who have the ticket open look who is there: by its id alone."""
        for row in rows:
            row.env["bus.bus"]._sendone(row.engineer_id, HERE, {"id": self.id})


def _in_short(row, now):
    typing_since = now - timedelta(seconds=STOPPED_TYPING_AFTER)
    return {
        "name": row.engineer_id.name,
        "since": _milliseconds(row.since),
        "typing": bool(row.typing_at and row.typing_at > typing_since),
    }
