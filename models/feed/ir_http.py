"""Under a wrong feed address there is nothing: not even a refusal that tells of this addon."""

import re

from odoo import SUPERUSER_ID, models
from odoo.http import request

from ..fence.rights import FEEDS

ADDRESS = re.compile(rf"{FEEDS}/([0-9a-f-]+)\.(json|ics)", re.ASCII)


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    @classmethod
    def _match(cls, path):
        """Refused while matching, as a path that nobody routes, whoever asks and however."""
        if cls._ecosire_support_opens_feed(path):
            # no language is put into the address: a page elsewhere could not follow to it
            request.is_frontend = request.is_frontend_multilang = False
            return super()._match(path)
        rule, args = super()._match(path)
        if rule.rule.startswith(FEEDS):
            raise cls._ecosire_support_unknown_path()
        return rule, args

    @classmethod
    def _ecosire_support_opens_feed(cls, path):
        found = ADDRESS.fullmatch(path)
        if not found:
            return False
        # sudo: feed - only whether the address opens one; who holds it need not be logged in
        feeds = request.env(user=SUPERUSER_ID, su=True)["ecosire.support.feed"]
        return bool(feeds._opened(found[1], request.httprequest.remote_addr))
