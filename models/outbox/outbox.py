"""What is to be sent: one row a message and connection, written with what it tells of.

A row stands in the transaction of the event itself, so nothing is ever sent of what was rolled
back, and nothing is lost that was committed. It is sent once or, if a server dies between the
receiver's answer and our note of it, once more under the same delivery id.
"""

import uuid

from odoo import api, fields, models

from ..common.insert_once import insert_once

STATES = [
    ("waiting", "Waiting"),
    ("sent", "Sent"),
    ("failed", "Could not be sent"),
    ("discarded", "Discarded"),
]
SORTS = [
    ("event", "Event"),
    ("post", "Message"),
    ("page", "Call"),
    ("reply", "Answer in Slack"),
]
CRON = "ecosire_support.cron_outbox"


class EcosireSupportOutbox(models.Model):
    _name = "ecosire.support.outbox"
    _description = "Outbox"
    _inherit = "ecosire.support.guard"
    _order = "id desc"
    _rec_name = "headline"

    target_id = fields.Many2one(
        "ecosire.support.target",
        string="Connection",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    ticket_id = fields.Many2one(
        "ecosire.support.ticket", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    sort = fields.Selection(SORTS, string="Kind", required=True, readonly=True)
    headline = fields.Char(string="What", readonly=True)
    key = fields.Char(
        required=True, readonly=True, help="What it tells of: once for each connection."
    )
    delivery = fields.Char(
        string="Delivery id",
        required=True,
        readonly=True,
        help="The same for each attempt: by it the receiver knows a second copy.",
    )
    payload = fields.Text(string="What is sent", required=True, readonly=True)
    state = fields.Selection(STATES, required=True, readonly=True, default="waiting", index=True)
    queued_at = fields.Datetime(string="Written", required=True, readonly=True)
    attempts = fields.Integer(readonly=True)
    next_try_at = fields.Datetime(string="Next attempt", required=True, readonly=True)
    sent_at = fields.Datetime(string="Sent at", readonly=True)
    words = fields.Char(readonly=True, help="A template of the last answer's words.")
    values = fields.Json(readonly=True)
    discard_reason = fields.Char(readonly=True)

    _key_unique = models.Constraint("unique(target_id, key)", "This is in the outbox already.")
    _head = models.Index("(target_id, id) WHERE state = 'waiting'")

    @api.model
    def _append(self, entries):
        """Write rows to be sent; those whose key is known are not written again.

        :param entries: dictionaries with ``target``, ``sort``, ``headline``, ``payload`` (a
            function of the delivery id that gives the text), ``ticket`` or empty, ``key`` or None
        :return: the rows, also those that stood already
        """
        now = fields.Datetime.now()
        plain, keyed = [], []
        for entry in entries:
            values = self._row_values(entry, now)
            (keyed if entry.get("key") else plain).append(values)
        rows = self.create(plain)
        for values in keyed:
            insert_once(self, ("target_id", "key"), values)
        if keyed:
            rows |= self.search(
                [
                    ("target_id", "in", [values["target_id"] for values in keyed]),
                    ("key", "in", [values["key"] for values in keyed]),
                ]
            )
        if rows:
            self._wake()
        return rows

    @api.model
    def _row_values(self, entry, now):
        target, key = entry["target"], entry.get("key") or uuid.uuid4().hex
        delivery = self._delivery_of(target, key)
        return {
            "target_id": target.id,
            "ticket_id": entry["ticket"].id or None,
            "sort": entry["sort"],
            "headline": entry["headline"],
            "key": key,
            "delivery": delivery,
            "payload": entry["payload"](delivery),
            "state": "waiting",
            "queued_at": now,
            "next_try_at": now,
            "attempts": 0,
        }

    @api.model
    def _delivery_of(self, target, key):
        """A name for the delivery that no other database gives either."""
        # sudo: ir.config_parameter - the database's public name
        database = self.env["ir.config_parameter"].sudo().get_param("database.uuid") or ""
        return str(uuid.uuid5(uuid.NAMESPACE_URL, f"ecosire_support:{database}:{target.id}:{key}"))

    @api.model
    def _wake(self):
        """Let the sender run right after this transaction, asked once however many rows there are."""
        waiting = self.env.cr.precommit.data.setdefault("ecosire_support.outbox", [])
        if not waiting:
            waiting.append(True)
            self.env.cr.precommit.add(self._trigger_sender)

    @api.model
    def _trigger_sender(self):
        cron = self.env.ref(CRON, raise_if_not_found=False)
        if cron:
            # sudo: ir.cron - whoever wrote a row may have it sent at once
            cron.sudo()._trigger()
