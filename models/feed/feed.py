"""The addresses under which engineers read their open deadlines without logging in."""

import secrets
from datetime import UTC

from odoo import SUPERUSER_ID, api, fields, models
from odoo.tools import hmac, str2bool

from ...core import feed_token
from ...core.allowance import Allowance
from ..common.guard import GROUP_ADMIN
from ..common.row_lock import lock_rows
from ..common.row_meeting import meet_at_rows
from ..fence.rights import FEEDS

ALLOWED = "ecosire_support.feeds"  # the administrator's switch
NOBODY = "."  # Odoo's own sign for a field that no group may touch
# a page and some calendars ask once a minute each; more is a mistake, or somebody's game
ASKING = Allowance(times=30, seconds=60)


class EcosireSupportFeed(models.Model):
    """One address of one engineer. The row stays when it ends, as the record of what was."""

    _name = "ecosire.support.feed"
    _description = "Feed addresses of engineers"
    _inherit = "ecosire.support.guard"
    _order = "ended_at desc, made_at desc, id desc"
    _rec_name = "engineer_id"

    engineer_id = fields.Many2one(
        "ecosire.support.engineer", required=True, readonly=True, index=True, ondelete="cascade"
    )
    # only the hash: whoever reads this database must not read the feed elsewhere with it
    token_hash = fields.Char(
        required=True, readonly=True, copy=False, exportable=False, groups=NOBODY
    )
    made_at = fields.Datetime(string="Made", required=True, readonly=True)
    ended_at = fields.Datetime(string="Ended", readonly=True)
    ended_by = fields.Char(readonly=True)
    fetched_at = fields.Datetime(string="Last fetched", readonly=True)
    fetched_from = fields.Char(
        string="From", readonly=True, help="The network address that fetched it last."
    )
    span_began = fields.Datetime(readonly=True, groups=NOBODY)
    span_used = fields.Integer(readonly=True, groups=NOBODY)

    _token_unique = models.Constraint("unique(token_hash)", "This address is taken.")
    _one_each = models.UniqueIndex("(engineer_id) WHERE ended_at IS NULL")

    def action_end(self):
        """End these addresses now: whoever asks them finds nothing any more."""
        self._guard(GROUP_ADMIN)
        # sudo: feed - the client's administrator ends what reads his server
        self.sudo()._end(self.env.user.name)
        return True

    def action_end_all(self):
        """End every address of every engineer now, whichever are selected."""
        self._guard(GROUP_ADMIN)
        # sudo: feed - the client's administrator ends what reads his server
        feeds = self.sudo().search([("ended_at", "=", False)])
        feeds._end(self.env.user.name)
        return True

    # -- making and ending

    @api.model
    def _are_allowed(self):
        """Whether the client's administrator lets engineers have such addresses."""
        # sudo: ir.config_parameter - a switch of this addon's own
        return str2bool(self.env["ir.config_parameter"].sudo().get_param(ALLOWED) or "0", False)

    @api.model
    def _make(self, engineer):
        """A new address for ``engineer``, in place of the one before; the token is told only here."""
        meet_at_rows(engineer)  # of two clicks the second ends what the first has made
        self._of(engineer)._end(engineer.name)
        token = feed_token.make_token(secrets.token_hex(feed_token.RANDOM // 2), self._secret())
        feed = self.create(
            {
                "engineer_id": engineer.id,
                "token_hash": feed_token.kept(token),
                "made_at": fields.Datetime.now(),
            }
        )
        feed._note_in_log("feed_made")
        return token

    @api.model
    def _of(self, engineer):
        """The address that ``engineer`` has now; empty without one."""
        return self.search([("engineer_id", "=", engineer.id), ("ended_at", "=", False)])

    def _end(self, by):
        live = self.filtered(lambda feed: not feed.ended_at)
        live.write({"ended_at": fields.Datetime.now(), "ended_by": by})
        live.flush_recordset()  # before there is another one
        for feed in live:
            feed._note_in_log("feed_ended")

    # -- being asked

    @api.model
    def _live(self, token):
        """The address that ``token`` opens at this instant; empty for any other, alike.

        It needs the administrator's switch, a login that is not archived, and a grant in force.
        """
        none = self.browse()
        if not feed_token.is_signed(token, self._secret()) or not self._are_allowed():
            return none
        domain = [("token_hash", "=", feed_token.kept(token)), ("ended_at", "=", False)]
        feed = self.search(domain, limit=1)
        engineer = feed.engineer_id
        if not (engineer.active and engineer.user_id.active and engineer.access_now):
            return none
        return feed

    @api.model
    def _opened(self, token, address):
        """The address that ``token`` opens for somebody who comes from ``address``."""
        feed = self._live(token)
        return feed.filtered(lambda one: one.engineer_id.user_id._ecosire_support_lets_in(address))

    def _use(self, address):
        """Count one fetch from ``address``; how many seconds to wait when it is one too many."""
        self.ensure_one()
        lock_rows(self)
        now = fields.Datetime.now()
        began = self.span_began.replace(tzinfo=UTC) if self.span_began else None
        kept = ASKING.use(began, self.span_used, now.replace(tzinfo=UTC))
        if kept is None:
            return ASKING.wait(began, now.replace(tzinfo=UTC))
        if address != self.fetched_from or now.date() != self.fetched_at.date():
            self._note_in_log("feed")  # a page asks each minute: once a day is enough
        self.write(
            {
                "span_began": kept[0].replace(tzinfo=None),
                "span_used": kept[1],
                "fetched_at": now,
                "fetched_from": address,
            }
        )
        return 0

    def _note_in_log(self, what):
        """Put into the client's access log what was done with this engineer's address."""
        log = self.env["ecosire.support.access.log"]
        user = self.engineer_id.user_id
        if what == "feed":  # whoever fetches is nobody to Odoo
            log._note(what, user=user, door="feed")
        else:
            log._note(what, detail=user.name if self.env.user != user else "")

    def _url(self, token, kind):
        """The whole address that ``token`` opens: ``kind`` is ``json`` or ``ics``."""
        return f"{self.get_base_url()}{FEEDS}/{token}.{kind}"

    @api.model
    def _secret(self):
        """Signs these addresses and nothing else."""
        # sudo: ir.config_parameter - the database's own secret, used and never shown
        root = self.env(user=SUPERUSER_ID, su=True)
        return hmac(root, "ecosire_support_feed", "token")
