"""Marking texts for translation without depending on a translator."""


def _(text: str) -> str:
    """`text` as it is.

    Odoo's term export looks for calls of this name, so a template marked with it reaches the
    translators. Whoever shows the template hands in the function that looks the translation up.
    """
    return text


class WordedError(ValueError):
    """Wrong input, said in a sentence; ``template`` and ``values`` say it in another language."""

    field: str  # what of the input is wrong

    def __init__(self, template: str, **values: object):
        self.template, self.values = template, values
        super().__init__(f"{self.field}: {template % values}")
