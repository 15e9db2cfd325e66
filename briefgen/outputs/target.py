"""One file of the built site, before it is made."""

from briefgen.site.urls import output_path
from briefgen.text.span import Span
from briefgen.text.value import Value


class Target(Value, frozen=True):
    """A file to make: its address (a path from the root), what kind it is, for which key and in which language.

    `origin` is the entry that asks for it, for the finding when two targets have one path.
    """

    url: str
    kind: str
    key: tuple[str, ...] = ()
    lang: str = ""
    origin: Span | None = None

    @property
    def path(self) -> str:
        """The file relative to the output folder, POSIX."""
        return output_path(self.url)
