"""Pages of account leads: changes of a contract that a client asks for, confirmed or refused."""

from werkzeug.exceptions import NotFound

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from . import door, form
from .frame import CHANGES

SAID = "ecosire_support_change_said"
LARGEST_ID = 2**31 - 1


class SupportChanges(http.Controller):
    @http.route(CHANGES, type="http", auth="user", website=True)
    def changes(self):
        """What waits for a decision, and what was decided."""
        door.lead_or_404()
        rows = request.env["ecosire.support.plan.change"]._portal_changes()
        return door.page("ecosire_support.portal_changes", {"rows": rows})

    @http.route(f"{CHANGES}/<int:change_id>", type="http", auth="user", website=True)
    def change(self, change_id):
        """One change, with what it would bring."""
        return _change_page(_change_or_404(change_id))

    @http.route(
        f"{CHANGES}/<int:change_id>/<string:action>",
        type="http",
        auth="user",
        website=True,
        csrf=False,  # checked below: the refusal then keeps what was typed
    )
    def decide(self, change_id, action, reason="", **_other):
        """Confirm or refuse what a client has asked for."""
        change = _change_or_404(change_id)
        decision = DECISIONS.get(action)
        if not decision:
            raise NotFound()
        if request.httprequest.method != "POST":
            return request.redirect(f"{CHANGES}/{change.id}", code=303)
        # PostgreSQL stores no NUL, and no reader misses it
        kept = {"action": action, "reason": reason.replace("\0", "")}
        if not form.is_token_good():
            return _change_page(change, kept, form.expired(), 400)
        if change.state != "requested":
            return _say_and_show(change, _already(change))
        try:
            # what fails leaves nothing behind, and the page below is rendered as if unasked
            with request.env.cr.savepoint():
                said = decision(change, kept["reason"])
        except UserError as error:
            return _change_page(change, kept, " ".join(error.args[:1]), error.http_status)
        return _say_and_show(change, said)


def _confirm(change, reason):
    change.confirm(reason)
    return change.env._("Confirmed. The client's support managers are told.")


def _refuse(change, reason):
    change.refuse(reason)
    return change.env._("Refused. The client's support managers are told, with your reason.")


DECISIONS = {"confirm": _confirm, "refuse": _refuse}


def _change_or_404(change_id):
    """The change with that id; one that is absent and one that is forbidden look alike."""
    door.lead_or_404()
    if change_id > LARGEST_ID:
        raise NotFound()
    change = request.env["ecosire.support.plan.change"].search([("id", "=", change_id)])
    if not change:
        raise NotFound()
    return change


def _change_page(change, kept=None, problem="", status=200):
    values = {
        "change": change._portal_page(),
        "kept": kept or {},
        "problem": problem,
        "said": _take_said(change),
    }
    return door.page("ecosire_support.portal_change", values, status)


def _say_and_show(change, text):
    request.session[SAID] = {str(change.id): text}
    return request.redirect(f"{CHANGES}/{change.id}", code=303)


def _take_said(change):
    said = request.session.get(SAID) or {}
    if str(change.id) not in said:
        return ""
    request.session.pop(SAID)
    return said[str(change.id)]


def _already(change):
    return change.env._("This was decided already, and nothing was done a second time.")
