"""Who hears of access that is asked for: the administrators by mail, the ticket's people on it."""

from markupsafe import Markup

from odoo import models

from ..common.guard import GROUP_ADMIN


class EcosireSupportAccessRequest(models.Model):
    _inherit = "ecosire.support.access.request"

    def _tell_asked(self):
        ticket = self.ticket_id
        said = self.env._(
            "%(who)s asks for access: %(kind)s until %(until)s. %(reason)s",
            who=self.engineer_id.name,
            kind=self._kind_in_words(),
            until=ticket._both_cities(self.wanted_until),
            reason=self.reason,
        )
        ticket._note_publicly(said)
        subject = self.env._(
            "%(number)s: ECOSIRE asks for access (%(kind)s)",
            number=ticket.number,
            kind=self._kind_in_words(),
        )
        link = f"{self.get_base_url()}/odoo/support-access-requests/{self.id}"
        body = Markup("<p>%s</p><p>%s</p><p><a href='%s'>%s</a></p>") % (
            said,
            self.env._("Only an administrator grants or refuses it. Nothing is open until then."),
            link,
            self.env._("Look at it and decide"),
        )
        self.env["mail.thread"].message_notify(
            partner_ids=self._administrators().partner_id.ids,
            subject=subject,
            body=body,
            author_id=self.env.user.partner_id.id,
        )

    def _tell_granted(self, again):
        words = (
            self.env._("%(who)s extended the access: %(kind)s until %(until)s.")
            if again
            else self.env._("%(who)s granted the access: %(kind)s until %(until)s.")
        )
        self._tell_on_ticket(words)

    def _tell_refused(self, reason):
        self._tell_on_ticket(self.env._("%(who)s refused the access: %(kind)s."), reason)

    def _tell_over(self):
        self._tell_on_ticket(self.env._("The access is over: %(kind)s."))

    def _tell_on_ticket(self, words, reason=""):
        until = self.granted_until
        said = words % {
            "who": self.decided_by,
            "kind": self._kind_in_words(),
            "until": until and self.ticket_id._both_cities(until),
        }
        self.ticket_id._note_publicly(" ".join(filter(None, (said, reason))))

    def _kind_in_words(self):
        return dict(self._fields["kind"]._description_selection(self.env))[self.kind]

    def _administrators(self):
        """The client's administrators who work for the company of the ticket."""
        return self.env.ref(GROUP_ADMIN).all_user_ids.filtered(
            lambda user: user.active and user._is_internal() and self.company_id in user.company_ids
        )
