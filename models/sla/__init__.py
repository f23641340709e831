from . import clock, clock_explain, clock_sweep, event, gap, root, snapshot
