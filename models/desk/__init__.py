from . import (
    desk_start,
    desk_today,
    ticket_asked,
    ticket_client_name,
    ticket_due,
    ticket_queue,
    ticket_reopening,
)
