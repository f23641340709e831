from . import (
    entitlement,
    plan,
    plan_comparison,
    policy,
    policy_day,
    policy_text,
    topic,
    window,
    window_closure,
    window_line,
    window_text,
)
