from . import (
    contract_rating,
    link_reopen,
    rating,
    settings,
    ticket_ending,
    ticket_ending_mail,
    ticket_rating,
    ticket_rating_ask,
    ticket_rating_screen,
)
