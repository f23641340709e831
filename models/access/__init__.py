from . import entry, ir_http, ir_websocket, log, noted_doors, second_factor, settings
