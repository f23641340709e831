from . import kind, preference, preference_screen, digest_line, tells
