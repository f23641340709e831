from . import kind, preference, preference_screen, digest_line, digest, digest_words, tells
