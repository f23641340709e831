"""Waiting for a row, where Odoo's own locks only say at once that they cannot have it."""

from odoo.tools import SQL


def lock_rows(records):
    """Lock the rows of ``records`` until the transaction ends, waiting for whoever has them.

    Whoever changed a row meanwhile lets this fail with a serialization error, and Odoo runs the
    whole request anew. ``NO KEY``: rows that refer to these may still be inserted.
    """
    if not records:
        return
    records.flush_recordset()
    records.env.execute_query(
        SQL(
            "SELECT id FROM %s WHERE id IN %s ORDER BY id FOR NO KEY UPDATE",
            SQL.identifier(records._table),
            tuple(records.ids),
        )
    )
