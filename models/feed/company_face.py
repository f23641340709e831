"""The face of a client on the engineers' pages, in their mails and on their board."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...core.face import COLOUR, Face, colour_of


class ResCompany(models.Model):
    _inherit = "res.company"

    ecosire_support_colour = fields.Char(
        string="Colour for ECOSIRE's engineers",
        groups="base.group_user",  # a company's fields are told to every login of the portal
        help="By this colour, your name and its initials the engineers tell your tickets from "
        "those of other clients. Empty: it follows from the number of your contract.",
    )

    @api.constrains("ecosire_support_colour")
    def _check_ecosire_support_colour(self):
        for company in self.filtered("ecosire_support_colour"):
            if not COLOUR.fullmatch(company.ecosire_support_colour.lower()):
                raise ValidationError(
                    self.env._(
                        "“%s” is no colour. Choose one from the field, or write it as #rrggbb.",
                        company.ecosire_support_colour,
                    )
                )

    def _support_face(self):
        """How this client looks to ECOSIRE's engineers.

        :return: ``{"name", "colour": "#rrggbb", "ink": what is written on it, "initials",
            "icon": a data: address}``; the icon loads nothing from anywhere
        """
        self.ensure_one()
        # sudo: res.company, contract - a name, a number and a colour; engineers read no companies
        this = self.sudo()
        contract = this.env["ecosire.support.contract"]._in_force(this)
        colour = (this.ecosire_support_colour or "").lower()
        name = " ".join(this.name.split()) or contract.code or "?"
        face = Face(name, colour or colour_of(contract.code or name))
        return {
            "name": face.name,
            "colour": face.colour,
            "ink": face.ink,
            "initials": face.initials,
            "icon": face.icon,
        }

    @api.model
    def _support_face_of_workspace(self):
        """The face over an engineer's pages that are about no single ticket.

        It is that of the company he works for here, of several the first.
        """
        # sudo: contract, res.company - only the name and the colour of whom he works for
        first = self.env["ecosire.support.contract"].search([], order="id", limit=1).sudo()
        return (first.company_ids or self.env.company.sudo()).sorted("id")[0]._support_face()
