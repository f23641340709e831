"""Pages about a contract: its system handbook, and who answers first."""

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from ..models.contract.engineer_naming import HandbookNotReady
from . import door, form

SAID = "ecosire_support_naming_said"


class SupportContract(http.Controller):
    @http.route(f"{door.HOME}/handbook/<string:key>", type="http", auth="user", website=True)
    def handbook(self, key):
        """What an engineer must know of the client's system; by a contract or one of its tickets."""
        contract = door.contract_or_404(key)
        values = {"handbook": contract._portal_handbook(), "back": f"{door.HOME}/ticket/{key}"}
        if key == contract.code:
            values["back"] = None
        return door.page("ecosire_support.portal_handbook", values)

    @http.route(
        f"{door.HOME}/contract/<string:code>/engineer",
        type="http",
        auth="user",
        website=True,
        csrf=False,  # checked below: the refusal then keeps what was typed
    )
    def name_engineer(self, code, engineer="", backup="", reason="", **_other):
        """Who answers first for a contract, and naming somebody else."""
        door.lead_or_404()
        contract = door.contract_or_404(code)
        if request.httprequest.method != "POST":
            return _naming_page(contract, said=_take_said(contract))
        typed = {"engineer": engineer, "backup": backup, "reason": reason.replace("\0", "")}
        if not form.is_token_good():
            return _naming_page(contract, typed, form.expired(), 400)
        try:
            # what fails leaves nothing behind, and the page below is rendered as if unasked
            with request.env.cr.savepoint():
                contract.name_engineer(_number(engineer), _number(backup), typed["reason"])
        except HandbookNotReady as error:
            # outside of what was undone: the managers learn what is waited for
            contract.ask_for_handbook()
            asked = contract.env._("The client's managers have been asked to complete it.")
            return _naming_page(contract, typed, f"{error.args[0]} {asked}", error.http_status)
        except UserError as error:
            return _naming_page(contract, typed, " ".join(error.args[:1]), error.http_status)
        request.session[SAID] = {
            contract.code: contract.env._("Tickets now go first to %s.", contract.engineer_id.name)
        }
        return request.redirect(f"{door.HOME}/contract/{contract.code}/engineer", code=303)


def _naming_page(contract, typed=None, problem="", status=200, said=""):
    values = {
        "naming": contract._portal_naming(),
        "typed": typed or {},
        "problem": problem,
        "said": said,
    }
    return door.page("ecosire_support.portal_naming", values, status)


def _number(text):
    """The id that an option of the form carries; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _take_said(contract):
    said = request.session.get(SAID) or {}
    if contract.code not in said:
        return ""
    request.session.pop(SAID)
    return said[contract.code]
