from . import entitlement, plan, policy, policy_day, topic, window, window_closure, window_line
