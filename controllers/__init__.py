from . import changes, contract, hidden, landing, lead, queue, ticket_actions, ticket_files, ticket_page
