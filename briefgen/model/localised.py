"""A text that may stand in several languages."""

from briefgen.text.value import Value


class Words(Value, frozen=True):
    """A text and the language (`tr`, `en`, `ru` …) that it is in; `lang` is empty where it belongs to none."""

    text: str
    lang: str = ""

    def __str__(self) -> str:
        return self.text


class Localised(Value, frozen=True):
    """The same thing said in one language or more, in the order in which the editor gave them."""

    values: tuple[Words, ...]

    def words(self, lang: str) -> Words:
        """What there is in `lang`, else the first."""
        for words in self.values:
            if words.lang == lang:
                return words
        return self.values[0]

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(words.text for words in self.values)


def localised(text: str, lang: str) -> Localised:
    return Localised((Words(text, lang),))
