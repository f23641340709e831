from . import (
    test_agreed_metrics,
    test_clock,
    test_engineer_access,
    test_intake,
    test_outage,
    test_proof,
    test_reopening,
)
from .fence import test_fence_methods, test_fence_rights
