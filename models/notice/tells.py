"""How people are told of something: each alone, in their own language, when they want to hear it."""

from odoo import fields, models

from .kind import DAILY, NOW


class EcosireSupportTells(models.AbstractModel):
    _name = "ecosire.support.tells"
    _description = "Tells people of what happens to it"

    def _tell_each(self, partners, words, kind=None, author=None, attachments=(), **mail):
        """Notify ``partners`` one by one, from the desk itself, but for whoever does it.

        Whoever wants this kind once a day finds it in that mail; whoever wants it not at all is
        not told.

        :param words: a function of this record in the reader's language and zone, and of the
            partner, that gives subject and body
        :param kind: the code of a ``ecosire.support.notice.kind``; none: cannot be left out
        :param author: the contact it comes from; default: the desk
        :param attachments: ``(file name, content)`` of files that go along
        :param mail: further values for ``message_notify``
        :return: the messages
        """
        self.ensure_one()
        messages = self.env["mail.message"]
        preferences = self.env["ecosire.support.notice.preference"]
        told = preferences._choosing(preferences._without_doer(partners, kind), kind)
        author = author or self.env.ref("base.partner_root")
        for partner in told.get(NOW, ()):
            reader = self._for_reader(partner)
            subject, body = words(reader, partner)
            messages += reader._thread().message_notify(
                **reader._as_thread(),
                partner_ids=partner.ids,
                subject=subject,
                body=body,
                author_id=author.id,
                email_add_signature=False,
                force_send=False,
                attachments=list(attachments),
                **mail,
            )
        for partner in told.get(DAILY, ()):
            self._keep_for_digest(partner, words(self._for_reader(partner), partner)[0], kind)
        return messages

    def _for_reader(self, partner):
        """This record in the language and zone of ``partner``."""
        return self.with_context(lang=partner.lang, tz=partner.tz or self._tz_of_readers())

    def _tz_of_readers(self):
        """The zone of those who have none of their own."""
        return self.env.user.tz or "UTC"

    def _keep_for_digest(self, partner, subject, kind):
        # sudo: digest.line - the person has chosen to hear of it later
        self.env["ecosire.support.digest.line"].sudo().create(
            {
                "partner_id": partner.id,
                "kind_id": self.env["ecosire.support.notice.preference"]._kind(kind).id,
                "at": fields.Datetime.now(),
                "subject": subject,
                "model": self._name,
                "row": self.id,
            }
        )

    def _thread(self):
        """Where the notice is given: the record, or Odoo's model for those that are no thread."""
        return self if "message_ids" in self._fields else self.env["mail.thread"]

    def _as_thread(self):
        return {} if "message_ids" in self._fields else {"model": self._name, "res_id": self.id}
