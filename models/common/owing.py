"""Which tickets are open, and on which of them ECOSIRE owes an answer by a deadline."""

from odoo.fields import Domain

OWING = ("running", "overdue")  # states of the clock that counts
OPEN = Domain("is_open", "=", True)
UNANSWERED = Domain("sla_state", "in", OWING)
