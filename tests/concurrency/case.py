"""The base of tests that need more than one process."""

import logging

from odoo.tests import BaseCase

from .scratch import ScratchDatabase

_logger = logging.getLogger(__name__)


class ConcurrencyCase(BaseCase):
    """Has ``self.db``, the scratch database, without tickets at the start of each test."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.db = ScratchDatabase.shared()
        cls.addClassCleanup(cls.db.rest)

    def setUp(self):
        super().setUp()
        self.db.empty()

    def report(self, what, answers):
        seconds = max(answer["seconds"] for answer in answers)
        _logger.info("concurrency: %s, %.2f s", what, seconds)
