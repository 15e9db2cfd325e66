"""The nearest name among those that exist: a suggestion is never invented."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from briefgen.text.casing import fold
from briefgen.text.message import Message, say


def nearest(word: str, names: Iterable[str]) -> str | None:
    """The one of `names` that is most like `word`, case and diacritics aside; None when none is near."""
    folded = {fold(name): name for name in sorted(names, reverse=True)}
    found = get_close_matches(fold(word), folded, n=1, cutoff=0.6)
    return folded[found[0]] if found else None


def did_you_mean(word: str, titles: Mapping[str, Iterable[str]]) -> Message | None:
    """The hint for an id that does not exist. `titles` maps each id that does to its titles, in every language."""
    names = {id_: id_ for id_ in titles}
    for id_, words in titles.items():
        for title in words:
            names.setdefault(title, id_)
    found = nearest(word, names)
    if found is None:
        return _all_there_is(titles)
    id_ = names[found]
    title = found if found != id_ else next(iter(titles[id_]), "")
    if title and title != id_:
        return say("did you mean '%(id)s' (%(title)s)?", id=id_, title=title)
    return say("did you mean '%(id)s'?", id=id_)


def _all_there_is(titles: Mapping[str, Iterable[str]]) -> Message | None:
    if not titles or len(titles) > 12:
        return None
    return say("there are: %(ids)s", ids=tuple(sorted(titles)))
