"""Before a ticket is sent: what has cured the like of it, and where it is written."""

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date, html2plaintext

from ..common.guard import GROUP_USER

CURE_LIMIT = 400
HELPED_PER_DAY = 50


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    helped_count = fields.Integer(
        compute="_compute_helped_count",
        compute_sudo=True,
        help="How often somebody found the cure here and filed no ticket.",
    )

    def _compute_helped_count(self):
        counts = dict(
            self.env["ecosire.support.solved"]._read_group(
                [("ticket_id", "in", self.ids)], ["ticket_id"], ["__count"]
            )
        )
        for ticket in self:
            ticket.helped_count = counts.get(ticket._origin, 0)

    @api.model
    def look_before(self, text, company_id=False, module_id=False):
        """Like tickets of the company that the caller may read, and the manual that fits.

        :return: ``{"tickets": [{id, number, title, cure, when, helped}], "manual": {…} or False}``
        """
        self._guard(GROUP_USER)
        company = self._own_company(company_id)
        text = text[:1000] if isinstance(text, str) else ""
        return {
            "tickets": [one._as_cure() for one in self._similar(text, company)],
            "manual": self._manual_for(text, company, module_id),
        }

    @api.model
    def solved_by(self, company_id=False, ticket_id=False, module_id=False):
        """Nothing is filed: the cure of a ticket or a manual has helped. Kept as a count."""
        self._guard(GROUP_USER)
        company = self._own_company(company_id)
        # by the caller's own rights: what he cannot read cannot have helped him
        ticket = self._readable(self, ticket_id)
        module = self._readable(self.env["ecosire.support.license.module"], module_id)
        if (ticket | self).company_id - company or module.company_id - company:
            raise UserError(self.env._("This belongs to another of your companies."))
        if not ticket and not module:
            raise UserError(self.env._("Say which cure or manual has helped."))
        # sudo: solved - counted for everybody, written by nobody himself
        solved = self.env["ecosire.support.solved"].sudo()
        today = [("create_uid", "=", self.env.uid), ("at", ">=", "now -1d")]
        if solved.search_count(today, limit=HELPED_PER_DAY) < HELPED_PER_DAY:
            solved.create(
                {
                    "at": fields.Datetime.now(),
                    "company_id": company.id,
                    "ticket_id": ticket.id,
                    "module_id": module.id,
                }
            )
        return True

    # -- how it is done

    @api.model
    def _own_company(self, company_id):
        """One of the caller's companies; without a number, the present one."""
        if company_id and type(company_id) is int:
            company = self.env["res.company"].browse(company_id)
            if company in self.env.user.company_ids:
                return company
        return self.env.company

    @api.model
    def _readable(self, records, row_id):
        if type(row_id) is not int or not 0 < row_id < 2**31:
            return records.browse()
        return records.browse(row_id).exists()._filtered_access("read")

    def _as_cure(self):
        """What is shown of a like ticket to somebody who may read it."""
        self.ensure_one()
        cure = " ".join(html2plaintext(self.resolution or "").split())
        if not cure and self.root_cause:
            cure = self.root_cause
        when = self.resolved_at or self.closed_at
        return {
            "id": self.id,
            "number": self.number,
            "title": self.name,
            "cure": f"{cure[: CURE_LIMIT - 1]}…" if len(cure) > CURE_LIMIT else cure,
            "when": format_date(self.env, when, date_format="d MMM y") if when else "",
            "helped": self.helped_count,
        }

    @api.model
    def _manual_for(self, text, company, module_id):
        """The manual of the chosen module, or of one whose name stands in ``text``."""
        modules = self.env["ecosire.support.license.module"]
        chosen = self._readable(modules, module_id)
        if not chosen.documentation:
            words = f" {' '.join(text.lower().split())} "
            with_manual = modules.search(
                [("company_id", "=", company.id), ("documentation", "!=", False)], limit=50
            )
            chosen = with_manual.filtered(lambda one: _names(one, words))[:1]
        if not chosen:
            return False
        return {"id": chosen.id, "name": chosen.name, "url": chosen.documentation}


def _names(module, words):
    return any(
        f" {name.lower()} " in words for name in (module.name, module.technical_name) if name
    )
