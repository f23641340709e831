"""Doors of Odoo behind which a stranger finds nothing of ours, not even a refusal."""

from odoo import http
from odoo.http import request

from odoo.addons.html_editor.controllers.main import HTML_Editor
from odoo.addons.web.controllers.binary import Binary
from odoo.addons.web.controllers.session import Session
from odoo.addons.web.controllers.webclient import WebClient

from ..models.fence.strangers import BUNDLES, MODULE, OURS, is_stranger


class SupportModules(Session):
    @http.route()
    def modules(self):
        return [
            name for name in super().modules() if name != MODULE or not is_stranger(request.env)
        ]


class SupportEditor(HTML_Editor):
    @http.route()
    def link_preview_metadata_internal(self, preview_url):
        """Odoo looks the model of an address up: for a stranger another name stands in for ours."""
        if OURS not in str(preview_url) or not is_stranger(request.env):
            return super().link_preview_metadata_internal(preview_url)
        stand_in = OURS[::-1]
        told = super().link_preview_metadata_internal(str(preview_url).replace(OURS, stand_in))
        return {name: str(words).replace(stand_in, OURS) for name, words in told.items()}


class SupportWebClient(WebClient):
    @http.route()
    def translations(self, mods=None, **params):
        if not mods and is_stranger(request.env):
            mods = ",".join(sorted(request.env.registry._init_modules - {MODULE}))
        return super().translations(mods=mods, **params)

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
