from . import bus_bus, engineer_live, ir_websocket, ticket_live
