"""Core's words about a delivery, in the reader's language."""


def in_words(env, words, values=None):
    """A template of core's with its values; without the name of the field that it begins with."""
    if not words:
        return ""
    text = env._(words, **(values or {}))
    if words.startswith(("url: ", "host: ")):
        text = text.partition(": ")[2]
    return text[:1].upper() + text[1:]
