from . import (
    changes,
    contract,
    down_card,
    down_emergency,
    hidden,
    landing,
    lead,
    queue,
    statement_files,
    ticket_actions,
    ticket_files,
    ticket_page,
)
