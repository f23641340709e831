"""Like tickets with their cure: found by their words, without any contrib extension.

PostgreSQL keeps the words of title and root cause, and those of text and resolution, in a column
of its own beside the ticket, with an index, and its statistics of that column say which words are
frequent. So a question looks at few rows, however many tickets there are. A word that stands in
the title or the root cause weighs whole, one that stands in the text alone weighs half.
"""

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...core import like_text

COLUMN = "cure_words"
LONGEST_HTML = 100_000  # characters; behind them are quotes and signatures
LONGEST_TEXT = 8_000  # characters that are kept of it, without tags
# what parts words in titles; PostgreSQL's own parser would take "res.partner" for a host
SIGNS = "._-/\\:;,#@+*='\"()[]{}<>&|!?%$~^`"
CURED = Domain("state", "in", ("resolved", "closed"))


class EcosireSupportTicket(models.Model):
    _inherit = "ecosire.support.ticket"

    def init(self):
        result = super().init()
        table, column = SQL.identifier(self._table), SQL.identifier(COLUMN)
        # the column of versions that knew the words of titles alone
        self.env.cr.execute(SQL("ALTER TABLE %s DROP COLUMN IF EXISTS like_words", table))
        self.env.cr.execute(
            SQL(
                """ALTER TABLE %s ADD COLUMN IF NOT EXISTS %s tsvector
                   GENERATED ALWAYS AS (setweight(%s, 'A') || setweight(%s, 'D')) STORED""",
                table,
                column,
                _words_of(SQL("coalesce(name, '') || ' ' || coalesce(root_cause, '')")),
                _words_of(SQL("%s || ' ' || %s", _plain("description"), _plain("resolution"))),
            )
        )
        self.env.cr.execute(
            SQL(
                "CREATE INDEX IF NOT EXISTS %s ON %s USING gin (%s)",
                SQL.identifier(f"{self._table}__{COLUMN}"),
                table,
                column,
            )
        )
        return result

    @api.model
    def _similar(self, text, company, limit=3):
        """Tickets with a cure that are like ``text``, the likest first.

        :param text: a title, perhaps half typed
        :param company: the company whose tickets are looked through; none: all of them
        :return: of those, the ones that the present user may read
        """
        rows, shares = self._word_shares()
        asked = like_text.ask(text, shares, rows)
        if not asked:
            return self.browse()
        domain = CURED & (Domain("company_id", "in", company.ids) if company else Domain.TRUE)
        self.flush_model()
        query = self._search(domain)
        words = SQL.identifier(self._table, COLUMN)
        weight = SQL(" + ").join(
            SQL(
                "((%s @@ %s::tsquery)::int + (%s @@ %s::tsquery)::int) * %s",
                *(words, _beginning(stem), words, f"{_beginning(stem)}A", value / 2),
            )
            for stem, value in asked.weights
        )
        # in SQL: a clerk may not read the field, and is told nothing by it
        query.add_where(SQL("%s IS NULL", SQL.identifier(self._table, "duplicate_of_id")))
        query.add_where(SQL("%s @@ %s::tsquery", words, _joined(asked)))
        query.add_where(SQL("(%s) >= %s", weight, asked.least))
        query.order = SQL("(%s) DESC, resolved_at DESC NULLS LAST, id DESC", weight)
        query.limit = limit
        return self.browse(query.get_result_ids())

    @api.model
    def _word_shares(self):
        """About how many tickets there are, and which words are frequent in their titles.

        By PostgreSQL's statistics: before the first ANALYZE it has none, and few tickets.
        """
        found = self.env.execute_query(
            SQL(
                """SELECT c.reltuples, s.most_common_elems::text::text[],
                          s.most_common_elem_freqs
                     FROM pg_class c
                LEFT JOIN pg_stats s ON s.schemaname = current_schema()
                          AND s.tablename = c.relname AND s.attname = %s
                    WHERE c.oid = %s::regclass""",
                COLUMN,
                self._table,
            )
        )
        rows, words, shares = found[0]
        # behind the words' own shares stand the least and the greatest of them
        return max(int(rows), 0), dict(zip(words or (), shares or (), strict=False))


def _plain(name):
    """An HTML column without its tags and entities, cut to what is worth remembering."""
    bare = SQL("left(coalesce(%s, ''), %s)", SQL.identifier(name), LONGEST_HTML)
    bare = SQL("regexp_replace(%s, '<[^>]*>?|&[#a-z0-9]+;', ' ', 'gi')", bare)
    return SQL("left(%s, %s)", bare, LONGEST_TEXT)


def _words_of(text):
    return SQL(
        "to_tsvector('simple'::regconfig, translate(%s, %s, %s))", text, SIGNS, " " * len(SIGNS)
    )


def _beginning(stem):
    """A word by its beginning, for a tsquery; a stem is letters and digits alone."""
    return f"'{stem}':*"


def _joined(asked):
    return (" & " if asked.all_of else " | ").join(map(_beginning, asked.find))
