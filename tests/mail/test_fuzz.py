"""Mutations of the corpus: never a traceback, never a lost original."""

import collections
import logging
import time

from odoo.tests import tagged

from ..common import at
from .corpus import FILES, CorpusCase
from .fuzz import Mutator

_logger = logging.getLogger(__name__)

SEED = 19
# what the own mail server writes above a mail: nobody outside can change it
ABOVE = b"Delivered-To: support@delta.example\r\nX-Fuzz: %d\r\n"


class Fuzz(CorpusCase):
    def fuzz(self, count, seed=SEED):
        corpus = [(name, self.mail(name)) for name in FILES]
        mutator, outcomes, start = Mutator(corpus, seed), collections.Counter(), time.monotonic()
        for number in range(count):
            name, raw = mutator.mutation()
            with self.env.cr.savepoint() as undo:
                outcomes[self.outcome_of(number, name, ABOVE % number + raw)] += 1
                undo.rollback()
                self.env.invalidate_all()
        seconds = time.monotonic() - start
        _logger.info("mail: %s mutations in %.0f s: %s", count, seconds, dict(outcomes))
        return outcomes

    def outcome_of(self, number, name, raw):
        try:
            with at("2026-11-24 10:00"):
                self.process(raw)
            self.assert_nothing_lost(raw)
            self.assert_stored_html_is_safe()
            outcome = self.outcome()
            faults = self.kept().filtered(lambda m: m.reason == "fault" and m.state == "waiting")
            self.assertFalse(faults, faults.mapped("sign"))
        except Exception as error:
            error.add_note(f"mutation {number} of {name}: {raw!r}")
            raise
        return outcome


@tagged("post_install", "-at_install")
class TestFuzz(Fuzz):
    def test_two_hundred_mutations(self):
        self.fuzz(200)


@tagged("-standard", "long", "post_install", "-at_install")
class TestFuzzLong(Fuzz):
    def test_ten_thousand_mutations(self):
        self.fuzz(10_000, SEED + 1)
