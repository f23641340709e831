from . import (
    contacts,
    end_all,
    entry,
    ir_http,
    ir_websocket,
    log,
    noted_doors,
    second_factor,
    settings,
)
