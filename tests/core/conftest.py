"""How hypothesis runs here: the same examples each time, and nothing left behind in the repo."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "repeatable",
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
# `--hypothesis-profile=search` looks for new examples instead.
settings.register_profile("search", database=None, deadline=None, max_examples=2_000)
settings.load_profile("repeatable")
