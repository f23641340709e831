"""Whether what stands in a database is what its events say."""

import json

from odoo.fields import Domain


def verify_all_clocks(env, domain=Domain.TRUE):
    """Words about each clock whose chain or stored columns do not follow from its events.

    Reads only; works on any database with the addon, the demo too.
    """
    problems = []
    for clock in env["ecosire.support.sla.clock"].sudo().search(domain, order="id"):
        name = f"clock {clock.id} of {clock.ticket_id.number}"
        if broken := clock._verify():
            problems.append(f"{name}: {broken}")
        if any(json.loads(event.data).get("clock") != str(clock.id) for event in clock.event_ids):
            problems.append(f"{name}: has an event of another clock")
        last = clock.event_ids.sorted("sequence")[-1:]
        if (clock.last_sequence, clock.last_hash) != (last.sequence, last.hash):
            problems.append(f"{name}: does not point at its last event")
        for field, value in clock._cache_values().items():
            stored = clock._fields[field].convert_to_write(clock[field], clock)
            if field == "next_tick_at" and stored and value and stored <= value:
                continue  # the sweep may look too early, and then finds nothing to do
            if (stored or False) != (value or False):
                problems.append(f"{name}: {field} is {stored}, its events say {value}")
    return problems + _verify_tickets(env, domain)


def _verify_tickets(env, domain):
    """The ticket's columns are a cache of its clocks in turn."""
    tickets = env["ecosire.support.ticket"].sudo().search(Domain("clock_ids", "any", domain))
    names = ("clock_id", "sla_state", "deadline", "at_risk_at", "answered_at", "is_aim")
    stored = {ticket: [ticket[name] for name in names] for ticket in tickets}
    with env.protecting([], tickets), env.cr.savepoint() as savepoint:
        for name in names:
            env.add_to_compute(tickets._fields[name], tickets)
        problems = [
            f"{ticket.number}: {name} is {was}, its clocks say {ticket[name]}"
            for ticket in tickets
            for name, was in zip(names, stored[ticket], strict=True)
            if ticket[name] != was
        ]
        savepoint.rollback()
    return problems
