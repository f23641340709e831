from . import clock, clock_explain, clock_sweep, clock_verify, event, gap, root, snapshot
