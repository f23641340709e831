"""What the tests of help from inside an error share: errors as the browser sends them."""

import uuid

from ..common import SupportCase

TRACE = """Traceback (most recent call last):
  File "/opt/odoo/addons/web/controllers/dataset.py", line 36, in call_kw
    return call_kw(request.env[model], method, args, kwargs)
  File "/opt/odoo/addons/{module}/models/stock_move.py", line {line}, in _action_done
    raise ValueError(token)
ValueError: lot_id {line} api_key=Zanzibar-4711
"""


class HelpCase(SupportCase):
    def trace(self, module="stock", line=12):
        return TRACE.format(module=module, line=line)

    def send(self, user=None, key=None, traceback=None, **report):
        """What the dialog of ``user`` (the clerk) is told after "Send to ECOSIRE"."""
        tickets = self.env["ecosire.support.ticket"].with_user(user or self.clerk)
        return tickets.report_error(
            {"key": key or str(uuid.uuid4()), "traceback": traceback or self.trace(), **report}
        )

    def ticket_of(self, told):
        return self.env["ecosire.support.ticket"].browse(told["id"])
