from . import contract, hidden, landing, lead, queue, ticket_actions, ticket_files, ticket_page
