from . import (
    changes,
    contract,
    hidden,
    landing,
    lead,
    link,
    notices,
    queue,
    statement_files,
    ticket_actions,
    ticket_files,
    ticket_page,
)
