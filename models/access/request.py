"""What ECOSIRE asks for on a ticket beyond the ticket: a shared screen, a copy, a login for a time."""

from datetime import UTC

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...core.access_request import (
    ASKED,
    GRANTED,
    LIVE,
    OVER,
    REFUSED,
    Access,
    AccessSpanError,
    check_span,
)
from ..common.guard import GROUP_ADMIN, GROUP_MANAGER
from ..common.row_lock import lock_rows

KINDS = [
    ("screen_share", "Screen share"),
    ("staging", "Staging copy"),
    ("login", "Login for a time"),
]
STATES = [
    (ASKED, "Asked for"),
    (GRANTED, "Granted"),
    (REFUSED, "Refused"),
    (OVER, "Over"),
]
LONGEST_TEXT = 2_000


class EcosireSupportAccessRequest(models.Model):
    _name = "ecosire.support.access.request"
    _description = "Access that was asked for"
    _inherit = "ecosire.support.guard"
    _order = "asked_at desc, id desc"
    _rec_name = "ticket_number"

    ticket_id = fields.Many2one(
        "ecosire.support.ticket", required=True, readonly=True, index=True, ondelete="cascade"
    )
    # the administrator who decides need not be one who reads tickets
    ticket_number = fields.Char(
        string="Number of the ticket", related="ticket_id.number", store=True
    )
    engineer_id = fields.Many2one(
        "ecosire.support.engineer",
        string="Asked by",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one(related="ticket_id.company_id", store=True, index=True)
    kind = fields.Selection(KINDS, required=True, readonly=True)
    reason = fields.Text(string="Why", required=True, readonly=True)
    asked_at = fields.Datetime(string="Asked", required=True, readonly=True)
    wanted_until = fields.Datetime(string="Asked for until", required=True, readonly=True)
    state = fields.Selection(STATES, required=True, readonly=True, default=ASKED)
    granted_until = fields.Datetime(string="Granted until", readonly=True, index="btree_not_null")
    answer = fields.Text(
        string="What the engineer is told",
        readonly=True,
        help="Shown to the engineers of the ticket until the end, then deleted.",
    )
    decided_at = fields.Datetime(string="Decided", readonly=True)
    decided_by = fields.Char(string="Decided by", readonly=True)
    user_id = fields.Many2one(
        "res.users", string="Login", readonly=True, index="btree_not_null", ondelete="set null"
    )
    ended_at = fields.Datetime(string="Ended", readonly=True)
    ended_by = fields.Char(string="Ended by", readonly=True)
    in_force = fields.Boolean(compute="_compute_in_force", string="Now")

    # a second click asks for nothing new
    _one_each = models.UniqueIndex(
        "(ticket_id, kind) WHERE state IN ('asked', 'granted')",
        "This has been asked for already on this ticket.",
    )

    @api.depends("state", "granted_until")
    def _compute_in_force(self):
        for request in self:
            request.in_force = request._is_in_force()

    def _as_core(self):
        until = self.granted_until
        return Access(self.state, until.replace(tzinfo=UTC) if until else None)

    def _is_in_force(self):
        self.ensure_one()
        return self._as_core().is_in_force(fields.Datetime.now().replace(tzinfo=UTC))

    # -- asking and deciding; the callers have checked the right

    @api.model
    def _ask(self, ticket, engineer, kind, reason, until):
        """Keep what an engineer asks for, and tell the administrators and the ticket.

        :param until: naive UTC
        """
        if kind not in dict(KINDS):
            raise UserError(self.env._("Choose what you need."))
        reason = self._text(reason)
        if not reason:
            raise UserError(self.env._("Please say why: the reason is kept and shown."))
        self._check_span(kind, until)
        lock_rows(ticket)
        if self.search_count([*self._live(ticket), ("kind", "=", kind)]):
            raise UserError(
                self.env._("This has been asked for already: its answer will stand on the ticket.")
            )
        request = self.create(
            {
                "ticket_id": ticket.id,
                "engineer_id": engineer.id,
                "kind": kind,
                "reason": reason,
                "asked_at": fields.Datetime.now(),
                "wanted_until": until,
            }
        )
        request._tell_asked()
        return request

    def _grant(self, until, answer, user=None):
        """Grant it, or grant it anew with another end."""
        self._lock_for(GRANTED)
        self._check_span(self.kind, until)
        again = self.state == GRANTED
        self.write(
            {
                "state": GRANTED,
                "granted_until": until,
                "answer": self._text(answer),
                "decided_at": fields.Datetime.now(),
                "decided_by": self.env.user.name,
                "user_id": (user or self.user_id).id,
            }
        )
        self._note_in_log("access_granted")
        self._tell_granted(again)

    def _refuse(self, words):
        words = self._text(words)
        if not words:
            raise UserError(self.env._("Please say why not: the engineer reads it."))
        self._lock_for(REFUSED)
        self.write(
            {
                "state": REFUSED,
                "decided_at": fields.Datetime.now(),
                "decided_by": self.env.user.name,
                "ended_at": fields.Datetime.now(),
            }
        )
        self._note_in_log("access_refused")
        self._tell_refused(words)

    def _lock_for(self, state):
        self.ensure_one()
        lock_rows(self)
        if not self._as_core().may_become(state):
            said = dict(self._fields["state"]._description_selection(self.env))[self.state]
            raise UserError(
                self.env._("This cannot be done any more: it is “%s” already.", said.lower())
            )

    @api.model
    def _live(self, ticket):
        return [("ticket_id", "=", ticket.id), ("state", "in", LIVE)]

    @api.model
    def _text(self, text):
        text = (text or "").replace("\0", "").strip()
        if len(text) > LONGEST_TEXT:
            raise UserError(self.env._("The text is longer than 2,000 characters. Shorten it."))
        return text

    @api.model
    def _check_span(self, kind, until):
        now = fields.Datetime.now().replace(tzinfo=UTC)
        try:
            check_span(kind, now, until.replace(tzinfo=UTC))
        except AccessSpanError as error:
            raise UserError(self.env._(error.template, **error.values)) from None

    def _note_in_log(self, what, **more):
        kind = dict(self._fields["kind"]._description_selection(self.env))[self.kind]
        detail = f"{kind}, {self.engineer_id.name}"
        self.env["ecosire.support.access.log"]._note(what, self.ticket_id, detail, **more)

    def action_decide(self):
        """Open the dialog in which the administrator grants, extends or refuses."""
        self._guard(GROUP_ADMIN)
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._(
                "%(kind)s for %(engineer)s, %(ticket)s",
                kind=self._kind_in_words(),
                engineer=self.sudo().engineer_id.name,
                ticket=self.ticket_number,
            ),
            "res_model": "ecosire.support.access.decide",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_request_id": self.id},
        }

    def action_open_ticket(self):
        """Open the ticket that it is about."""
        self._guard(GROUP_MANAGER)
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "ecosire.support.ticket",
            "res_id": self.sudo().ticket_id.id,
            "views": [(False, "form")],
        }
