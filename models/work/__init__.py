from . import (
    mail_message,
    merge,
    note,
    presence,
    reply,
    ticket_merge,
    ticket_note,
    ticket_presence,
    ticket_reply,
    ticket_seen,
    ticket_work_page,
)
