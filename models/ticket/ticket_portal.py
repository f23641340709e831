"""What the engineers' light pages show: the queue by deadline, and one ticket in full.

Everything here is read with the engineer's own rights; what he may not read but must know
(a name, a time zone, the file of a message he may read) is fetched by a reasoned sudo.
"""

from datetime import UTC

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...core import sla
from ..common.owing import OPEN, OWING, UNANSWERED
from ..fence.rights import HOME
from .ticket_promise import _duration

LIVE_LEVELS = ("running", "risk", "missed")
FINISHED_ORDER = SQL("COALESCE(closed_at, resolved_at) DESC NULLS LAST, submitted_at, id")


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    _finished = models.Index(
        "(COALESCE(closed_at, resolved_at) DESC NULLS LAST, submitted_at, id) "
        "WHERE is_open IS NOT TRUE"
    )

    # -- the queue

    @api.model
    def _portal_filters(self):
        """The views of the queue: ``{code: (label, domain, words when it is empty)}``."""
        me = self.env["ecosire.support.engineer"]._of_user()
        now = fields.Datetime.now()
        overdue = UNANSWERED & Domain("deadline", "<=", now)
        at_risk = UNANSWERED & Domain("deadline", ">", now) & Domain("at_risk_at", "<=", now)
        return {
            "open": (
                self.env._("All open"),
                OPEN,
                self.env._(
                    "Nothing is open. A ticket shows up here the moment the client files it."
                ),
            ),
            "mine": (
                self.env._("Mine"),
                OPEN & Domain("engineer_id", "=", me.id),
                self.env._("No open ticket is with you. Take one from “Unassigned”."),
            ),
            "unassigned": (
                self.env._("Unassigned"),
                OPEN & Domain("engineer_id", "=", False),
                self.env._("Every open ticket is with somebody."),
            ),
            "at_risk": (
                self.env._("At risk"),
                OPEN & at_risk,
                self.env._(
                    "No ticket is at risk. One gets here when four fifths of its time are gone."
                ),
            ),
            "missed": (
                self.env._("Missed"),
                OPEN & overdue,
                self.env._("No ticket waits for an answer past its deadline. Well done."),
            ),
            "waiting": (
                self.env._("Waiting for the client"),
                OPEN & Domain("state", "=", "waiting_client"),
                self.env._("No ticket waits for the client's reply."),
            ),
            "closed": (
                self.env._("Closed"),
                ~OPEN,
                self.env._("No ticket has been resolved or closed yet."),
            ),
        }

    @api.model
    def _portal_search_domain(self, text):
        return Domain("number", "ilike", text) | Domain("name", "ilike", text)

    @api.model
    def _portal_queue(self, domain, offset, limit):
        """Tickets by what is due: open ones by what is owed, then the finished ones, latest first.

        Both parts are read in the order of an index, so the first page costs the same however
        many tickets there are.
        """
        self.flush_model()
        domain, found = Domain(domain), self.browse()
        for part, order in ((OPEN, self._portal_due_order()), (~OPEN, FINISHED_ORDER)):
            if len(found) < limit:
                rows = self._portal_part(domain & part, order, offset, limit - len(found))
                if offset:
                    offset = 0 if rows else max(0, offset - self.search_count(domain & part))
                found += rows
        return found

    @api.model
    def _portal_part(self, domain, order, offset, limit):
        query = self._search(domain)
        query.order, query.offset, query.limit = order, offset, limit
        return self.browse(query.get_result_ids())

    @api.model
    def _portal_counts(self, filters):
        """How many tickets each view of the queue holds, asked at once; not of the closed ones.

        :param filters: what :meth:`_portal_filters` gives
        """
        domains = {code: view[1] for code, view in filters.items() if code != "closed"}
        query = self._search(OPEN)
        counted = [
            SQL(
                "COUNT(*) FILTER (WHERE %s)",
                domain.optimize_full(self)._to_sql(self, self._table, query),
            )
            for domain in domains.values()
        ]
        (row,) = self.env.execute_query(query.select(*counted))
        return dict(zip(domains, row, strict=True))

    def _portal_row(self):
        """What a line of the queue says about this ticket."""
        self.ensure_one()
        # sudo: res.company - only its name; engineers read no companies
        company = self.sudo().company_id.name
        return {
            "number": self.number,
            "title": self.name,
            "severity": self.severity,
            "severity_label": self._portal_label("severity"),
            "state": self.state,
            "state_label": self._portal_state_label(),
            "topic": self.topic_id._name_for_ecosire(),
            "client": company,
            "contract": self.contract_id.code,
            "holder": self.engineer_id.name,
            "due": self._portal_due(),
        }

    # -- one ticket

    def _portal_page(self):
        """What the page of this ticket shows beside its row."""
        self.ensure_one()
        now = fields.Datetime.now()
        files = self._portal_files()
        description = self._portal_safe_html(self.description, files)
        messages = self._portal_messages(files)
        texts = [description, *(message["body"] for message in messages)]
        zone = self._client_zone() or "UTC"
        return {
            **self._portal_row(),
            "plan": self.plan_id.name,
            "handbook": f"{HOME}/handbook/{self.number}",
            "contact": self.submitter_name,
            "filed": self._both_zones(self.submitted_at),
            "client_tz": zone,
            "client_zone": sla.zone_label(zone, now.replace(tzinfo=UTC)),
            "client_hour": self._format_instant(now.replace(tzinfo=UTC), zone),
            "my_zone": sla.zone_label(self._reader_zone(), now.replace(tzinfo=UTC)),
            "promise": self.promise,
            "why": self.promise_why,
            "clock_note": self.clock_note,
            "scope": self._portal_scope_label(),
            "scope_reason": self.scope_reason,
            "module": self._module_in_words(),
            "quote_asked": self._quote_asked_in_words(),
            "evidence": self._portal_evidence(),
            "severity_why": self.severity_why,
            "severity_reason": self.severity_reason,
            "severity_objection": self.severity_objection,
            "description": description,
            "root_cause": self.root_cause,
            "timeline": self.timeline,
            "messages": messages,
            "held_back": self._portal_holds_back(texts),
            "files": files,
            **self._portal_work(),
        }

    def _portal_evidence(self):
        """The client's answers at filing, question by question."""
        names = ("impact", "can_log_in", "data_loss", "workaround")
        return [
            (self._fields[name]._description_string(self.env), self._portal_label(name))
            for name in names
            if self[name]
        ]

    def _portal_due(self):
        """How the promise stands: a level, words that are true now, and what a countdown needs."""
        self.ensure_one()
        now = fields.Datetime.now()
        level = self._portal_due_level(now)
        due = {"level": level, "text": self._portal_due_text(level, now), "when": ""}
        if level in LIVE_LEVELS:
            due |= {
                "when": self._both_zones(self.deadline),
                "now_ms": _milliseconds(now),
                "deadline_ms": _milliseconds(self.deadline),
                "risk_ms": _milliseconds(self.at_risk_at or self.deadline),
                "aim": self.is_aim,
            }
        return due

    def _portal_due_level(self, now):
        if not self.clock_id:
            return "none"
        if self.sla_state in OWING:
            if self.deadline <= now:
                return "missed"
            return "risk" if self.at_risk_at and self.at_risk_at <= now else "running"
        return {"paused": "paused", "late": "late", "met": "met"}.get(self.sla_state, "none")

    def _portal_due_text(self, level, now):
        if level == "missed":
            span = _duration(self.env, now - self.deadline)
            return (
                self.env._("%s later than aimed", span)
                if self.is_aim
                else self.env._("%s late", span)
            )
        if level in ("running", "risk"):
            return self.env._("%s left", _duration(self.env, self.deadline - now))
        if level == "paused":
            return self.env._("Paused")
        if level in ("met", "late"):
            return self._promise_line(self.clock_id)
        return self.env._("No answer time")

    @api.model
    def _portal_words(self):
        """The words by which a script keeps ``_portal_due`` true, for the page's language."""
        return {
            "left": self.env._("%s left", "{}"),
            "late": self.env._("%s late", "{}"),
            "aim": self.env._("%s later than aimed", "{}"),
            "risk": self.env._("At risk"),
            "missed": self.env._("Missed"),
            "seconds": self.env._("%(minutes)s min %(seconds)s s", minutes="{0}", seconds="{1}"),
            "minutes": self.env._("%s min", "{0}"),
            "hours": self.env._("%(hours)s h %(minutes)s min", hours="{0}", minutes="{1}"),
            "days": self.env._("%(days)s d %(hours)s h", days="{0}", hours="{1}"),
            "large": self.env._("“%(name)s” is larger than %(limit)s.", name="{0}", limit="{1}"),
            "together": self.env._("Together the files are larger than %s.", "{0}"),
            "many": self.env._("%s files fit into one answer.", "{0}"),
        }

    # -- words of ECOSIRE's side: the field's own labels speak to the client

    def _portal_label(self, name):
        return dict(self._fields[name]._description_selection(self.env)).get(self[name], "")

    def _portal_state_label(self):
        if self.extra_state == "waiting":
            return self.env._("The client's manager decides")
        if self.state == "waiting_client":
            return self.env._("Waiting for the client")
        return self._portal_label("state")

    def _portal_scope_label(self):
        if self.extra_state == "waiting":
            return self.env._("extra ticket: the client's manager decides")
        if self.scope == "in_plan":
            return self.env._("In the plan")
        if self.scope == "other_plan":
            return self.env._("Not in the plan")
        return self._portal_label("scope")


def _milliseconds(instant):
    return int(instant.replace(tzinfo=UTC).timestamp() * 1000)
