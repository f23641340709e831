"""The server's own log of requests must not hold the key to a feed."""

import logging
import re

from ..fence.rights import FEEDS

KEY = re.compile(rf"({FEEDS}/)[^\s\"']+")


class WithoutFeedKeys(logging.Filter):
    """Replaces the secret part of each feed address in what is about to be logged."""

    def filter(self, record):
        text = record.getMessage()
        if FEEDS in text:
            record.msg, record.args = KEY.sub(r"\1…", text), ()
        return True


logging.getLogger("werkzeug").addFilter(WithoutFeedKeys())
