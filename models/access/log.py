"""The access log: it belongs to the client, and tells what ECOSIRE's people did in the database.

``_note`` writes in the caller's transaction, so that what is rolled back was not done. A refusal is
rolled back with the request that asked for it, and a request that only reads cannot write: for both
there is ``_note_apart``, with a transaction of its own.
"""

from datetime import timedelta

from odoo import SUPERUSER_ID, api, fields, models
from odoo.http import request
from odoo.tools import SQL

from ...core.browser_facts import browser
from ..common.guard import GROUP_ENGINEER
from .doors import door_of
from .kinds import CODES, DOORS, KINDS

LONGEST_DETAIL = 200
# refusals of one person that are listed one by one; a program could fill the table otherwise
MOST_REFUSALS = 30
REFUSALS_WITHIN = timedelta(minutes=10)
# an opening counts once, however often a page is loaded anew within this time
SAME_OPENING = timedelta(minutes=10)


class EcosireSupportAccessLog(models.Model):
    _name = "ecosire.support.access.log"
    _description = "Access log"
    _inherit = ["ecosire.support.guard", "ecosire.support.append.only"]
    _order = "at desc, id desc"
    _rec_name = "what"

    # of people and tickets the id and the name, no keys of other tables: the row outlives them
    at = fields.Datetime(string="When", required=True, readonly=True)
    person = fields.Char(string="Who", required=True, readonly=True)
    person_key = fields.Integer(string="User ID", readonly=True, aggregator=False)
    what = fields.Selection(KINDS, required=True, readonly=True)
    detail = fields.Char(readonly=True)
    ticket_number = fields.Char(string="Ticket", readonly=True, index="btree_not_null")
    company_key = fields.Integer(readonly=True, aggregator=False)
    door = fields.Selection(DOORS, string="By which door", required=True, readonly=True)
    outcome = fields.Selection(
        [("done", "Done"), ("refused", "Refused")], required=True, readonly=True
    )
    address = fields.Char(string="From which address", readonly=True)
    browser = fields.Char(readonly=True)
    serves_us = fields.Boolean(compute="_compute_serves_us", search="_search_serves_us")

    _at_idx = models.Index("(at DESC, id DESC)")
    _person_idx = models.Index("(person_key, at)")

    @api.depends("what")
    def _compute_display_name(self):
        """In words: the code means nothing to its reader."""
        words = dict(self._fields["what"]._description_selection(self.env))
        for row in self:
            row.display_name = words.get(row.what, "")

    def _compute_serves_us(self):
        found = self.filtered_domain(self._search_serves_us("in", [True]))
        for row in self:
            row.serves_us = row in found

    @api.model
    def _search_serves_us(self, operator, value):
        """Rows of all but those of ECOSIRE who never had access to one of the reader's companies."""
        if operator != "in":
            return NotImplemented
        # sudo: engineer - only whose access concerned these companies
        engineers = self.env["ecosire.support.engineer"].sudo().with_context(active_test=False)
        concerned = [("grant_ids.contract_id.company_ids", "in", self.env.companies.ids)]
        others = engineers.search([("id", "not in", engineers.search(concerned).ids)])
        domain = fields.Domain("person_key", "not in", others.user_id.ids)
        return domain if True in value else ~domain

    # -- writing

    @api.model
    def _note(
        self, what, ticket=None, detail="", *, user=None, refused=False, door=None, company=None
    ):
        """Keep that something was done, in the transaction that does it.

        :param what: a code of ``kinds.KINDS``, or of an action; unknown ones are kept as "other"
        :param ticket: the ticket that it was about
        :param detail: a few words more; never what somebody has written, never a secret
        :param user: who did it; default: the present user
        :param door: by which door, where it is not told by the request
        :param company: whose managers read of it, where there is no ticket; default: all whom the
            person serves
        """
        row = self._as_row(what, ticket, detail, user, refused, door)
        if company:
            row["company_key"] = company.id
        return self._keep(row)

    @api.model
    def _note_apart(
        self, what, ticket=None, detail="", *, user=None, refused=True, door=None, doomed=False
    ):
        """Keep it whatever becomes of the request: in a transaction of its own.

        Outside of a request nobody takes back what he refuses, so there it is like :meth:`_note`.
        Too many refusals of one person are told in one row.

        :param doomed: the request ends in an error, so nothing else of it is kept anyway
        """
        row = self._as_row(what, ticket, detail, user, refused, door)
        if not request:
            return self._keep_unless_flooded(row)
        if doomed or request.env.cr.readonly:
            request.env.cr.rollback()
        with self.env.registry.cursor() as cr:
            # sudo: access.log - nobody has the right to write it
            apart = self.env(cr=cr, user=SUPERUSER_ID, su=True, context={})[self._name]
            apart._keep_unless_flooded(row)
        return None

    @api.model
    def _note_opening(self, ticket):
        """Keep that the present user opened ``ticket``; loaded anew soon it is the same opening."""
        row = self._as_row("open", ticket, "", None, False, None)
        self.flush_model()
        known = self.env.execute_query(
            SQL(
                """SELECT 1 FROM ecosire_support_access_log
                    WHERE person_key = %s AND at > %s AND what = 'open' AND ticket_number = %s
                      AND door = %s AND address IS NOT DISTINCT FROM %s LIMIT 1""",
                row["person_key"],
                row["at"] - SAME_OPENING,
                row["ticket_number"],
                row["door"],
                row["address"] or None,
            )
        )
        if not known:
            self._keep(row)

    @api.model
    def _as_row(self, what, ticket, detail, user, refused, door):
        # sudo: res.users, ticket - name and number, whatever the caller may read of them
        user = (user or self.env.user).sudo()
        ticket = ticket.sudo() if ticket else self.env["ecosire.support.ticket"]
        known = what in CODES
        return {
            "at": fields.Datetime.now(),
            "person": user.name or str(user.id),
            "person_key": user.id,
            "what": what if known else "other",
            "detail": _short(detail if known else " ".join(filter(None, (what, detail)))),
            "ticket_number": ticket.number or False,
            "company_key": ticket.company_id.id or 0,
            "outcome": "refused" if refused else "done",
            **self._where_from(user, door),
        }

    @api.model
    def _where_from(self, user, door):
        """Address, browser and door. Mail and Slack come from machines that say nothing of people."""
        door = door or self.env.context.get("ecosire_support_door")
        if not request or door in ("mail", "slack", "job"):
            return {"door": door or "job", "address": False, "browser": False}
        asked = request.httprequest
        return {
            "door": door or door_of(asked.path, user.has_group(GROUP_ENGINEER)),
            "address": asked.remote_addr or False,
            "browser": browser(asked.user_agent.string) or False,
        }

    @api.model
    def _keep(self, row):
        # sudo: access.log - nobody has the right to write it
        return self.sudo().create(row)

    @api.model
    def _keep_unless_flooded(self, row):
        if row["outcome"] == "refused":
            lately = [
                ("person_key", "=", row["person_key"]),
                ("at", ">", row["at"] - REFUSALS_WITHIN),
                ("outcome", "=", "refused"),
            ]
            # sudo: access.log - how many there are, to tell the rest in one row
            refusals = self.sudo().search_count(lately, limit=MOST_REFUSALS + 1)
            if refusals > MOST_REFUSALS:
                return None
            if refusals == MOST_REFUSALS:
                row = {**row, "detail": self.env._("and more that are not listed one by one")}
        return self._keep(row)

    # -- reading

    @api.model
    def _last_addresses(self):
        """From where those who have access now last came in: ``{name: address}``."""
        # sudo: engineer - who has access, and the log's own rows about them
        engineers = self.env["ecosire.support.engineer"].sudo().search([("active", "=", True)])
        users = engineers.user_id
        domain = [("person_key", "in", users.ids), ("what", "=", "login"), ("outcome", "=", "done")]
        found = self.sudo()._read_group(domain, ["person_key"], ["id:max"])
        rows = self.sudo().browse(newest for _user, newest in found)
        return {row.person: row.address for row in rows if row.address}


def _short(text):
    text = " ".join((text or "").replace("\0", "").split())
    return text if len(text) <= LONGEST_DETAIL else text[: LONGEST_DETAIL - 1] + "…"
