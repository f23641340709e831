"""The frame around every engineers' page: who and where one is, and the ways to the other pages."""

from odoo.http import request

from ..models.common.guard import GROUP_LEAD
from ..models.fence.rights import HOME

CHANGES = f"{HOME}/changes"  # where plan changes wait for a lead
OWN = ("feed", "notices", "second-factor")  # pages behind the tiles of one's account


def frame():
    """What ``ecosire_support.layout`` shows besides the page itself."""
    # env.user is the caller as superuser: his own name, and what he is
    user = request.env.user
    code = request.env.lang or "en_US"
    # sudo: res.lang - only which way the language of the page is written
    lang = request.env["res.lang"].sudo()._get_data(code=code)
    return {
        "lang": code.replace("_", "-"),
        "dir": lang.direction or "ltr",
        "me": user.name,
        "places": [_counted(place) for place in places(user.has_group(GROUP_LEAD))],
        "session": {
            "uid": user.id,
            "is_frontend": True,
            "is_internal_user": False,
            "user_context": {"lang": code, "tz": user.tz or "UTC"},
        },
    }


def places(is_lead):
    """The pages that an engineer, or a lead, finds from everywhere; the desk's menu has them too."""
    env, path = request.env, request.httprequest.path.rstrip("/")
    yield _place(path, HOME, env._("Queue"), f"{HOME}/ticket", f"{HOME}/page")
    yield _place(path, f"{HOME}/desk", env._("Desk"))
    if is_lead:
        yield _place(path, CHANGES, env._("Changes"))
        yield _place(path, f"{HOME}/handover", env._("Hand over"))
        yield _place(path, f"{HOME}/load", env._("Load"))
        yield _place(path, f"{HOME}/team", env._("Team"))
        yield _place(path, f"{HOME}/statements", env._("Statements"))
        yield _place(path, f"{HOME}/outage/new", env._("File an outage"))
    yield _place(path, f"{HOME}/replies", env._("Replies"))
    yield _place(path, f"{HOME}/absences", env._("Absences"))
    own = ("/my/home", "/my/security", *(f"{HOME}/{one}" for one in OWN))
    yield _place(path, "/my", env._("My account"), *own)


def _place(path, url, label, *also):
    """A link, and whether the page that is shown is that one or belongs to it."""
    below = also if url in (HOME, "/my") else (url, *also)
    here = path == url or any(f"{path}/".startswith(f"{one}/") for one in below)
    return {"url": url, "label": label, "here": here}


def _counted(place):
    """``place``, with how many wait there for whoever goes there."""
    changes = request.env["ecosire.support.plan.change"]
    waiting = changes._portal_waiting_count() if place["url"] == CHANGES else 0
    return {**place, "count": waiting}
