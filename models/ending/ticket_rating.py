"""How it went, in the client's word: given once, by the submitter, through the link of the mail.

The row of Odoo's ``rating.rating`` is the source; the ticket keeps a copy, which is what both
sides read: engineers have no right to Odoo's ratings.
"""

from odoo import fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import NO_ACCESS

from ...core import ending
from ..common.row_lock import lock_rows

FACES = [
    ("happy", "Satisfied"),
    ("neutral", "In between"),
    ("unhappy", "Not satisfied"),
]
RATE_OF = {"happy": ending.HAPPY, "neutral": ending.NEUTRAL, "unhappy": ending.UNHAPPY}
FACE_OF = {rate: face for face, rate in RATE_OF.items()}


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    # Odoo's own link to the ratings skips their rules, and so would tell tokens by their letters
    rating_ids = fields.One2many(groups=NO_ACCESS)
    rated = fields.Selection(
        FACES, string="How it went", readonly=True, copy=False, index="btree_not_null"
    )
    # never written before it is given: no rating must not count as one of 0
    rating_score = fields.Float(
        string="Rating (1 to 5)", aggregator="avg", readonly=True, copy=False
    )
    rating_comment = fields.Text(string="Comment on how it went", readonly=True, copy=False)
    rated_at = fields.Datetime(string="Rated", readonly=True, copy=False)

    def _give_rating(self, rating, rate, comment=""):
        """Keep what the holder of the link says, once.

        :param rating: the row of ``rating.rating`` that the token belongs to
        :raises ValueError: names rate when it is none of the faces
        :raises UserError: when it was given already, otherwise
        """
        self.ensure_one()
        rate, comment = ending.check_rate(rate), ending.comment_as_kept(comment)
        lock_rows(self)
        if rating.consumed:
            if (rating.rating, rating.feedback or "") == (rate, comment):
                return  # the same form, sent twice
            raise UserError(
                self.env._("You have said it already, and it stays as it is: %s", self.rating_told)
            )
        rating.write({"rating": rate, "feedback": comment or False, "consumed": True})
        self.write(
            {
                "rated": FACE_OF[rate],
                "rating_score": rate,
                "rating_comment": comment or False,
                "rated_at": fields.Datetime.now(),
            }
        )
        # for all who read the ticket, and nobody is mailed
        quiet = self.with_context(ecosire_support_quiet=True)
        quiet._note_publicly(self._rating_line(), rating.partner_id)
        if rate == ending.UNHAPPY:
            self._tell_of_low_rating()

    def _tell_of_low_rating(self):
        contract = self.contract_id
        self._tell_each(
            contract._leads().partner_id or contract.mailbox_partner_id,
            lambda reader, _partner: (
                reader.env._("Not satisfied: %s", reader.name),
                reader._low_rating_body(),
            ),
            kind="low_rating",
        )

    def _low_rating_body(self):
        return self.env["ir.qweb"]._render(
            "ecosire_support.mail_low_rating", {"ticket": self, "page": self._vendor_page()}
        )

    # -- the ways of Odoo that lead past the link

    def rating_apply(  # pylint: disable=method-required-super
        self,
        rate,
        token=None,
        rating=None,
        feedback=None,
        subtype_xmlid=None,
        notify_delay_send=False,
    ):
        """Refused: a ticket is rated by its submitter, through the link of the mail."""
        raise AccessError(self._rating_refusal())

    def _rating_refusal(self):
        return self.env._(
            "A ticket is rated once, by whoever filed it, through the link of the mail or the "
            "ticket's own buttons."
        )

    def message_post(self, **kwargs):
        if kwargs.get("rating_value") or kwargs.get("rating_id"):
            raise AccessError(self._rating_refusal())
        return super().message_post(**kwargs)

    def _get_allowed_message_params(self):
        return super()._get_allowed_message_params() - {"rating_value"}

    def _message_update_content(self, message, /, *, body, rating_value=None, **kwargs):
        if rating_value is not None:
            raise AccessError(self._rating_refusal())
        return super()._message_update_content(message, body=body, **kwargs)
