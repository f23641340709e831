from . import (
    chase,
    next_update,
    ticket_chase,
    ticket_next_update,
    ticket_next_update_sweep,
    ticket_next_update_words,
    ticket_miss_words,
    ticket_waiting_mail,
    ticket_waiting_screen,
    ticket_notices,
    ticket_works_again,
)
