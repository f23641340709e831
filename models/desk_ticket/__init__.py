from . import ticket_desk_page, ticket_written
