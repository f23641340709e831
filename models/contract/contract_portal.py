"""What the engineers' light pages show of a contract: its handbook, and who answers first."""

import re

from odoo import models
from odoo.tools import is_html_empty

from ..common.guard import GROUP_ENGINEER, GROUP_LEAD
from ..fence.rights import HOME
from .handbook import SECTIONS

LOCAL_PICTURE = re.compile(r"<img[^>]+/web/(?:image|content)/")


class EcosireSupportContract(models.Model):
    _inherit = "ecosire.support.contract"

    def _portal_handbook(self):
        """The handbook as an engineer reads it: safe, and saying itself what it lacks."""
        self._guard(GROUP_ENGINEER)
        self.ensure_one()
        tickets = self.env["ecosire.support.ticket"]
        handbook = self.env["ecosire.support.handbook"].search([("contract_id", "=", self.id)])
        return {
            "contract": self.code,
            "who_answers": self.who_answers,
            "reviewed": tickets._reader_time(handbook.reviewed_at),
            "reviewed_by": handbook.reviewed_by,
            "missing": self.sudo()._missing_of_handbook(),  # sudo: handbook - as read above
            "pictures": any(LOCAL_PICTURE.search(handbook[name] or "") for name in SECTIONS),
            "sections": [
                (
                    handbook._label(name),
                    name,
                    None
                    if is_html_empty(handbook[name])
                    else tickets._portal_safe_html(handbook[name], []),
                )
                for name in SECTIONS
            ],
        }

    def _portal_naming(self):
        """Who answers first now, whom the lead may name, and what speaks against a change."""
        self._guard(GROUP_LEAD)
        this = self.sudo()  # sudo: engineer, plan, handbook - of a contract that the lead serves
        return {
            "contract": self.code,
            "engineer": this.engineer_id.id,
            "backup": this.backup_engineer_id.id,
            "who_answers": self.who_answers,
            "ended": bool(this.ended_at),
            "refusal": this._naming_refusal(),
            "missing": this._missing_of_handbook(),
            "engineers": [(one.id, one.name) for one in this._serving_engineers()],
            "handbook": f"{HOME}/handbook/{self.code}",
            "url": f"{HOME}/contract/{self.code}/engineer",
        }
