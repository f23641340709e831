"""Numbers that an administrator may set by a system parameter."""

import logging

_logger = logging.getLogger(__name__)


def plain_number(env, name, shipped, least=1, most=100_000):
    """The whole number of the system parameter ``ecosire_support.<name>``.

    What is no number, or outside ``least`` to ``most``, is logged and replaced by ``shipped``:
    a slip in a setting must not stop a ticket.
    """
    # sudo: ir.config_parameter - a number of this addon's own
    text = env["ir.config_parameter"].sudo().get_param(f"ecosire_support.{name}")
    if not text:
        return shipped
    if text.strip().isdecimal() and least <= int(text) <= most:
        return int(text)
    _logger.warning("ecosire_support.%s: %r is no number from %s to %s", name, text, least, most)
    return shipped
