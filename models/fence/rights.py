"""What ECOSIRE's engineers may reach in a client's database: a list of what is allowed.

Everything that is not named here is denied, so an addon that nobody here has heard of stays
closed. Rows within the readable models are narrowed further by record rules.
"""

import re

HOME = "/my/support"  # where the engineers' pages begin
LINKS = "/support/link"  # where the links of mails lead that do one thing once
STAFF_ROUTES = "/ecosire_support/"  # what the client's own staff takes as files
FEEDS = "/support/feed"  # where an engineer's open deadlines are, for whoever knows the address

READABLE_MODELS = frozenset(
    {
        # our own
        "ecosire.support.chase",
        "ecosire.support.next.update",
        "ecosire.support.absence",
        "ecosire.support.canned.reply",
        "ecosire.support.contract",
        "ecosire.support.contract.period",
        "ecosire.support.contract.statement",
        "ecosire.support.contract.statement.line",
        "ecosire.support.contract.term",
        "ecosire.support.contract.usage",
        "ecosire.support.core.bug.step",
        "ecosire.support.emergency.change",
        "ecosire.support.engineer",
        "ecosire.support.entitlement",
        "ecosire.support.escalation.event",
        "ecosire.support.grant",
        "ecosire.support.license",
        "ecosire.support.license.module",
        "ecosire.support.handbook",
        "ecosire.support.plan",
        "ecosire.support.plan.change",
        "ecosire.support.scope.sheet",
        "ecosire.support.sla.clock",
        "ecosire.support.sla.event",
        "ecosire.support.snapshot",
        "ecosire.support.tag",
        "ecosire.support.ticket",
        "ecosire.support.ticket.holding",
        "ecosire.support.ticket.note",
        "ecosire.support.time.entry",
        "ecosire.support.topic",
        # what a portal page of Odoo needs: rows of the user's own, and messages of his tickets
        "mail.message",
        "mail.message.subtype",
        "res.partner",
        "res.users",
        # what Odoo's website, where it is installed, reads before any page of any addon; every
        # visitor of the site reads these
        "res.lang",
        "website",
        "website.menu",
    }
)

ALLOWED_MODELS = {
    "read": READABLE_MODELS,
    "write": frozenset(),
    "create": frozenset(),
    "unlink": frozenset(),
}

# one pattern a line, matched against the whole path
ALLOWED_PATHS = re.compile(
    "|".join(
        (
            r"/my/?",
            r"/my/home",
            r"/my/security",
            rf"{HOME}(/.*)?",
            rf"{LINKS}/[^/]+",
            rf"{FEEDS}/[^/]+",
            r"/web/login(/totp)?",
            r"/web/login_successful",
            r"/web/session/(logout|get_session_info|get_lang_list)",
            r"/web/(reset_password|signup)",
            # what the desk calls: narrowed further by the list in calls.py
            r"/web/dataset/call_(kw|button)(/.*)?",
            r"/web/action/load(_breadcrumbs)?",
            r"/web/assets/.*",
            r"/web/bundle/.*",
            r"/web/webclient/translations(/.*)?",
            r"/web/webclient/version_info",  # whether the server can be reached again
            r"/bus/websocket_worker_bundle",
            r"/websocket(/.*)?",
            r"/[a-z0-9_]+/static/.*",
        )
    )
)

# where Odoo sends people by itself; an engineer is led to his queue from there
LANDING = HOME
LANDING_PATHS = ("/", "/odoo", "/web")


def path_allowed(path):
    """Whether a logged-in engineer may call ``path`` at all."""
    return bool(ALLOWED_PATHS.fullmatch(path))
