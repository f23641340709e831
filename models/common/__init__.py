from . import append_only, guard, notice
