"""What the forms about duplicates, defects and logged time do, and what the page says then."""


def _core_bug(ticket, typed, _uploads):
    ticket._portal_take_core_bug_step(typed)
    return ticket.env._(
        "The defect in Odoo itself is “%s” now; the client reads it.",
        ticket._portal_label("core_bug_state"),
    )


def _log_time(ticket, typed, _uploads):
    was_over = ticket.over_limit
    ticket._portal_log_time(typed)
    said = ticket.env._("The time is kept: %s by now.", ticket.work_text)
    if not ticket.over_limit:
        return said
    if was_over:
        more = ticket.env._("It is more than the plan includes: quote the rest separately.")
    else:
        more = ticket.env._(
            "That is more than the plan includes, and the client has been told: quote the rest "
            "separately before you go on."
        )
    return f"{said} {more}"


def _void_time(ticket, typed, _uploads):
    ticket._portal_void_time(typed)
    return ticket.env._("The entry counts no more: %s by now.", ticket.work_text)


def _mark_duplicate(ticket, typed, _uploads):
    ticket.mark_duplicate(typed["other"], typed["reason"])
    return ticket.env._(
        "The ticket is closed as a duplicate of %s; the client reads your reason.",
        ticket.duplicate_number,
    )


def _merge(ticket, typed, _uploads):
    ticket.merge_into(typed["other"], typed["reason"])
    return ticket.env._(
        "The ticket is merged into %s: what was said, its files and the logged time are there.",
        ticket.duplicate_number,
    )


def _note(ticket, typed, _uploads):
    ticket.note_for_ecosire(typed["text"])
    return ticket.env._("The note is kept. The client was not told, and no clock has stopped.")


def _confirm_defect(ticket, typed, _uploads):
    ticket.confirm_defect(typed["reason"])
    return ticket.env._("The defect is confirmed: the ticket does not count for the client.")


def _ask_access(ticket, typed, _uploads):
    ticket._portal_ask_access(typed)
    return ticket.env._("The client's administrator is asked; the answer will stand on the ticket.")


WORK_ACTIONS = {
    "ask_access": _ask_access,
    "core_bug": _core_bug,
    "log_time": _log_time,
    "void_time": _void_time,
    "mark_duplicate": _mark_duplicate,
    "merge": _merge,
    "note": _note,
    "confirm_defect": _confirm_defect,
}
