"""The demo: a distributor's support life, set around now. Not for a client's database.

Nothing here is loaded with the addon; `dev/demo` calls :func:`scene.build` at each start.
"""
