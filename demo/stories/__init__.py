"""The distributor's tickets, in the order in which they are told; the play sorts them by time."""

from .at_night import AT_NIGHT
from .by_mail import BY_MAIL
from .earlier import EARLIER
from .now import NOW
from .this_period import THIS_PERIOD

STORIES = EARLIER + AT_NIGHT + BY_MAIL + THIS_PERIOD + NOW
