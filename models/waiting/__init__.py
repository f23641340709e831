from . import ticket_notices, ticket_works_again
