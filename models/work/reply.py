"""Replies that ECOSIRE writes again and again; account leads keep them, engineers use them."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...core import reply_book
from ..common.guard import GROUP_LEAD
from ..common.row_lock import lock_rows


class EcosireSupportCannedReply(models.Model):
    _name = "ecosire.support.canned.reply"
    _description = "Canned reply"
    _inherit = "ecosire.support.guard"
    _order = "name, id"

    code = fields.Char(
        required=True,
        readonly=True,
        help="By it the same reply is known in each client's database, so that importing twice "
        "changes nothing.",
    )
    name = fields.Char(required=True, readonly=True)
    topic_id = fields.Many2one(
        "ecosire.support.topic",
        readonly=True,
        index=True,
        ondelete="set null",
        help="Offered first on tickets about it. Empty: for any ticket.",
    )
    body = fields.Text(string="Text", required=True, readonly=True)
    active = fields.Boolean(default=True, readonly=True)

    _code_unique = models.Constraint("unique(code)", "Another reply has this code already.")

    @api.model
    def save_reply(self, code, name, topic, body):
        """Keep a reply under its code: a new one, or this text in place of the former.

        :param topic: the code of a topic, or empty for any ticket
        :param body: plain text with placeholders such as ``{{contact}}``
        :return: the id of the reply
        :raises UserError: in words, for what a reply cannot be
        """
        self._guard(GROUP_LEAD)
        reply = reply_book.tidy(*(str(text or "") for text in (code, name, topic, body)))
        topics = self._topics_by_code()
        if faults := reply_book.faults_of(reply, topics):
            raise UserError(" ".join(self._fault_in_words(fault) for fault in faults))
        return self._keep_all([reply], topics).id

    def set_aside(self):
        """Offer these replies no more; saving or importing one again brings it back."""
        self._guard(GROUP_LEAD)
        # sudo: canned.reply - nobody may write one directly; the role is checked above
        self.sudo().write({"active": False})
        return True

    # -- how it is done

    @api.model
    def _keep_all(self, replies, topics):
        """Create or rewrite the rows of checked replies; the rows, in their order.

        :param topics: what :meth:`_topics_by_code` gives
        """
        # sudo: canned.reply - nobody may write one directly; the callers check the role
        rows = self.browse().sudo().with_context(active_test=False)
        codes = [reply.code for reply in replies]
        known = rows.search([("code", "in", codes)])
        lock_rows(known)
        by_code = {row.code: row for row in known}
        fresh = [reply for reply in replies if reply.code not in by_code]
        created = rows.create([self._as_values(reply, topics) for reply in fresh])
        by_code |= {row.code: row for row in created}
        for reply in replies:
            if reply not in fresh:
                by_code[reply.code].write(self._as_values(reply, topics))
        return rows.concat(*(by_code[code] for code in codes))

    @api.model
    def _as_values(self, reply, topics):
        return {
            "code": reply.code,
            "name": reply.name,
            "topic_id": topics.get(reply.topic),
            "body": reply.body,
            "active": True,
        }

    def _as_core(self):
        """Core's value of this row."""
        self.ensure_one()
        return reply_book.Reply(self.code, self.name, self.topic_id.code or "", self.body)

    @api.model
    def _topics_by_code(self):
        """Ids of the topics that there are, by their codes."""
        return {topic.code: topic.id for topic in self.env["ecosire.support.topic"].search([])}

    @api.model
    def _fault_in_words(self, fault):
        said = self.env._(fault.words, **dict(fault.values))
        if fault.line:
            return self.env._("Line %(line)s: %(said)s", line=fault.line, said=said)
        return said
