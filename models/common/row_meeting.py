"""Where two transactions have to meet that write different rows, and would pass unseen."""

from odoo.tools import SQL

from .row_lock import lock_rows


def meet_at_rows(records):
    """Let only one transaction at a time decide something about ``records``.

    A lock alone is not enough: whoever waited for it still reads the state from before his own
    first query, without what the other one has added. The rows are therefore written too, as
    they are: whoever comes second fails with a serialization error, and Odoo runs him anew.
    """
    if not records:
        return
    lock_rows(records)  # in the order of ids, so that two never wait for each other
    records.env.cr.execute(
        SQL(
            "UPDATE %s SET id = id WHERE id IN %s",
            SQL.identifier(records._table),
            tuple(records.ids),
        )
    )
