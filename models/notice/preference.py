"""Who wants to hear of what, and when. Somebody who has chosen nothing has the kind's default."""

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from ..common.insert_once import insert_once
from .kind import CHOICES, NOW


class EcosireSupportNoticePreference(models.Model):
    _name = "ecosire.support.notice.preference"
    _description = "Choice about notices"
    _inherit = "ecosire.support.guard"
    _order = "sequence, id"
    _rec_name = "kind_id"

    partner_id = fields.Many2one(
        "res.partner", required=True, readonly=True, index=True, ondelete="cascade"
    )
    kind_id = fields.Many2one(
        "ecosire.support.notice.kind", required=True, readonly=True, ondelete="cascade"
    )
    choice = fields.Selection(CHOICES, required=True)
    sequence = fields.Integer(related="kind_id.sequence", store=True)
    name = fields.Char(related="kind_id.name")
    description = fields.Char(related="kind_id.description")
    fixed = fields.Boolean(related="kind_id.fixed")

    _once = models.Constraint(
        "unique(partner_id, kind_id)", "There is a choice about this kind of notice already."
    )

    @api.model
    def _wanting(self, partners, kind):
        """Those of ``partners`` who are told of ``kind`` (its code) at once."""
        return self._choosing(partners, kind).get(NOW, partners.browse())

    @api.model
    def _choosing(self, partners, kind):
        """``partners`` by what they have chosen about ``kind``, in their order.

        A kind that is not in the list of kinds cannot be left out: it is told at once.

        :param kind: its code, or nothing
        :return: ``{"now" | "daily" | "never": partners}``
        """
        row = self._kind(kind)
        if not partners or not row or row.fixed:
            return {NOW: partners}
        # sudo: notice.preference - what others have chosen, only to follow it
        chosen = self.sudo().search_fetch(
            [("partner_id", "in", partners.ids), ("kind_id", "=", row.id)],
            ["partner_id", "choice"],
        )
        by_person = {one.partner_id.id: one.choice for one in chosen}
        return partners.grouped(lambda p: by_person.get(p.id, row.default_choice))

    @api.model
    def _kind(self, code):
        kinds = self.env["ecosire.support.notice.kind"].sudo()  # sudo: notice.kind - a catalogue
        return kinds.search([("code", "=", code)], limit=1) if code else kinds

    @api.model
    def _without_doer(self, partners, kind):
        """``partners`` but for whoever does what they are told of: that is no news to them.

        Proof goes to both sides, so they get it where nobody else of their side does.
        """
        me = self.env.user.partner_id
        rule = self._kind(kind).to_doer or "no"
        others = partners - me
        if me not in partners or rule == "no":
            return others
        alone = not any(_is_client(other) == _is_client(me) for other in others)
        return partners if rule == "yes" or alone else others

    # -- what people choose

    def write(self, vals):
        """The person's own choice, and nothing else; what is always sent stays at once."""
        if not self.env.su:
            if set(vals) - {"choice"}:
                raise AccessError(self.env._("Only the choice itself is yours to change."))
            if self.partner_id - self.env.user.partner_id:
                raise AccessError(self.env._("These are another person's notices."))
        for row in self:
            row._check_choice(vals.get("choice", row.choice))
        return super().write(vals)

    def _check_choice(self, choice):
        if choice not in dict(CHOICES):
            raise UserError(self.env._("“%s” is no choice. Choose one of the list.", choice))
        # sudo: notice.kind - a catalogue
        kind = self.kind_id.sudo()
        if kind.fixed and choice != NOW:
            raise UserError(
                self.env._(
                    "“%s” is always sent at once: it is proof for both sides, or somebody must "
                    "act on it.",
                    kind.name,
                )
            )
        if kind.code == "digest" and choice == NOW:
            raise UserError(self.env._("The daily mail comes once a day, or not at all."))

    @api.model
    def _rows_of(self, user):
        """The rows of ``user``, one for each kind that their role gets."""
        # sudo: notice.kind - a catalogue
        catalogue = self.env["ecosire.support.notice.kind"].sudo()
        kinds = catalogue.search(Domain.OR(Domain(name, "=", True) for name in _roles_of(user)))
        # sudo: notice.preference - rows of the user's own, at the defaults
        rows = self.sudo()
        mine = [("partner_id", "=", user.partner_id.id), ("kind_id", "in", kinds.ids)]
        for kind in kinds - rows.search(mine).kind_id:
            insert_once(
                rows,
                ("partner_id", "kind_id"),
                {
                    "partner_id": user.partner_id.id,
                    "kind_id": kind.id,
                    "choice": kind.default_choice,
                    "sequence": kind.sequence,
                },
            )
        return rows.search(mine)


def _is_client(partner):
    # sudo: res.users - only which side a person is on
    return any(user._is_internal() for user in partner.sudo().user_ids)


def _roles_of(user):
    """The fields of a kind that say whether ``user`` gets it."""
    from_group = {
        "for_manager": "ecosire_support.group_manager",
        "for_staff": "ecosire_support.group_user",
        "for_engineer": "ecosire_support.group_engineer",
        "for_lead": "ecosire_support.group_lead",
    }
    return [name for name, group in from_group.items() if user.has_group(group)]
