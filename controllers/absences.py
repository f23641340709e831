"""The page on which an engineer enters when he is off."""

from werkzeug.exceptions import NotFound

from odoo import http
from odoo.http import request

from . import door, form

ABSENCES = f"{door.HOME}/absences"
FIELDS = ("engineer", "first_day", "from_time", "back_day", "back_time", "reason", "note")
LARGEST_ID = 2**31 - 1


class SupportAbsences(http.Controller):
    @http.route(
        ABSENCES,
        type="http",
        auth="user",
        website=True,
        csrf=False,  # checked by form.send: the refusal then keeps what was typed
    )
    def absences(self, **_form):
        """One's own absences, for a lead the team's; and entering one."""
        door.engineer_or_404()
        if not form.is_sent():
            return _page(said=form.take_said(ABSENCES))
        typed = form.texts(*FIELDS)

        def act():
            row = request.env["ecosire.support.absence"]._portal_enter(typed)
            return request.env._("Entered: %s.", row._portal_in_words())

        return form.send(act, lambda problem, status: _page(typed, problem, status), ABSENCES)

    @http.route(
        f"{ABSENCES}/<int:absence_id>/end", type="http", auth="user", website=True, csrf=False
    )
    def end(self, absence_id, **_form):
        """Back sooner than planned, or not off at all."""
        door.engineer_or_404()
        row = _absence_or_404(absence_id)
        if not form.is_sent():
            return request.redirect(ABSENCES, code=303)

        def act():
            row.end_now()
            return request.env._("%s is not off any more.", row.engineer_id.name)

        return form.send(act, lambda problem, status: _page(None, problem, status), ABSENCES)


def _absence_or_404(absence_id):
    """The absence with that id; one that is absent and one that is forbidden look alike."""
    rows = request.env["ecosire.support.absence"]
    row = rows.search([("id", "=", min(absence_id, LARGEST_ID))])
    if not row:
        raise NotFound()
    return row


def _page(typed=None, problem="", status=200, said=""):
    values = {
        **request.env["ecosire.support.absence"]._portal_absences(),
        "typed": typed or {},
        "problem": problem,
        "said": said,
        "url": ABSENCES,
    }
    return door.page("ecosire_support.portal_absences", values, status)
