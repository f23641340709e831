"""Pages of the canned replies: engineers read them, account leads write, import and export them."""

from werkzeug.exceptions import NotFound

from odoo import http
from odoo.exceptions import UserError
from odoo.http import content_disposition, request

from ..models.common.guard import GROUP_LEAD
from . import door, form, imported

REPLIES = f"{door.HOME}/replies"
IMPORT = f"{REPLIES}/import"
FIELDS = ("code", "name", "topic", "body", "seen")
LARGEST_ID = 2**31 - 1
BODY_LIMIT = 4 * 1024 * 1024


class SupportReplies(http.Controller):
    @http.route(REPLIES, type="http", auth="user", website=True, csrf=False)
    def replies(self, **_form):
        """All replies; for an account lead, a form for a new one."""
        door.engineer_or_404()
        if not form.is_sent():
            return _page(said=form.take_said(REPLIES))
        door.lead_or_404()
        return _save(request.env["ecosire.support.canned.reply"])

    @http.route(f"{REPLIES}/<int:reply_id>", type="http", auth="user", website=True, csrf=False)
    def reply(self, reply_id, **_form):
        """One reply, to be changed."""
        door.lead_or_404()
        reply = _reply_or_404(reply_id)
        return _save(reply) if form.is_sent() else _page(reply)

    @http.route(
        f"{REPLIES}/<int:reply_id>/remove", type="http", auth="user", website=True, csrf=False
    )
    def remove(self, reply_id, **_form):
        """Offer a reply no more."""
        door.lead_or_404()
        reply = _reply_or_404(reply_id)
        if not form.is_sent():
            return request.redirect(REPLIES, code=303)

        def act():
            reply.set_aside()
            return request.env._("“%s” is not offered any more.", reply.name)

        return form.send(
            act, lambda problem, status: _page(problem=problem, status=status), REPLIES
        )

    @http.route(f"{REPLIES}/export", type="http", auth="user", website=True)
    def export(self):
        """All replies as a file for another client's database."""
        door.engineer_or_404()
        book = request.env["ecosire.support.canned.reply"]._portal_export()
        headers = {
            **door.HEADERS,
            "Content-Type": "application/json; charset=utf-8",
            "Content-Disposition": content_disposition("ecosire-replies.json"),
            "X-Content-Type-Options": "nosniff",
        }
        return request.make_response(book, list(headers.items()))

    @http.route(
        IMPORT,
        type="http",
        auth="user",
        website=True,
        csrf=False,
        max_content_length=BODY_LIMIT,
    )
    def import_(self, **_form):
        """Replies from a file or an address: first shown, then saved as shown."""
        door.lead_or_404()
        if not form.is_sent():
            return _import_page()
        return _import() if request.params.get("text") else _look()


def _save(reply):
    typed = form.texts(*FIELDS)

    def act():
        saved = reply._portal_save(typed)
        return request.env._("“%s” is saved.", saved.name)

    return form.send(act, lambda problem, status: _page(reply, typed, problem, status), REPLIES)


def _look():
    """Show what would change; nothing is changed by it."""
    replies = request.env["ecosire.support.canned.reply"]
    if not form.is_token_good():
        return _import_page(problem=imported.expired(), status=400)
    try:
        looked = replies._portal_look(imported.content(replies._portal_fetch))
    except UserError as error:
        return _import_page(problem=" ".join(error.args[:1]), status=error.http_status)
    return _import_page(looked)


def _import():
    replies = request.env["ecosire.support.canned.reply"]
    typed = form.texts("text", "seen")

    def act():
        new, changed = replies._portal_import(typed["text"], typed["seen"])
        return request.env._(
            "Imported: %(new)s new, %(changed)s changed.", new=new, changed=changed
        )

    def show(problem, status):
        # what would change now, where the file can still be read
        try:
            looked = replies._portal_look(typed["text"].encode())
        except UserError:
            looked = None
        return _import_page(looked, problem, status)

    return form.send(act, show, REPLIES)


def _reply_or_404(reply_id):
    reply = request.env["ecosire.support.canned.reply"].search(
        [("id", "=", min(reply_id, LARGEST_ID))]
    )
    if not reply:
        raise NotFound()
    return reply


def _page(reply=None, typed=None, problem="", status=200, said=""):
    """The replies, with the form open on ``reply`` or on what was typed."""
    replies = request.env["ecosire.support.canned.reply"]
    present = reply._portal_row() if reply else {}
    values = {
        **replies._portal_replies(),
        # env.user is the caller as superuser: only what he is, is asked here
        "is_lead": request.env.user.has_group(GROUP_LEAD),
        "present": present,
        # what was typed, upon what stands now: saving once more goes through
        "typed": {**present, **(typed or {}), "seen": present.get("seen", "")},
        "conflict": bool(present and typed and typed["seen"] != present["seen"]),
        "problem": problem,
        "said": said,
        "url": REPLIES,
    }
    return door.page("ecosire_support.portal_replies", values, status)


def _import_page(looked=None, problem="", status=200):
    values = {
        "looked": looked,
        "url": IMPORT,
        "back": REPLIES,
        "problem": problem,
        "said": "",
        "typed": form.texts("address"),
    }
    return door.page("ecosire_support.portal_replies_import", values, status)
