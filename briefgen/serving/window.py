"""What stands at an address of the preview, as it is shown there.

Every address is looked up among the targets of a generation, so that no path leads to a file.
"""

import hashlib
from dataclasses import dataclass

from briefgen.outputs.target import Target
from briefgen.serving.dressing import Dressing
from briefgen.serving.generation import View
from briefgen.serving.marking import marked_search
from briefgen.serving.session import Session
from briefgen.serving.state import State


@dataclass(frozen=True)
class Shown:
    """An output as it is served, with the digest that tells it from another; no target where it cannot be made."""

    data: bytes
    digest: str
    target: Target | None = None


@dataclass(frozen=True)
class Window:
    """A session, as it is seen from outside."""

    session: Session
    dressing: Dressing

    def url(self, path: str, view: View) -> str | None:
        """The address of a target that a path leads to; None for none."""
        generation = self.session.generation(view)
        if generation is None or not path.startswith("/") or "\0" in path or "\\" in path:
            return None
        inner = generation.draft.knowledge.urls.inner(path)
        for each in dict.fromkeys((path, inner)):
            for url in (each, each.removesuffix("index.html"), f"{each}/"):
                if url in generation.targets and (url == each or url.endswith("/")):
                    return url
        return None

    def at(self, url: str | None, view: View) -> Shown:
        """What stands at the address of a target; at none, the site's own 404 page."""
        page, generation = self.session.page(view, url or "/404.html"), self.session.generation(view)
        state = self.session.state
        if page is None or generation is None or page.mistake is not None:
            return Shown(self.dressing.bare(state, view), "bare")
        if not page.target.path.endswith(".html"):
            data = marked_search(page.data, generation, page.target)
            return Shown(data, hashlib.sha256(data).hexdigest()[:20], page.target)
        data, digest = self.dressing.page(page.data, state, generation, page.target)
        return Shown(data, digest, page.target)

    def files(self, state: State, view: View, seen: int) -> list[str]:
        """The addresses of copied files whose bytes have changed since a state."""
        generation = state.generations.get(view)
        changed = {path for path, number in state.files.items() if number > seen}
        if generation is None or not changed:
            return []
        return [each.url for each in generation.draft.targets if each.kind == "file" and each.key[0] in changed]
