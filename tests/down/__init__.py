from . import test_card, test_emergency, test_outage_screens
