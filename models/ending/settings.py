from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .ticket_ending import CLOSE_AFTER_DAYS, LONGEST_DAYS
from .ticket_rating_ask import NO_RATING


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    ecosire_support_close_after_days = fields.Integer(
        string="Days until a resolved ticket closes by itself",
        default=CLOSE_AFTER_DAYS,
        config_parameter="ecosire_support.close_after_days",
    )
    # not “ask”: what nobody has set is off in Odoo, and asking is the default
    ecosire_support_no_rating = fields.Boolean(
        string="Do not ask how a ticket went", config_parameter=NO_RATING
    )

    @api.constrains("ecosire_support_close_after_days")
    def _check_ecosire_support_close_after_days(self):
        for settings in self:
            if not 1 <= settings.ecosire_support_close_after_days <= LONGEST_DAYS:
                raise ValidationError(
                    self.env._(
                        "A resolved ticket closes by itself after 1 to %s days. Enter such a number.",
                        LONGEST_DAYS,
                    )
                )
