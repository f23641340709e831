from . import (
    event_type,
    secret,
    target,
    circuit,
    outbox,
    contract_out,
    ticket_events,
)
