"""The distributor's tickets, in the order in which they are told; the play sorts them by time."""

from .earlier import EARLIER
from .now import NOW
from .this_period import THIS_PERIOD

STORIES = EARLIER + THIS_PERIOD + NOW
