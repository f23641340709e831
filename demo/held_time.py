"""Time that stands still for Odoo, so that each step of the story happens at its own moment."""

from contextlib import contextmanager
from datetime import UTC

from odoo import fields


@contextmanager
def held(moment):
    """``fields.Datetime.now()`` answers ``moment`` (aware) while this lasts.

    Nothing else is touched: PostgreSQL, Python and creation dates keep the real time. The whole
    process sees the held time, so this is for a server that does not serve yet, and for tests.
    """
    naive = moment.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    real = fields.Datetime.__dict__["now"]
    fields.Datetime.now = staticmethod(lambda *_args: naive)
    try:
        yield naive
    finally:
        fields.Datetime.now = real
