from . import test_card, test_emergency, test_gap, test_outage_credit, test_outage_screens
