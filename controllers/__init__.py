from . import hidden, landing, queue, ticket_actions, ticket_files, ticket_page
