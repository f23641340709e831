"""What the daily mail says: facts under the reader's own rights, in their language and zone."""

from datetime import UTC

from odoo import fields, models
from odoo.fields import Domain
from odoo.tools import format_datetime, formataddr

from ...core.labels import zone_label
from ..common.guard import GROUP_ENGINEER, GROUP_MANAGER
from ..common.owing import OPEN, UNANSWERED
from ..fence.rights import HOME

LISTED = 10


class EcosireSupportDigest(models.Model):
    _inherit = "ecosire.support.digest"

    def _send(self, user):
        """Send the mail of this day to ``user``; whether there was something to say."""
        self.ensure_one()
        zone = user.tz or "UTC"
        reader = self.with_user(user).with_context(
            lang=user.lang, tz=zone, allowed_company_ids=user.company_ids.ids
        )
        lines = self.env["ecosire.support.digest.line"].search(
            [("partner_id", "=", self.partner_id.id), ("sent_at", "=", False)]
        )
        manages = user.has_group(GROUP_MANAGER) and self._wants_digest()
        sections = reader._sections() if manages else []
        happened = reader._happened_lines(self.since, self.until) if manages else []
        if not (lines or happened or any(section["urgent"] for section in sections)):
            return False
        values = {
            "span": reader._span_text(self.since, self.until),
            "happened": happened,
            "sections": sections,
            "kept": [reader._kept_line(line) for line in lines[: 5 * LISTED]],
            "more": max(0, len(lines) - 5 * LISTED),
            "next": reader._next_step(),
        }
        self._post(reader, values)
        lines.sent_at = self.until
        return True

    def _wants_digest(self):
        preferences = self.env["ecosire.support.notice.preference"]
        return not preferences._choosing(self.partner_id, "digest").get("never")

    def _post(self, reader, values):
        desk = self.env["ecosire.support.ticket"]._desk_address()
        sender = {"email_from": formataddr(("ECOSIRE Support", desk))} if desk else {}
        thread = self.env["mail.thread"].with_context(lang=reader.env.lang)
        thread.message_notify(
            partner_ids=self.partner_id.ids,
            subject=reader._subject(),
            body=reader.env["ir.qweb"].sudo()._render("ecosire_support.mail_digest", values),
            author_id=self.env.ref("base.partner_root").id,
            email_add_signature=False,
            force_send=False,
            **sender,
        )

    def _subject(self):
        """In the words of whoever reads."""
        return self.env._("ECOSIRE Support: your day at a glance")

    # -- what it holds

    def _sections(self):
        """``{title, urgent, rows}`` of what stands now: missed, at risk, the client's turn, open."""
        tickets, now = self.env["ecosire.support.ticket"], fields.Datetime.now()
        missed = (OPEN & UNANSWERED & Domain("deadline", "<", now)) | (
            OPEN & Domain("next_update_by", "<", now)
        )
        risk = OPEN & UNANSWERED & Domain("deadline", ">=", now) & Domain("at_risk_at", "<=", now)
        yours = Domain("state", "in", ("waiting_client", "resolved")) | (
            OPEN & Domain("extra_state", "=", "waiting")
        )
        shown = [
            (self.env._("Missed, not answered yet"), missed, True),
            (self.env._("At risk"), risk, True),
            (self.env._("Waits for you"), yours, True),
        ]
        sections = []
        for title, domain, urgent in shown:
            count = tickets.search_count(domain)
            if count:
                rows = [self._ticket_line(one) for one in tickets.search(domain, limit=LISTED)]
                more = count - len(rows)
                sections.append(
                    {"title": title, "urgent": urgent, "rows": rows, "count": count, "more": more}
                )
        count = tickets.search_count(OPEN)
        title = self.env._("Open in all")
        sections.append({"title": title, "urgent": False, "rows": [], "count": count, "more": 0})
        return sections

    def _ticket_line(self, ticket):
        url = f"{ticket.get_base_url()}/odoo/{ticket._name}/{ticket.id}"
        text = ticket.next_update_text if not ticket.clock_id else ticket.promise
        return {"name": ticket.display_name, "url": url, "text": text or ""}

    def _happened_lines(self, since, until):
        """How many were filed, answered, resolved, closed and missed since the last mail."""
        tickets = self.env["ecosire.support.ticket"]
        clocks = self.env["ecosire.support.sla.clock"]

        def within(name):
            return [(name, ">", since), (name, "<=", until)]

        counted = [
            (tickets.search_count(within("submitted_at")), self.env._("filed")),
            (
                clocks.search_count([("metric", "=", "first_response"), *within("met_at")]),
                self.env._("answered for the first time"),
            ),
            (tickets.search_count(within("resolved_at")), self.env._("resolved")),
            (tickets.search_count(within("closed_at")), self.env._("closed")),
            (
                clocks.search_count([("aim", "=", False), *within("breached_at")]),
                self.env._("missed"),
            ),
        ]
        return [f"{count} {what}" for count, what in counted if count]

    def _kept_line(self, line):
        """A notice that waited: when it was, and what it said."""
        zone = self.env.context["tz"]
        when = format_datetime(self.env, line.at, tz=zone, dt_format="EEE HH:mm")
        return f"{when} · {line.subject}"

    def _span_text(self, since, until):
        zone = self.env.context["tz"]
        start, end = (
            format_datetime(self.env, at, tz=zone, dt_format="EEE d MMM HH:mm")
            for at in (since, until)
        )
        return self.env._(
            "From %(start)s to %(end)s (%(zone)s)",
            start=start,
            end=end,
            zone=zone_label(zone, until.replace(tzinfo=UTC)),
        )

    def _next_step(self):
        base = self.env["ecosire.support.ticket"].get_base_url()
        if self.env.user.has_group(GROUP_ENGINEER):
            return {"url": base + HOME, "text": self.env._("Open the queue")}
        if self.env.user.has_group(GROUP_MANAGER):
            url = f"{base}/odoo/support-all-tickets"
            return {"url": url, "text": self.env._("Open all tickets")}
        return {"url": f"{base}/odoo/support-tickets", "text": self.env._("Open my tickets")}
