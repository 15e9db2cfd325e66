"""The lines that findings speak of, as findings count them."""

from dataclasses import dataclass, field
from pathlib import Path

from briefgen.text.document import decode

_MOST = 8 * 1024 * 1024


@dataclass
class Excerpts:
    """Lines of files below a folder; of a file outside, none. A file is read once."""

    folder: Path
    _lines: dict[str, list[str]] = field(default_factory=dict)

    def __call__(self, path: str, line: int) -> str | None:
        """A line (from 1) of a file; None where there is none."""
        if path not in self._lines:
            self._lines[path] = self._read(path)
        lines = self._lines[path]
        return lines[line - 1] if 0 < line <= len(lines) else None

    def _read(self, path: str) -> list[str]:
        """All lines; of a file that is no text, what can be made of it."""
        file = self.folder / path
        try:
            if not file.resolve().is_relative_to(self.folder.resolve()):
                return []
            data = file.read_bytes()[:_MOST]
        except (OSError, RuntimeError, ValueError):
            return []
        document, _ = decode(path, data)
        return document.lines if document is not None else data[:100_000].decode("utf-8", "replace").split("\n")
