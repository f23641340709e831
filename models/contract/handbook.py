"""What whoever answers must know of the client's system, written by the client's managers."""

from datetime import UTC

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_date, html2plaintext

from ...core import handbook as rule
from ..common import safe_html
from ..common.guard import GROUP_MANAGER

SECTIONS = ("integrations", "custom_work", "contacts", "risks", "team")
SECTION_LIMIT = 200_000
SAFE = {
    "sanitize_attributes": True,
    "sanitize_form": True,
    "sanitize_style": True,
    "sanitize_overridable": False,
}


class EcosireSupportHandbook(models.Model):
    """The system handbook of a contract. Each saving is a review, and is kept as a version."""

    _name = "ecosire.support.handbook"
    _description = "System handbook"
    _inherit = "ecosire.support.guard"
    _order = "id"

    contract_id = fields.Many2one(
        "ecosire.support.contract", required=True, readonly=True, index=True, ondelete="cascade"
    )
    integrations = fields.Html(**SAFE)
    custom_work = fields.Html(string="Custom work", **SAFE)
    contacts = fields.Html(**SAFE)
    risks = fields.Html(**SAFE)
    team = fields.Html(string="People of the original team", **SAFE)
    reviewed_at = fields.Datetime(string="Last reviewed", readonly=True, copy=False)
    reviewed_by = fields.Char(readonly=True, copy=False)
    version_ids = fields.One2many(
        "ecosire.support.handbook.version", "handbook_id", readonly=True, groups=GROUP_MANAGER
    )
    missing_text = fields.Char(compute="_compute_missing_text")

    _contract_unique = models.Constraint(
        "unique(contract_id)", "This contract has a system handbook already."
    )

    @api.depends("contract_id.code")
    def _compute_display_name(self):
        for handbook in self:
            handbook.display_name = self.env._(
                # sudo: contract - its number, on a page about that contract
                "System handbook of %s",
                handbook.sudo().contract_id.code,
            )

    @api.depends(*SECTIONS, "reviewed_at")
    @api.depends_context("lang")
    def _compute_missing_text(self):
        for handbook in self:
            handbook.missing_text = " ".join(handbook._missing())

    def write(self, vals):
        """A manager writes the sections; saving them says that all of it is right today."""
        self._guard(GROUP_MANAGER, operation="write")
        self._check_sections(vals)
        before = {handbook: handbook._sections() for handbook in self}
        settled = {name: self._settled(vals[name]) for name in SECTIONS if name in vals}
        done = super().write({**vals, **settled})
        for handbook, sections in before.items():
            changed = [name for name in SECTIONS if handbook[name] != sections[name]]
            if changed:
                handbook._keep_version(changed)
        return done

    def confirm_reviewed(self):
        """A manager says that everything is still right, without a change."""
        self._guard(GROUP_MANAGER, operation="write")
        for handbook in self:
            handbook._check_written()
            handbook._keep_version(())
        return True

    @api.model
    def _of(self, contract):
        """The handbook of ``contract``, as superuser; empty as long as nobody has opened it."""
        # sudo: handbook - the callers say who may read it
        return self.sudo().search([("contract_id", "=", contract.id)], limit=1)

    def _gaps(self):
        """What is missing before another engineer can take the client over by it (core's)."""
        reviewed_at = self.reviewed_at and self.reviewed_at.replace(tzinfo=UTC)
        words = {name: self._words(name) for name in SECTIONS}
        return rule.gaps(words, reviewed_at or None, fields.Datetime.now().replace(tzinfo=UTC))

    def _missing(self):
        """The same as sentences; an empty list when nothing is missing."""
        found, said = self._gaps(), []
        if found.empty:
            labels = ", ".join(self._label(name) for name in found.empty)
            said.append(self.env._("Nothing is written yet under: %s.", labels))
        if found.review == rule.NEVER:
            said.append(self.env._("Nobody has reviewed it yet."))
        elif found.review == rule.OLD:
            said.append(
                self.env._(
                    "It was last reviewed on %s, more than twelve months ago.",
                    format_date(self.env, self.reviewed_at.date()),
                )
            )
        return said

    def _label(self, name):
        return self._fields[name]._description_string(self.env)

    def _sections(self):
        return {name: self[name] for name in SECTIONS}

    def _words(self, name):
        return html2plaintext(self[name] or "")

    def _settled(self, value):
        if not isinstance(value, str):
            return value
        return safe_html.settle(value, self.env._("[picture from %s]", "%s"))

    def _check_sections(self, vals):
        if not self.env.su and (other := set(vals) - set(SECTIONS)):
            raise AccessError(
                self.env._("Only the sections can be written, not: %s.", ", ".join(sorted(other)))
            )
        for name in SECTIONS:
            if len(vals.get(name) or "") > SECTION_LIMIT:
                raise UserError(
                    self.env._(
                        "“%(section)s” is longer than %(limit)s characters. Keep what an engineer "
                        "needs first, and say where the rest is found.",
                        section=self._label(name),
                        limit=f"{SECTION_LIMIT:,}",
                    )
                )

    def _check_written(self):
        if not any(self._words(name).strip() for name in SECTIONS):
            raise UserError(
                self.env._("There is nothing to review yet: please write the sections first.")
            )

    def _keep_version(self, changed):
        """Remember who has seen what; ``changed`` names the sections that are new."""
        now, name = fields.Datetime.now(), self.env.user.name
        # sudo: handbook, version - written by this method alone, its callers have checked the role
        this = self.sudo()
        this.write({"reviewed_at": now, "reviewed_by": name})
        this.env["ecosire.support.handbook.version"].create(
            {
                "handbook_id": this.id,
                "saved_at": now,
                "saved_by": name,
                "changed": ", ".join(this._label(one) for one in changed),
                **this._sections(),
            }
        )
