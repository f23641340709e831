"""The library behind the commands in dev/: standard library only."""
