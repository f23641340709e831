"""Doors of Odoo behind which a stranger finds nothing of ours, not even a refusal."""

from odoo import http
from odoo.http import request

from odoo.addons.web.controllers.binary import Binary
from odoo.addons.web.controllers.webclient import WebClient

from ..models.fence.strangers import BUNDLES, is_stranger


class SupportWebClient(WebClient):
    @http.route()
    def bundle(self, bundle_name, **bundle_params):
        if bundle_name.startswith(BUNDLES) and is_stranger(request.env):
            return request.make_json_response([])  # as for a name that is no bundle
        return super().bundle(bundle_name, **bundle_params)


class SupportBinary(Binary):
    @http.route()
    def content_assets(self, filename=None, **params):
        if (filename or "").startswith(BUNDLES) and is_stranger(request.env):
            raise request.not_found()
        return super().content_assets(filename=filename, **params)
