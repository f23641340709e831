"""By which door a request came in, told by its path."""

from ..fence.rights import FEEDS, HOME, LINKS

# the first that fits
DOORS_BY_PATH = (
    (f"{HOME}/desk", "desk"),
    (f"{HOME}/feed", "feed"),
    (HOME, "page"),
    (LINKS, "link"),
    (FEEDS, "feed"),
    ("/ecosire_support/slack", "slack"),
    ("/web/login", "login"),
    ("/web/session", "login"),
    ("/web/reset_password", "login"),
    ("/web/signup", "login"),
    ("/auth", "login"),
    ("/my", "page"),
)


def door_of(path, of_engineer):
    """The door of ``path``; calls of the web client come from the desk, or the client's screens."""
    found = next((door for start, door in DOORS_BY_PATH if path.startswith(start)), "")
    return found or ("desk" if of_engineer else "backend")
