from . import contract, hidden, landing, lead, queue, ticket_actions, ticket_files, ticket_page
from . import (
    hidden,
    landing,
    lead,
    queue,
    statement_files,
    ticket_actions,
    ticket_files,
    ticket_page,
)
from . import changes, contract, hidden, landing, lead, queue, ticket_actions, ticket_files, ticket_page
