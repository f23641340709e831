"""What a button says once it has done its work."""

RELOAD = {"type": "ir.actions.client", "tag": "soft_reload"}
CLOSE = {"type": "ir.actions.act_window_close"}


def notification(message, then=None, **params):
    """An action that shows ``message`` and goes on with ``then``.

    :param then: an action; default: what is shown is read anew
    :param params: Odoo's own, such as ``title``, ``sticky`` and ``type`` (default: success)
    """
    return {
        "type": "ir.actions.client",
        "tag": "display_notification",
        "params": {"type": "success", "message": message, "next": dict(then or RELOAD), **params},
    }
