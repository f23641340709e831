from . import ticket_desk
