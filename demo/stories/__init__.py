"""The distributor's tickets, in the order in which they are told; the play sorts them by time."""

from .by_mail import BY_MAIL
from .earlier import EARLIER
from .now import NOW
from .this_period import THIS_PERIOD

STORIES = EARLIER + BY_MAIL + THIS_PERIOD + NOW
