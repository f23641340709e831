"""Text for a cell of a spreadsheet, where a text that begins like a formula may become one."""

STARTS = ("=", "+", "-", "@", "\t", "\r")


def cell_text(text: object) -> str:
    """`text` so that no spreadsheet reckons with it, also after a detour over a CSV file.

    The mark in front is the one by which spreadsheets themselves tell a text.
    """
    value = "" if text is None or text is False else str(text)
    return f"'{value}" if value.startswith(STARTS) else value
