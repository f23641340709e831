"""The submitter is asked once how it went, when the ticket is closed."""

from odoo import api, fields, models
from odoo.exceptions import AccessError

from ...core import ending

NO_RATING = "ecosire_support.no_rating"
SUBTYPE = "ecosire_support.mt_rating"


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    rating_asked_at = fields.Datetime(readonly=True, copy=False)

    def _move(self, new, actor, **facts):
        moved = super()._move(new, actor, **facts)
        if new == "closed":
            self._ask_how_it_went()
        return moved

    def _ask_how_it_went(self):
        """Ask the submitter, unless they were asked, or there is nothing to be rated."""
        self.ensure_one()
        asks = ending.asks_how_it_went(
            closed=self.state == "closed",
            answered=self._was_answered(),
            duplicate=bool(self.duplicate_of_id),
            asked=bool(self.rating_asked_at),
        )
        submitter = self.submitter_id.partner_id
        if not asks or not self._asks_for_ratings() or not self._may_rate(submitter):
            return
        self.rating_asked_at = fields.Datetime.now()
        self._rating_get_access_token(submitter)
        self._tell_each(
            submitter,
            lambda reader, _partner: (reader._rating_subject(), reader._rating_body()),
            kind="rating",
            subtype_xmlid=SUBTYPE,
        )

    @api.model
    def _asks_for_ratings(self):
        # sudo: ir.config_parameter - a switch of this addon's own
        return not self.env["ir.config_parameter"].sudo().get_param(NO_RATING)

    def _was_answered(self):
        """Whether anybody of ECOSIRE ever wrote to the client on this ticket."""
        if self.answered_at or self.resolution:
            return True
        ours = [("author_id", "in", self._vendor_voices().ids)]
        return bool(self._spoken_messages(ours, limit=1))

    def _may_rate(self, partner):
        """Whether it is still this contact's to say how it went: the submitter's, who sees it."""
        own = partner and partner == self.submitter_id.partner_id
        return bool(own) and self._role_of(partner) == "client"

    def _rating_get_partner(self):
        return self.submitter_id.partner_id

    def _rating_get_operator(self):
        # sudo: engineer - the contact who is rated
        return self.sudo().engineer_id.user_id.partner_id

    def _rating_get_access_token(self, partner=None):
        """The token is the right to rate: a template that an employee writes must not show it."""
        if not self.env.su:
            raise AccessError(self.env._("Only whoever filed the ticket gets the link to rate it."))
        return super()._rating_get_access_token(partner)

    # -- the mail

    def _rating_subject(self):
        return self.env._("How did it go? %s", self.name)

    def _rating_body(self):
        return self.env["ir.qweb"]._render("ecosire_support.mail_rating", {"ticket": self})

    def _notify_get_recipients_groups(self, message, model_description, msg_vals=False):
        """The faces stand in the submitter's own mail, never in the message that others may read."""
        groups = super()._notify_get_recipients_groups(message, model_description, msg_vals)
        values = msg_vals or {}
        subtype = values.get("subtype_id", message.subtype_id.id)
        if not self or subtype != self.env.ref(SUBTYPE).id:
            return groups
        this = self.sudo()  # sudo: ticket, rating - the submitter's own token, for their own mail
        submitter = this.submitter_id.partner_id
        faces = {
            "active": True,
            "signature": this._rating_snippet(submitter),
            "email_add_signature": True,
        }
        own = ["rating", lambda pdata: pdata["id"] == submitter.id, faces]
        return [own, *groups]

    def _rating_snippet(self, partner):
        return self.env["ir.qweb"]._render(
            "ecosire_support.mail_rating_faces",
            {
                "ticket": self._for_reader(partner),
                "base": f"{self.get_base_url()}/rate/{self._rating_get_access_token(partner)}",
                "images": f"{self.get_base_url()}/rating/static/src/img",
                "faces": list(self._for_reader(partner)._faces()),
                "reopen": self._client_link("reopen", partner),
            },
        )
