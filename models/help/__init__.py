from . import license_module, solved, ticket_similar, ticket_similar_door
