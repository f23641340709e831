from . import bus_bus, ir_websocket, ticket_live
