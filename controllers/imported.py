"""What an engineer brings along to import: an uploaded file, or what stands at an address."""

from odoo.exceptions import UserError
from odoo.http import request

from ..models.outbox.wire import LARGEST_FETCHED
from . import form


def content(fetch):
    """The bytes of the chosen file, or of the one at the typed address.

    :param fetch: gives the bytes at an address
    :raises UserError: when there is neither, or the file is too large
    """
    env = request.env
    upload = request.httprequest.files.get("file")
    if upload and upload.filename:
        upload.seek(0)  # Odoo runs a request anew after a collision
        found = upload.read(LARGEST_FETCHED + 1)
        if len(found) > LARGEST_FETCHED:
            raise UserError(env._("The file is larger than 1 MB. Part it."))
        return found
    if address := (request.params.get("address") or "").strip():
        return fetch(address)
    raise UserError(env._("Choose a file, or enter its address."))


def expired():
    """What the page of an import says when its form was made for an earlier login."""
    return form.expired(request.env._("Choose the file once more."))
