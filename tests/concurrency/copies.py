"""Many tickets from a few, by SQL: filing a hundred thousand one by one would take an hour."""

import json
from dataclasses import replace

from psycopg2.extras import execute_values

from odoo.addons.ecosire_support.core import sla

TICKET, CLOCK, EVENT = (
    "ecosire_support_ticket",
    "ecosire_support_sla_clock",
    "ecosire_support_sla_event",
)


def copy_tickets(env, ids, copies, chained=True):
    """Copy filed tickets with their clocks and events, each ``copies`` times."""
    env.flush_all()
    given = {"ids": tuple(ids), "copies": copies}
    for table, parent, key in (
        (TICKET, "", ""),
        (CLOCK, TICKET, "ticket_id"),
        (EVENT, CLOCK, "clock_id"),
    ):
        env.cr.execute(_made_from(table, parent, key), given)
        env.cr.execute(_insert(_columns(env, table), table, key))
    env.cr.execute(f"ANALYZE {CLOCK}; ANALYZE {TICKET}")
    env.cr.execute(
        f"""UPDATE {TICKET} t SET clock_id = made.new FROM copied_{CLOCK} made
             WHERE t.id = made.parent"""
    )
    env.invalidate_all(flush=False)
    if chained:
        env.cr.execute(f"SELECT new FROM copied_{CLOCK}")
        _chain(env, env["ecosire.support.sla.clock"].browse(row[0] for row in env.cr.fetchall()))


def _made_from(table, parent, key):
    """Which row is copied to which id, and to which copy of the row it belongs to."""
    if parent:
        rows = f"""SELECT r.id AS old, p.copy, nextval('{table}_id_seq') AS new, p.new AS parent
                     FROM {table} r JOIN copied_{parent} p ON p.old = r.{key}"""
    else:
        rows = f"""SELECT r.id AS old, n AS copy, nextval('{table}_id_seq') AS new,
                          NULL::bigint AS parent
                     FROM {table} r, generate_series(1, %(copies)s) n WHERE r.id IN %(ids)s"""
    return f"CREATE TEMPORARY TABLE copied_{table} ON COMMIT DROP AS {rows}; ANALYZE copied_{table}"


def _columns(env, table):
    env.cr.execute(
        """SELECT column_name FROM information_schema.columns
            WHERE table_name = %s AND is_generated = 'NEVER'""",
        [table],
    )
    return [row[0] for row in env.cr.fetchall() if row[0] != "id"]


def _insert(columns, table, key):
    changed = {"number": "old.number || '-' || made.new", key: "made.parent"}
    names = ", ".join(f'"{name}"' for name in columns)
    values = ", ".join(changed.get(name, f'old."{name}"') for name in columns)
    return f"""INSERT INTO {table} (id, {names})
               SELECT made.new, {values} FROM copied_{table} made
                 JOIN {table} old ON old.id = made.old"""


def _chain(env, clocks):
    """Give the copied events the hashes that they would have had."""
    events, ends = [], []
    for clock in clocks:
        previous = ""
        rows = clock.event_ids.sorted("sequence")
        for row, event in zip(rows, rows._to_core(), strict=True):
            facts = {**dict(event.data), "clock": str(clock.id)}
            digest = sla.event_hash(replace(event, data=facts), previous)
            text = json.dumps(facts, sort_keys=True, ensure_ascii=False)
            events.append((row.id, text, previous or None, digest))
            previous = digest
        ends.append((clock.id, previous))
    execute_values(
        env.cr._obj,
        f"""UPDATE {EVENT} e SET data = v.data, previous_hash = v.previous, hash = v.hash
              FROM (VALUES %s) AS v (id, data, previous, hash) WHERE e.id = v.id""",
        events,
    )
    execute_values(
        env.cr._obj,
        f"UPDATE {CLOCK} c SET last_hash = v.hash FROM (VALUES %s) AS v (id, hash) WHERE c.id = v.id",
        ends,
    )
    env.invalidate_all(flush=False)
