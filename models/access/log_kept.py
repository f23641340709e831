"""How long the access log is kept, and how it is handed out."""

import json
from datetime import UTC

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ...core.kept_months import kept_from
from ..common.guard import GROUP_ADMIN, GROUP_MANAGER
from ..common.plain_number import plain_number
from .settings import KEPT_MONTHS

BATCH = 10_000
MOST_CHOSEN = 500  # their numbers stand in the address of the file
MOST_ROWS = 200_000  # of one export; a workbook holds a million, a server's memory less
EXPORT = "/ecosire_support/access-log"


class EcosireSupportAccessLog(models.Model):
    _inherit = "ecosire.support.access.log"

    @api.autovacuum
    def _gc_old_months(self):
        """Delete whole months that are older than the setting; that it was done is kept.

        By SQL, because rows of the log refuse to be deleted by anybody.
        """
        start = self._kept_from()
        gone = self.env.execute_query(
            SQL(
                """DELETE FROM ecosire_support_access_log WHERE id IN (
                       SELECT id FROM ecosire_support_access_log WHERE at < %s ORDER BY at LIMIT %s
                   ) RETURNING id""",
                start,
                BATCH,
            )
        )
        if not gone:
            return 0, 0
        self.invalidate_model()
        detail = self.env._(
            "%(count)s entries from before %(day)s", count=len(gone), day=start.date()
        )
        self._note("deleted", detail=detail, door="job")
        return len(gone), self.search_count([("at", "<", start)], limit=BATCH)

    @api.model
    def _kept_from(self):
        """From when on entries are kept, as naive UTC."""
        months = plain_number(self.env, "access_log_months", KEPT_MONTHS)
        now = fields.Datetime.now().replace(tzinfo=UTC)
        return kept_from(now, months).replace(tzinfo=None)

    def action_csv(self):
        """The chosen entries, or all that the list is about, as a CSV file."""
        return self._action_export("csv")

    def action_xlsx(self):
        """The chosen entries, or all that the list is about, as a workbook."""
        return self._action_export("xlsx")

    def _action_export(self, form):
        self._guard(GROUP_MANAGER, GROUP_ADMIN)
        domain = [("id", "in", self.ids)] if self else self.env.context.get("active_domain") or []
        if len(self) > MOST_CHOSEN:
            raise UserError(
                self.env._(
                    "More than %s entries are chosen. Choose fewer; or choose none, and all that "
                    "the list shows are taken.",
                    MOST_CHOSEN,
                )
            )
        if self.search_count(domain, limit=MOST_ROWS + 1) > MOST_ROWS:
            raise UserError(
                self.env._(
                    "These are more than %s entries. Filter the list, by month for instance, and "
                    "take one part after the other.",
                    MOST_ROWS,
                )
            )
        return {
            "type": "ir.actions.act_url",
            "url": f"{EXPORT}/{form}?domain={json.dumps(list(domain), separators=(',', ':'))}",
            "target": "download",
        }

    @api.model
    def _exported(self, domain):
        """Headings and rows of what the reader may see of ``domain``; taking it is kept too."""
        self._guard(GROUP_MANAGER, GROUP_ADMIN)
        rows = self.search(domain, limit=MOST_ROWS)
        columns = (
            ("at", self.env._("When (UTC)")),
            ("person", self.env._("Who")),
            ("person_key", self.env._("User ID")),
            ("what", self.env._("What")),
            ("ticket_number", self.env._("Ticket")),
            ("detail", self.env._("Detail")),
            ("outcome", self.env._("Outcome")),
            ("door", self.env._("By which door")),
            ("address", self.env._("From which address")),
            ("browser", self.env._("Browser")),
        )
        labels = {
            name: dict(self._fields[name]._description_selection(self.env))
            for name in ("what", "outcome", "door")
        }
        names = [name for name, _label in columns]
        found = [
            [labels[name][row[name]] if name in labels else row[name] for name in names]
            for row in rows.read(names, load=None)
        ]
        self._note("export", detail=self.env._("the access log, %s entries", len(found)))
        return [label for _name, label in columns], found
