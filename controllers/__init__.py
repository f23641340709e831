from . import landing, queue, ticket_actions, ticket_files, ticket_page
