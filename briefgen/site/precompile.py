"""Compile the templates of the site themes that come with briefgen: `python -m briefgen.site.precompile`.

To templates what `python -m compileall` is to modules: builds find them compiled, however Python is told to run.
"""

import sys
from contextlib import suppress

from jinja2 import TemplateSyntaxError

from briefgen.site.site_theme import bundled
from briefgen.site.templates import Templates


def main() -> None:
    """Compile every template of every bundled site theme, unless that has been done for this version."""
    sys.dont_write_bytecode = False
    for theme in sorted(bundled().iterdir()):
        folder = theme / "templates"
        templates = Templates([folder] if folder.is_dir() else [])
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                # A mistake is for a build to tell, as a finding.
                with suppress(TemplateSyntaxError):
                    templates.load(path.relative_to(folder).as_posix())


if __name__ == "__main__":
    main()
