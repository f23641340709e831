"""The one exception a command may end with."""


class DevError(Exception):
    """A failure with a plain one-line message that says what to do."""
