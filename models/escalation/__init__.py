from . import (
    rule,
    rule_steps,
    event,
    event_tell,
    event_readers,
    event_words,
    clock_ladder,
    ticket_ladder,
)
