from . import test_clock, test_engineer_access, test_intake
