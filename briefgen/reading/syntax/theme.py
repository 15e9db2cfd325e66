"""`{theme=energy-projects}`: what a section or a block is about; two ids for two themes, `""` for none."""

from briefgen.reading.syntax.mark import Kind, check_id


def ids(value: str) -> tuple[str, ...]:
    """The themes that a mark's value names, each once."""
    return tuple(dict.fromkeys(value.split()))


def _check(value: str) -> None:
    for word in ids(value):
        check_id(word)


KIND = Kind("theme", frozenset({"heading", "line"}), _check, lambda _: ("", ""))
