"""A row that several servers may want to make at the same instant, made once."""

from odoo.tools import SQL


def insert_once(model, unique, values):
    """Insert ``values`` unless a row with the same ``unique`` stands already; whether so.

    ``create()`` would end in an error, and with it the whole transaction of the slower server.

    :param unique: the name of the column that is unique, or names of those that are together
    """
    now = model.env.cr.now()
    stamps = {
        "create_uid": model.env.uid,
        "write_uid": model.env.uid,
        "create_date": now,
        "write_date": now,
    }
    columns = (unique,) if isinstance(unique, str) else unique
    row = {**values, **stamps}
    inserted = model.env.execute_query(
        SQL(
            "INSERT INTO %s (%s) VALUES (%s) ON CONFLICT (%s) DO NOTHING RETURNING id",
            SQL.identifier(model._table),
            SQL(", ").join(SQL.identifier(name) for name in row),
            SQL(", ").join(SQL("%s", value) for value in row.values()),
            SQL(", ").join(SQL.identifier(name) for name in columns),
        )
    )
    return bool(inserted)
