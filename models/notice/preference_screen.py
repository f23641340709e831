"""“My notices”: a list for the client's staff; ECOSIRE's people have a page of the portal."""

from odoo import api, models

from ..common.guard import GROUP_USER


class EcosireSupportNoticePreference(models.Model):
    _inherit = "ecosire.support.notice.preference"

    @api.model
    def action_mine(self):
        """The caller's own choices, one row a kind."""
        self._guard(GROUP_USER)
        action = self.env["ir.actions.act_window"]._for_xml_id("ecosire_support.preference_action")
        return {**action, "domain": [("id", "in", self._rows_of(self.env.user).ids)]}

    @api.model
    def _portal_rows(self):
        """What the engineers' page shows: a kind, its choices and which one is taken.

        Its rows are read as superuser and are the caller's own alone: to engineers the model is
        closed.
        """
        labels = dict(self._fields["choice"]._description_selection(self.env))
        return [
            {
                "id": row.id,
                "name": row.name,
                "description": row.description,
                "fixed": row.fixed,
                "choice": row.choice,
                "choices": [(code, labels[code]) for code in row._choices()],
            }
            for row in self._rows_of(self.env.user)
        ]

    @api.model
    def _portal_choose(self, chosen):
        """Keep what the form of the engineers' page holds.

        :param chosen: ``{id of a row as text: choice}``; rows that are not one's own are ignored
        :raises UserError: for a choice that does not exist
        """
        for row in self._rows_of(self.env.user):
            choice = chosen.get(str(row.id))
            if choice and choice != row.choice:
                row.choice = choice

    def _choices(self):
        """The codes that can be chosen for this kind."""
        if self.fixed:
            return ["now"]
        return ["daily", "never"] if self.kind_id.code == "digest" else ["now", "daily", "never"]
