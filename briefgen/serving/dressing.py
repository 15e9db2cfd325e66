"""What is put into pages while they are served, and nowhere else: script and style, a banner, marks."""

import hashlib
import re
import secrets
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from briefgen.outputs.target import Target
from briefgen.serving.generation import Generation, View
from briefgen.serving.marking import marked
from briefgen.serving.state import State
from briefgen.text.message import Message, say
from briefgen.text.showing import Translate

INSIDE = "/__briefgen/"
"""Where the preview keeps what is its own."""

FOR_ANY_SCREEN = Markup(
    '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">'
)

_HEAD = re.compile(rb"</head\s*>", re.IGNORECASE)
_BODY = re.compile(rb"<body\b[^>]*>", re.IGNORECASE)


@dataclass(frozen=True)
class Dressing:
    """Speaks the desk's language. `is_private` where withheld texts may be shown; `run` names this run of the preview."""

    folder: Path
    lang: str
    translate: Translate
    is_private: bool
    run: str

    @classmethod
    def of(cls, folder: Path, lang: str, translate: Translate, is_private: bool) -> "Dressing":
        """For this run of the preview."""
        return cls(folder, lang, translate, is_private, secrets.token_hex(4))

    def text(self, message: Message) -> str:
        return message.text(self.translate)

    def page(self, data: bytes, state: State, generation: Generation, target: Target) -> tuple[bytes, str]:
        """A page with what the preview adds, and the digest that tells whether it is another than before."""
        data, banner = marked(data, generation, target), self.banner(generation, target).encode()
        digest = hashlib.sha256(banner + data).hexdigest()[:20]
        body = _BODY.search(data)
        at = body.end() if body else 0
        data = data[:at] + banner + data[at:]
        head = _HEAD.search(data)
        at = head.start() if head else len(data)
        return data[:at] + self._links(state, generation.view, digest) + data[at:], digest

    def bare(self, state: State, view: View) -> bytes:
        """A page for when there is none: what is wrong, until it is mended."""
        title = Markup("✖ {}").format(self.text(say("the preview cannot show this page")))
        html = Markup(
            '<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n{for_any_screen}\n'
            '</head>\n<body class="briefgen-bare">\n<main><h1>{title}</h1></main>\n</body>\n</html>\n'
        ).format(lang=self.lang, title=title, for_any_screen=FOR_ANY_SCREEN)
        data = html.encode()
        at = data.index(b"</head>")
        return data[:at] + self._links(state, view, "bare") + data[at:]

    def _links(self, state: State, view: View, digest: str) -> bytes:
        found = Markup(
            '<link rel="stylesheet" href="{inside}page.css" data-briefgen>'
            '<script defer src="{inside}idiomorph.js" data-briefgen></script>'
            '<script src="{inside}preview.js" data-briefgen data-run="{run}" data-generation="{number}"'
            ' data-view="{view}" data-page="{digest}"></script>'
        )
        return found.format(inside=INSIDE, run=self.run, number=state.number, view=view, digest=digest).encode()

    def banner(self, generation: Generation, target: Target) -> Markup:
        """Why what is shown here is not public; nothing where it is."""
        why = generation.private.get(target.url, ())
        if not why:
            return Markup("")
        said = Markup("; ").join(self.text(each) for each in why)
        title = self.text(say("Not public"))
        return Markup('<div class="briefgen-banner" role="note" lang="{}"><strong>{}</strong>: {}</div>').format(
            self.lang, title, said
        )
