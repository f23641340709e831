"""Help from inside an error: one click files it, and the same error of ten people is one ticket.

Who comes first files the ticket; who comes later is told who has reported it and by when it is
answered, and follows it. The browser names each report with a key of its own, so that whatever
is sent twice is kept once.
"""

from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import plaintext2html

from ...core import browser_facts, error_print, error_report
from ..common.guard import GROUP_MANAGER, GROUP_USER
from .ticket_environment import MODULE

REPORTS_PER_HOUR = 30
RECENTLY = timedelta(days=30)  # so long the cure of a resolved ticket is offered first
SEVERITY_AT_FIRST = "medium"


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    sighting_ids = fields.One2many(
        "ecosire.support.sighting", "ticket_id", readonly=True, groups=GROUP_MANAGER
    )

    @api.model
    def report_error(self, report):
        """Send an error to ECOSIRE: files a ticket, or joins the one that is open about it.

        :param report: ``key``, ``traceback``, and as known ``message``, ``text``,
            ``environment``; with ``anew`` a ticket of its own where the last one is resolved
        :return: what the error dialog then shows, see :meth:`_told_to_reporter`
        :raises UserError: in words, when it cannot be taken; nothing is kept then
        """
        self._guard(GROUP_USER, operation="create")
        try:
            read = error_report.read(report, self.env.uid)
        except ValueError as error:
            raise UserError(self.env._(str(error))) from error
        if sighting := self._own_sighting(read.key):
            return sighting.ticket_id._told_to_reporter()
        self._check_report_rate()
        contract, term = self._contract_for({"company_id": self.env.company.id})
        # sudo: known.error - the meeting place of those who cannot see each other's tickets
        known = self.env["ecosire.support.known.error"].sudo()
        known = known._meet(contract, self.env.company, read.print_)
        ticket = known.ticket_id._where_work_goes_on()
        if not ticket._takes_reports() or (report.get("anew") and not ticket.is_open):
            ticket = self._file_error(read, report, term)
            known.ticket_id = ticket
        page = browser_facts.read(report.get("environment")).page
        ticket._keep_sighting("seen", read.key, page=page)
        return ticket._told_to_reporter()

    @api.model
    def _file_error(self, read, report, term):
        """A new ticket of the caller about the error, as superuser from then on."""
        told = report.get("environment")
        fault = self._fault_of(read)
        ticket = self.with_context(ecosire_support_error=read).create(
            [
                {
                    "name": self._error_title(read, fault, told),
                    "description": plaintext2html(read.text) if read.text else False,
                    "company_id": self.env.company.id,
                    "environment": told,
                    "impact": "flaw",
                    "severity": SEVERITY_AT_FIRST,
                    "severity_reason": self.env._(
                        "Sent from the error itself: nobody was asked yet how bad it is"
                    ),
                    **self._topic_of(fault, term),
                }
            ]
        )
        return ticket.sudo()  # sudo: ticket - the door has let it in; its row is kept from here

    def _prepare_submission(self, vals):
        prepared = super()._prepare_submission(vals)
        # what only the door itself may say of an error; in the context of its own call alone
        read = self.env.context.get("ecosire_support_error")
        if not isinstance(read, error_report.ErrorReport):
            return prepared
        fault = self._fault_of(read)
        return {
            **prepared,
            "environment": {**prepared["environment"], "fault": fault},
            "error_trace": read.trace,
            "error_print": read.print_,
        }

    # -- what is proposed

    @api.model
    def _fault_of(self, read):
        """Where the error arose, with its version here and its licence."""
        action_id = error_print.server_action(read.trace)
        # sudo: ir.actions, ir.module.module - names and versions of this database's own code
        action = self.env["ir.actions.server"].sudo().browse(action_id or []).exists()
        module = self.env["ir.module.module"].sudo()
        if read.module:
            module = module.search([("name", "=", read.module)], limit=1)
        licensed = self._licensed_module(read.module)
        fault = {
            "server_action": action.name or "",
            "module": module.name or read.module,
            "version": module.latest_version or "",
            "licence": licensed.license_id.name or "",
        }
        return {name: value for name, value in fault.items() if value}

    @api.model
    def _licensed_module(self, technical_name):
        """The module on a licence of the company, one for production first."""
        modules = self.env["ecosire.support.license.module"]
        if not technical_name:
            return modules
        found = modules.search(
            [
                ("technical_name", "=", technical_name),
                ("company_id", "=", self.env.company.id),
                ("license_id.active", "=", True),
            ]
        )
        return found.sorted(lambda one: one.use != "production")[:1]

    @api.model
    def _topic_of(self, fault, term):
        """A defect of the licensed module, where one is at fault; an incident where the plan
        covers those; otherwise nobody knows yet."""
        licensed = self._licensed_module(fault.get("module"))
        defect = self.env.ref("ecosire_support.topic_module_defect", raise_if_not_found=False)
        if defect and (licensed or fault.get("module") == MODULE):
            return {"topic_id": defect.id, "license_module_id": licensed.id}
        incident = self.env.ref("ecosire_support.topic_incident", raise_if_not_found=False)
        if incident and term.plan_id._covers(incident):
            return {"topic_id": incident.id}
        return {}

    @api.model
    def _error_title(self, read, fault, told):
        """``Error at “Validate delivery”: ValueError: …``: where it arose, and it in one line."""
        screen = self._screen_in_names(browser_facts.read(told))
        where = self._error_place({**screen, "fault": fault})
        what = read.summary or read.kind or self.env._("an error")
        if not where:
            return self.env._("Error: %s", what)
        return self.env._("Error at “%(where)s”: %(what)s", where=where[:100], what=what)

    @api.model
    def _error_place(self, told):
        fault = told.get("fault") or {}
        names = (fault.get("server_action"), told.get("action_name"), told.get("model_name"))
        return next(filter(None, names), "")

    def _like_text(self):
        """By what like tickets are found: of an error not its technical words, but where it arose."""
        place = self._error_place(self.environment or {}) if self.error_print else ""
        return self.env._("%s: error", place) if place else self.name

    # -- one ticket for all who meet it

    def _where_work_goes_on(self):
        """The ticket itself, or the one it was closed as a duplicate of."""
        return self.duplicate_of_id or self

    def _takes_reports(self):
        """Whether a report joins this ticket: open, or with a cure that is not old."""
        if self.is_open:
            return True
        cured = self.state in ("resolved", "closed") and self.resolved_at
        return bool(cured) and self.resolved_at > fields.Datetime.now() - RECENTLY

    def _keep_sighting(self, kind, key, **values):
        """Enter what the caller has met or said, and let him follow the ticket."""
        self.sighting_ids.create(
            {
                "ticket_id": self.id,
                "kind": kind,
                "at": fields.Datetime.now(),
                "person": self.env.user.name,
                "person_number": self.env.uid,
                "report_key": key,
                **values,
            }
        )
        self._message_subscribe(self.env.user.partner_id.ids)

    @api.model
    def _own_sighting(self, key):
        """What the caller has sent by the name ``key``, as superuser; empty when nothing."""
        # sudo: sighting - the caller's own row, found by his number
        sightings = self.env["ecosire.support.sighting"].sudo()
        if not isinstance(key, str):
            return sightings
        return sightings.search(
            [
                ("person_number", "=", self.env.uid),
                ("report_key", "=", key),
                ("kind", "=", "seen"),
            ]
        )

    @api.model
    def _check_report_rate(self):
        # sudo: sighting - only how many the caller has sent
        sightings = self.env["ecosire.support.sighting"].sudo()
        lately = [("person_number", "=", self.env.uid), ("at", ">", "now -1H")]
        if sightings.search_count(lately, limit=REPORTS_PER_HOUR) >= REPORTS_PER_HOUR:
            raise UserError(
                self.env._(
                    "You have sent %s errors within an hour, and ECOSIRE has them all. Wait a "
                    "little, or file a ticket by hand: ECOSIRE Support → File a ticket.",
                    REPORTS_PER_HOUR,
                )
            )
