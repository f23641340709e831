"""ECOSIRE's account lead enters how ECOSIRE is reached while the client's Odoo is down."""

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from . import door, form

SAID = "ecosire_support_emergency_said"


class SupportDownEmergency(http.Controller):
    @http.route(
        f"{door.HOME}/contract/<string:code>/emergency",
        type="http",
        auth="user",
        website=True,
        csrf=False,  # checked below: the refusal then keeps what was typed
    )
    def emergency(
        self,
        code,
        emergency_phone="",
        emergency_whatsapp="",
        emergency_page="",
        **_other,
    ):
        """The numbers on the client's system-down card, and entering them."""
        door.lead_or_404()
        contract = door.contract_or_404(code)
        if request.httprequest.method != "POST":
            said = request.session.pop(SAID, None) or {}
            return _page(contract, said=said.get(contract.code, ""))
        typed = {
            "emergency_phone": emergency_phone,
            "emergency_whatsapp": emergency_whatsapp,
            "emergency_page": emergency_page,
        }
        # PostgreSQL stores no NUL, and no reader misses it
        typed = {name: value.replace("\0", "") for name, value in typed.items()}
        if not form.is_token_good():
            return _page(contract, typed, form.expired(), 400)
        try:
            # what fails leaves nothing behind, and the page below is rendered as if unasked
            with request.env.cr.savepoint():
                changed = contract.set_emergency(typed)
        except UserError as error:
            return _page(contract, typed, " ".join(error.args[:1]), error.http_status)
        request.session[SAID] = {
            contract.code: contract.env._(
                "Saved. The client's managers are told, and get a new card."
            )
            if changed
            else contract.env._("Nothing was changed: it stood there already.")
        }
        return request.redirect(f"{door.HOME}/contract/{contract.code}/emergency", code=303)


def _page(contract, typed=None, problem="", status=200, said=""):
    values = {
        "emergency": contract._portal_emergency(),
        "typed": typed or {},
        "problem": problem,
        "said": said,
    }
    return door.page("ecosire_support.portal_emergency", values, status)
