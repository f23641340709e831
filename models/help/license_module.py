from urllib.parse import urlsplit

from odoo import api, fields, models
from odoo.exceptions import ValidationError

LONGEST = 500


class EcosireSupportLicenseModule(models.Model):
    _inherit = "ecosire.support.license.module"

    documentation = fields.Char(
        help="The address of the module's manual. It is offered while a ticket is written."
    )

    @api.constrains("documentation")
    def _check_documentation(self):
        for module in self:
            if module.documentation and not _is_page(module.documentation):
                raise ValidationError(
                    self.env._(
                        "“%s” is no address of a page. Copy it from the browser; it begins with "
                        "https://.",
                        module.documentation[:80],
                    )
                )


def _is_page(address):
    try:
        parts = urlsplit(address)
        return bool(
            parts.scheme in ("https", "http")
            and parts.hostname
            and not (parts.username or parts.password)
            and len(address) <= LONGEST
            and not any(sign.isspace() for sign in address)
        )
    except ValueError:
        return False
