"""The page on which an engineer enters when he is off."""

from werkzeug.exceptions import NotFound

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from . import door, form, imported

ABSENCES = f"{door.HOME}/absences"
IMPORT = f"{ABSENCES}/import"
BODY_LIMIT = 4 * 1024 * 1024
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

    @http.route(
        IMPORT, type="http", auth="user", website=True, csrf=False, max_content_length=BODY_LIMIT
    )
    def import_(self, **_form):
        """Absences from a calendar file or its address: first shown, then entered as shown."""
        door.engineer_or_404()
        if not form.is_sent():
            return _import_page()
        return _import() if request.params.get("text") else _look()


def _look():
    """Show what would change; nothing is changed by it."""
    if not form.is_token_good():
        return _import_page(problem=imported.expired(), status=400)
    rows = request.env["ecosire.support.absence"]
    try:
        looked = rows._portal_look(_engineer_id(), imported.content(rows._portal_fetch))
    except UserError as error:
        return _import_page(problem=" ".join(error.args[:1]), status=error.http_status)
    return _import_page(looked)


def _import():
    rows = request.env["ecosire.support.absence"]
    typed = form.texts("text", "seen", "with_titles")

    def act():
        entered, moved, withdrawn = rows._portal_import(
            _engineer_id(), typed["text"], typed["seen"], typed["with_titles"] == "1"
        )
        return request.env._(
            "Imported: %(entered)s entered, %(moved)s moved, %(withdrawn)s withdrawn.",
            entered=entered,
            moved=moved,
            withdrawn=withdrawn,
        )

    def show(problem, status):
        # what would change now, where what was shown can still be read
        try:
            looked = rows._portal_look_again(_engineer_id(), typed["text"])
        except UserError:
            looked = None
        return _import_page(looked, problem, status)

    return form.send(act, show, ABSENCES)


def _engineer_id():
    """For whom; what is no number is nobody's."""
    typed = form.texts("engineer")["engineer"]
    return int(typed) if typed.isdecimal() and len(typed) < 10 else 0


def _import_page(looked=None, problem="", status=200):
    rows = request.env["ecosire.support.absence"]
    values = {
        "looked": looked,
        "people": rows._portal_people(),
        "url": IMPORT,
        "back": ABSENCES,
        "problem": problem,
        "typed": form.texts("address", "engineer"),
    }
    return door.page("ecosire_support.portal_absences_import", values, status)


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
