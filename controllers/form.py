"""A form of the engineers' pages: done once, or back on its page with what was typed."""

from odoo.exceptions import UserError
from odoo.http import request

SAID = "ecosire_support_form_said"


def send(act, show, then):
    """Do what a form asks for.

    :param act: does it and returns what the next page says
    :param show: renders the form's page with ``(problem, status)`` when it could not be done
    :param then: path of the page that follows
    """
    if not is_token_good():
        return show(expired(), 400)
    try:
        # what fails leaves nothing behind, and the page below is rendered as if unasked
        with request.env.cr.savepoint():
            said = act()
    except UserError as error:
        return show(" ".join(error.args[:1]), error.http_status)
    request.session[SAID] = {then: said}
    return request.redirect(then, code=303)


def is_token_good():
    """Whether the form was made for the present login."""
    token = texts("csrf_token")["csrf_token"]
    # Odoo compares it as it came, and text beyond ASCII is not compared
    return token.isascii() and request.validate_csrf(token)


def expired(advice=""):
    """What a page says whose form was made for an earlier login.

    :param advice: what to do now, where nothing that was typed is kept
    """
    env = request.env
    why = env._("Nothing was done, because this page was opened before your last login.")
    return f"{why} {advice or env._('What you typed is still here: please send it again.')}"


def take_said(path):
    """What the form that led to ``path`` has done; said once."""
    said = request.session.get(SAID) or {}
    if path not in said:
        return ""
    request.session.pop(SAID)
    return said[path]


def texts(*names):
    """The named fields of the form; PostgreSQL stores no NUL, and no reader misses it."""
    given = request.params
    return {name: str(given.get(name) or "").replace("\0", "") for name in names}


def is_sent():
    return request.httprequest.method == "POST"


def chosen(name):
    """All values of a field that may stand several times in a form, like boxes that are ticked."""
    return request.httprequest.form.getlist(name)
