from . import test_card, test_emergency
