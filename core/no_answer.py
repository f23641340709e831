"""Why a delivery got no answer at all, each with words that say what it means and hold no address."""

from .delivery import Outcome
from .messages import _

NO_KEY = Outcome("target", _("Its address or key is missing. Enter it in the connection."))
TOO_OLD = Outcome("message", _("It waited too long to be of use, and was not sent."))
TOO_LARGE = Outcome("message", _("The message is larger than 256 kB."))
UNREADABLE = Outcome(
    "message", _("It cannot be put into the form that this connection sends. Discard it.")
)
UNKNOWN_NAME = Outcome("again", _("The name of the server leads nowhere just now."))
UNREACHABLE = Outcome("again", _("The receiver cannot be reached."))
BROKEN_OFF = Outcome("again", _("The answer broke off before its end."))
NO_SAFE_CONNECTION = Outcome("again", _("No safe connection could be made to the receiver."))
NO_WEB_SERVER = Outcome("again", _("What answers there is no web server."))


def refused(error: ValueError) -> Outcome:
    """What ``core.safe_address`` does not let be called, in its words."""
    return Outcome("target", str(error))


def too_slow(seconds: float) -> Outcome:
    """There was no answer within ``seconds``."""
    values = (("seconds", f"{seconds:g}"),)
    return Outcome("again", _("The receiver did not answer within %(seconds)s s."), values)


def fetched_too_large(largest: int) -> Outcome:
    """What stands at the address is longer than ``largest`` bytes."""
    values = (("size", f"{largest / 1_000_000:g}"),)
    return Outcome("target", _("What stands there is larger than %(size)s MB."), values)


def bad_certificate(why: str) -> Outcome:
    """The certificate does not prove that the receiver is who it should be."""
    values = (("why", why),)
    return Outcome("target", _("The receiver's certificate is not valid: %(why)s."), values)
